"""What the registers' closed columns may hold, as words of the page: to choose from, and to show instead of codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlite_utils import Database

from app.areas import store
from app.areas.columns import Designated
from app.words.formats import named
from app.words.labels import LABELS, label

# Field to the kind of its codes' words.
LABELED = {"kind": "area_kind", "size_band": "size_band", "growth_stage": "growth_stage"}


def words(db: Database, kind: str) -> dict[str, list[str]]:
    """Field to the words a text of it may be matched to."""
    if kind == "areas":
        return {"kind": _words_of("area_kind")}
    return {
        "area": [code for code in store.areas_by_code(db)],
        "industry_code": [named(r) for r in store.list_industries(db)],
        "size_band": _words_of("size_band"),
        "growth_stage": _words_of("growth_stage"),
    }


def teller(db: Database) -> Callable[[str, Any], str | None]:
    """A field's code in words; None for a field that has none."""
    industries = {r["code"]: str(named(r)) for r in store.list_industries(db)}
    clusters = {str(r["code"]): str(named(r)) for r in store.list_clusters(db)}

    def told(field: str, value: Any) -> str | None:
        if field == "industry_code":
            return industries.get(value)
        if field == "clusters" and isinstance(value, tuple):
            return ", ".join(clusters.get(str(code), str(code)) for code in value)
        if field == "designations" and isinstance(value, tuple):
            return ", ".join(_designated(each) for each in value)
        return label(value, LABELED[field]) if field in LABELED and value else None

    return told


def industries(db: Database) -> list[tuple[str, str]]:
    """Every industry's code and its word, in the register's order."""
    return [(r["code"], str(named(r))) for r in store.list_industries(db)]


def industry_codes(db: Database) -> frozenset[str]:
    """The code of every industry."""
    return frozenset(r["code"] for r in store.list_industries(db))


def of_a_firm(db: Database) -> dict[str, list[tuple[str, str]]]:
    """What a firm on no list says of itself, to choose from, by the names the form's template has for it."""
    return {"industries": industries(db), "sizes": sizes()}


def sizes() -> list[tuple[str, str]]:
    """Every band of size and its word, the smallest first."""
    return [(code, str(word)) for code, word in LABELS["size_band"].items()]


def _words_of(kind: str) -> list[str]:
    return [str(word) for word in LABELS[kind].values()]


def _designated(each: Designated) -> str:
    return f"{each.name}({each.since or ''}~{each.until or ''})" if each.since or each.until else each.name
