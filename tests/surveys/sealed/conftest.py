"""A signed-in client of any role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import sign_in


@pytest.fixture
def as_person(app: Flask, people: dict[str, str]) -> Callable[[str], FlaskClient]:
    return lambda role: sign_in(app.test_client(), role)
