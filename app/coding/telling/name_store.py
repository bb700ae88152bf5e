"""SQL of the names that must not be read: of all firms, and how they and their people were labelled in a round."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlite_utils import Database

from app.coding.telling.masking import Mask
from app.db import row, rows

# Which names there are: numbers that change with every change of them, and are never the same again.
_STATES = "select f.state, l.state from firm_state f, label_state l"
# How a firm was labelled where that is not its name in the register, and who spoke for firms.
_LABELLED = """select re.label as name from respondent re
    where re.kind = 'firm' and re.label <> '' and (:round = '' or re.round_id = :round)
      and not exists (select 1 from firm f where f.id = re.firm_id and f.name = re.label)
  union select p.label from participant p join roundtable t on t.id = p.roundtable_id
    where p.org_kind = 'firm' and (:round = '' or t.round_id = :round)
  union select p.organization from participant p join roundtable t on t.id = p.roundtable_id
    where p.org_kind = 'firm' and (:round = '' or t.round_id = :round)"""
# Masks kept, the newest last. The register's is kept by the register's state alone: of 130,000 firms it takes a second
# to make. Chosen: the register, and a round or two with and without the others.
_MOST = 6
_KEPT: dict[tuple[Any, ...], Mask] = {}


def mask_of(db: Database, round_id: str = "") -> Mask:
    """The mask of a round's names, of every round's where none is given."""
    firms, labels = row(db, _STATES) or (0, 0)
    register = _kept((firms,), lambda: Mask.of(r["name"] for r in rows(db, "select name from firm")))
    return _kept(
        (firms, labels, round_id),
        lambda: register.beside(Mask.of(r["name"] for r in rows(db, _LABELLED, {"round": round_id}))),
    )


def _kept(key: tuple[Any, ...], make: Callable[[], Mask]) -> Mask:
    found = _KEPT.pop(key, None) or make()
    _KEPT[key] = found
    while len(_KEPT) > _MOST:
        _KEPT.pop(next(iter(_KEPT)), None)
    return found
