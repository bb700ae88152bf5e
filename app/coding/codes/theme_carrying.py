"""Codings of a theme that a version of the codebook drops: carried to the theme its draft names, or left as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store as codebook_store
from app.coding.codes import carry_store, carrying, code_store, codes
from app.coding.codes.carry_store import Carry
from app.coding.codes.code import MERGED, RETIRED, USED, Stated
from app.coding.codes.codes import codes_now


def carry_themes(db: Database, gone: Mapping[str, str], person_id: str) -> None:
    """Carry every standing coding of each theme that is gone, with the codes beneath it; part of publishing a version.

    Where a theme names none, its codings stay under the old name and its codes go out of use.
    """
    for code, into in gone.items():
        _carry(db, code, into, person_id)


def _carry(db: Database, code: str, into: str, person_id: str) -> None:
    book = codebook_store.newest(db)
    assert book is not None
    said = Stated(code, None, "", state=MERGED if into else RETIRED, into_id=into or None)
    kind = "merged" if into else "retired"
    first = code_store.append(db, kind, said, code_id=None, person_id=person_id)
    for each in codes_now(db):
        if (each.theme_code, each.state) == (code, USED):
            wanted = replace(each.stated, theme_code=into) if into else replace(each.stated, state=RETIRED)
            codes.append(db, "moved" if into else "retired", each, wanted, by=person_id, together=first)
    carries = planned(db, code, into) if into else []
    done = carrying.carry(db, first, carries, book["id"])
    told = {"before": code, "theme": into or code, "decisions": done}
    record(db, "theme carried over", person_id=person_id, object_kind="theme", object_id=code, **told)


def planned(db: Database, code: str, into: str) -> list[Carry]:
    """Every coding that stands on a theme, carried to another; each keeps its code."""
    return [carrying.carried_to(j, into, j["code_id"]) for j in carry_store.on_theme(db, code)]
