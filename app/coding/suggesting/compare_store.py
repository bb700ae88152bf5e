"""All SQL of comparing two analyses of a round, within what a person may see."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.statements.search_store import holding
from app.coding.statements.segment_store import in_scope
from app.coding.suggesting.comparing import Analysis, Pair, Side
from app.db import rows


def analyses(db: Database, round_id: str, scope: Scope) -> list[Analysis]:
    """The analyses of the round in the order they began, with how many segments of respondents each looked at."""
    found = rows(
        db,
        f"""select a.lexicon_version, a.analyser_version, a.model_version, count(distinct a.segment_id) as segments,
              min(a.at) as since
            from analysed a join segment s on s.id = a.segment_id
            where s.round_id = ? and s.respondent_id is not null and {in_scope(scope)}
            group by a.lexicon_version, a.analyser_version, a.model_version order by min(a.id)""",
        [round_id],
    )
    return [Analysis(n, *tuple(r)) for n, r in enumerate(found, start=1)]


_LOOKED = """select segment_id from analysed
  where lexicon_version = :lexicon_{0} and analyser_version = :analyser_{0} and model_version = :model_{0}"""
_SIDE = """{0} as (select g.* from suggestion g where g.segment_id in (select id from looked)
  and g.lexicon_version = :lexicon_{0} and g.analyser_version = :analyser_{0} and g.model_version = :model_{0})"""


def pairs(
    db: Database, round_id: str, scope: Scope, a: Analysis, b: Analysis, *, q: str = ""
) -> tuple[list[Pair], int]:
    """Every theme either analysis suggests for a segment both looked at, in the order of the texts; and how many
    segments that are. What facilitators and officials say is left out. `q` narrows to segments with these words.
    """
    said, words = holding(q, "s.text")
    looked = f"""looked as (select s.id, s.rowid as place from segment s
      where s.round_id = :round and s.respondent_id is not null and {in_scope(scope)} and {said}
        and s.id in ({_LOOKED.format("a")}) and s.id in ({_LOOKED.format("b")}))"""
    parameters = {
        **{"round": round_id, **words},
        **{"lexicon_a": a.lexicon, "analyser_a": a.analyser, "model_a": a.model},
        **{"lexicon_b": b.lexicon, "analyser_b": b.analyser, "model_b": b.model},
    }
    found = rows(
        db,
        f"""with {looked}, {_SIDE.format("a")}, {_SIDE.format("b")},
            named as (select segment_id, theme_code from a union select segment_id, theme_code from b)
            select n.segment_id, n.theme_code, a.id as id_a, a.score as score_a, a.stance as stance_a,
              a.grade as grade_a, a.statement as statement_a, b.id as id_b, b.score as score_b, b.stance as stance_b,
              b.grade as grade_b, b.statement as statement_b
            from named n join looked l on l.id = n.segment_id
            left join a on a.segment_id = n.segment_id and a.theme_code = n.theme_code
            left join b on b.segment_id = n.segment_id and b.theme_code = n.theme_code
            order by l.place, n.theme_code""",
        parameters,
    )
    total = rows(db, f"with {looked} select count(*) from looked", parameters)[0][0]
    return [Pair(r["segment_id"], r["theme_code"], _side(r, "a"), _side(r, "b")) for r in found], total


def _side(found: sqlite3.Row, side: str) -> Side | None:
    if found[f"id_{side}"] is None:
        return None
    return Side(*(found[f"{name}_{side}"] for name in ("id", "score", "stance", "grade", "statement")))
