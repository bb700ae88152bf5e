"""Words of the page's language, without a request of somebody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.coding.conftest import world

__all__ = ["world"]


@pytest.fixture
def words(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield
