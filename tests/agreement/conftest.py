"""Words in both languages without the workbench and its example."""

from __future__ import annotations

import pytest
from flask import Flask

from app.words import i18n


@pytest.fixture(scope="module")
def words() -> Flask:
    made = Flask("app")
    i18n.install(made)
    return made
