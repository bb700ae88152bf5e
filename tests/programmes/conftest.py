"""Programmes as tests need them: the codebook's themes, and a quick way to say what one is."""

from __future__ import annotations

from typing import Any

import pytest
from sqlite_utils import Database

from app.codebook.publishing import install_first
from app.programmes.register.editing import add
from app.programmes.register.programme import Programme


def said(name: str = "예시 지원", **more: Any) -> Programme:
    """A programme of the city for training, of which little is known, unless told."""
    usual: dict[str, Any] = {
        "name_ko": name,
        "owner_kind": "city",
        "owner": "예시 기관",
        "source": "예시 공고",
        "as_of": "2026-11-01",
        "domains": ("hr",),
    }
    return Programme(**(usual | more))


@pytest.fixture
def book(db: Database) -> Database:
    install_first(db)
    return db


@pytest.fixture
def programme_id(book: Database) -> str:
    return add(book, "P101", said(), person_id=None)
