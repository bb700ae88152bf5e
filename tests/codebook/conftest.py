"""A first codebook, small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest
from sqlite_utils import Database

from app.codebook import publishing
from app.codebook.definitions import Definition, tidied


def theme(code: str, position: int, *terms: tuple[Any, ...], domain: str | None = None) -> dict[str, Any]:
    """A theme whose words are its code; terms as (lang, form, weight)."""
    words = {
        f"{p}_{lang}": f"{code} {p} {lang}"
        for p in ("name", "definition", "include", "exclude")
        for lang in ("ko", "en")
    }
    listed = [
        {"lang": lang, "form": form, "kind": "near" if "~" in form else "surface", "weight": weight, "note": ""}
        for lang, form, weight in terms
    ]
    return {"id": code, "position": position, "domain": domain, **words, "terms": listed}


@pytest.fixture
def small() -> Definition:
    return tidied(
        {
            "themes": [
                theme(
                    "finance", 1, ("ko", "대출", 1.0), ("ko", "이자 부담", 1.0), ("en", "loan", 1.0), domain="finance"
                ),
                theme(
                    "market", 2, ("ko", "수주", 1.0), ("ko", "전시회", 0.5), ("ko", "주문~줄다", 1.0), domain="market"
                ),
            ]
        }
    )


@pytest.fixture
def book(db: Database, small: Definition) -> str:
    return publishing.publish(db, small, note="처음", person_id=None)
