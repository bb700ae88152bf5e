"""What results are broken down by: attributes of areas (their firms together) and of firms, as the register has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas.store import list_clusters, list_industries
from app.surveys.results import result_store
from app.words.formats import named
from app.words.labels import LABELS, label

OF_AREAS = ("district", "area", "cluster", "kind")
OF_FIRMS = ("industry", "size", "stage")
BY = (*OF_AREAS, *OF_FIRMS)
# A firm that is not on the register, or of which it does not say.
UNKNOWN = "?"
NARROWING = ("district", "cluster", "kind")


@dataclass(frozen=True)
class Attribute:
    """An attribute with its classes in order, as (code, word); of areas also the areas of each class."""

    name: str
    classes: tuple[tuple[str, str], ...]
    areas: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def of_areas(self) -> bool:
        return self.name in OF_AREAS


def attribute(db: Database, name: str) -> Attribute:
    """An attribute by its name, one of `BY`."""
    if name in OF_AREAS:
        return _of_areas(db, name)
    if name == "industry":
        industries = [(r["code"], str(named(r))) for r in list_industries(db)]
        return Attribute(name, (*industries, (UNKNOWN, _("업종 모름"))))
    kind = {"size": "size_band", "stage": "growth_stage"}[name]
    return Attribute(name, (*((code, str(word)) for code, word in LABELS[kind].items()), (UNKNOWN, _("모름"))))


def _of_areas(db: Database, name: str) -> Attribute:
    areas = result_store.areas_with_kinds(db)
    words = {str(r["code"]): str(named(r)) for r in list_clusters(db)} if name == "cluster" else {}
    found: dict[str, set[str]] = {}
    for each in areas:
        for code in codes_of(each, name):
            found.setdefault(code, set()).add(each["id"])
            words.setdefault(code, _word(name, each, code))
    order = list(words) if name in ("area", "cluster") else sorted(found)
    classes = tuple((code, words[code]) for code in order if code in found)
    return Attribute(name, classes, {code: frozenset(ids) for code, ids in found.items()})


def codes_of(area: sqlite3.Row, name: str) -> Sequence[str]:
    """The classes an area is in: one, or of clusters any number."""
    if name == "cluster":
        return str(area["clusters"]).split()
    return [area["code"] if name == "area" else area[name]]


def _word(name: str, area: sqlite3.Row, code: str) -> str:
    if name == "area":
        return f"{code} {named(area)}"
    return label(code, "district" if name == "district" else "area_kind")


def narrowed(db: Database, chosen: Mapping[str, str]) -> frozenset[str] | None:
    """The areas that are in every class chosen (attribute to code); None where nothing is chosen."""
    wanted = {name: code for name, code in chosen.items() if code and name in NARROWING}
    if not wanted:
        return None
    return frozenset.intersection(*(attribute(db, name).areas.get(code, frozenset()) for name, code in wanted.items()))
