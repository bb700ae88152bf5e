"""Drawing a tenth of the stable areas by chance, to be asked beside those asked for cause.

Whoever is asked is not chosen by chance: areas that look bad are. In a simulation a tenth drawn at random repaired more
of what that distorts than any formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import ceil

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas import store as areas_store
from app.db import row, rows, writing
from app.errors import Conflict
from app.evaluation.round.presets import scheme_in_use


def draw_areas(db: Database, round_id: str, *, person_id: str | None) -> list[str]:
    """Draw the areas of a round and return their codes. May be repeated: what was drawn once stays.

    Raises Conflict where no quarter has been classified yet, or no area is stable.
    """
    with writing(db):
        drawn = areas_store.drawn_areas(db, round_id)
        if drawn:
            return [each["code"] for each in drawn]
        of_round = row(db, "select code from round where id = ?", [round_id])
        if of_round is None:
            raise KeyError(round_id)
        quarter, stable = _stable(db)
        if not stable:
            raise Conflict(_("‘안정’으로 분류한 지역이 없습니다. 분기 관찰을 먼저 하십시오."))
        _id, scheme = scheme_in_use(db)
        seed = f"{scheme.uncertain.seed}:{of_round['code']}"
        chosen = by_chance(sorted(stable), scheme.random_share, seed)
        areas_store.insert_drawn(
            db, round_id, (stable[c] for c in chosen), quarter=quarter, among=len(stable), seed=seed
        )
        record(
            db,
            "areas drawn",
            person_id=person_id,
            object_kind="round",
            object_id=round_id,
            quarter=quarter,
            areas=len(chosen),
        )
    return chosen


def by_chance(codes: Sequence[str], share: float, seed: str) -> list[str]:
    """A share of the codes, rounded up, in their order: those whose hash with the seed is smallest.

    Anybody can draw the same again with a few lines and no generator of random numbers.
    """
    ranked = sorted(codes, key=lambda code: sha256(f"{seed}:{code}".encode()).digest())
    return sorted(ranked[: ceil(share * len(codes) - 1e-9)])


def _stable(db: Database) -> tuple[str, dict[str, str]]:
    """The newest classified quarter and the areas that are stable in it, code to id."""
    found = rows(
        db,
        """select a.code, a.id, c.quarter, c.state, c.undetermined from classification c
             join area a on a.id = c.area_id
           where c.quarter = (select max(quarter) from classification)
           order by c.computed_at, c.id""",
    )
    newest = {r["code"]: r for r in found}
    stable = {code: r["id"] for code, r in newest.items() if r["state"] == "stable" and not r["undetermined"]}
    return (found[0]["quarter"] if found else ""), stable
