"""SQL of the levels of a round alone: what stands of each area now, and what stood in the round before."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows, scalar
from app.evaluation.round.standing_store import STANDING


class Stood(NamedTuple):
    """An area's level in a round and in the one before; None where there is none."""

    level: str | None
    before: str | None
    undetermined: bool = False


def levels_of(db: Database, round_id: str | None, scope: Scope) -> dict[str, Stood]:
    """Area to its level as people decided it, else as it was computed. Two queries, however many areas."""
    if round_id is None:
        return {}
    earlier = scalar(
        db,
        """select b.id from round a join round b on b.starts_on < a.starts_on
           where a.id = ? order by b.starts_on desc limit 1""",
        [round_id],
    )
    then = {area: level for area, level, _previous, _thin in _standing(db, earlier, scope)} if earlier else {}
    return {
        area: Stood(level, then.get(area, previous), bool(thin))
        for area, level, previous, thin in _standing(db, round_id, scope)
    }


def _standing(db: Database, round_id: str, scope: Scope) -> list[tuple[str, str | None, str | None, int]]:
    found = rows(
        db,
        f"""select st.area_id, st.level, r.previous_level, r.undetermined
            from {STANDING} st join area_result r on r.id = st.id
            where st.round_id = ? and {scope.sql("st.area_id")}""",
        [round_id],
    )
    return [tuple(r) for r in found]
