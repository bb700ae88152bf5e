"""All SQL of statements as numbers: which count, whose they are, where they stand, what they hold; no text is read.

A number is the row's own of this moment: it holds for one request and is never stored or shown.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from sqlite_utils import Database

from app.coding.statements.search_store import holding, literal
from app.coding.statements.voices import NEWEST_RESPONSE
from app.corpus.matching import Ground, Ids, Places
from app.corpus.people import Person

# From so many statements on all texts are read in their order; fewer are looked up. Chosen, not measured.
FEW = 4_000
# From so many on all that the people said is read and cut; looking each up took longer at 100,000 (50 against 90 ms).
MANY = 20_000
# Statements of a transcript or a return that was withdrawn or destroyed, of a try, or of a return that a newer one replaced.
# Few gave two returns to a survey: only of those it is asked which is the newest.
_GONE = f"""
select s.rowid from segment s where s.id in (select segment_id from withdrawn_segment)
union select s.rowid from response r join answer an on an.response_id = r.id join segment s on s.answer_id = an.id
  where r.test = 1
union select s.rowid from (
    select survey_id, respondent_id from response group by survey_id, respondent_id having count(*) > 1) twice
  cross join response r on r.survey_id = twice.survey_id and r.respondent_id = twice.respondent_id
  join answer an on an.response_id = r.id join segment s on s.answer_id = an.id
  where not {NEWEST_RESPONSE}"""
_SOURCES = {"roundtable": "s.document_id is not null", "survey": "s.answer_id is not null"}


def ground_of(
    db: Database, people: Sequence[Person], *, source: str = "", wave: str = "", among: Ids | None = None
) -> Ground:
    """The statements of these people that count, each with who said it: all of them, or those among some."""
    if among is not None and len(among) > MANY:
        return ground_of(db, people, source=source, wave=wave).among(among)
    numbers = np.array([p.number for p in people], dtype=np.int64)
    where = [
        "re.rowid in (select value from json_each(?))"
        if among is None
        else "s.rowid in (select value from json_each(?))"
    ]
    if source:
        where.append(_SOURCES[source])
    # From whichever side is narrower: by who spoke, or by the statements that are known already.
    joined = "respondent re join segment s" if among is None else "segment s join respondent re"
    said = as_table(
        db,
        f"select s.rowid, re.rowid from {joined} on s.respondent_id = re.id where {' and '.join(where)}",
        [json.dumps((numbers if among is None else among).tolist())],
        2,
    )
    said = said[np.argsort(said[:, 0])]
    kept = np.isin(said[:, 1], numbers) & ~np.isin(said[:, 0], gone(db))
    if wave:
        kept &= np.isin(said[:, 0], statements_of_wave(db, wave))
    return Ground(said[kept, 0], said[kept, 1])


def gone(db: Database) -> Ids:
    """Statements that count no more, or never did."""
    return _ids(db, _GONE)


def statements_of_wave(db: Database, wave: str) -> Ids:
    """What was answered in the wave's surveys or said on its days."""
    return _ids(
        db,
        """select s.rowid from wave w join survey su on su.wave_id = w.id join response r on r.survey_id = su.id
             join answer an on an.response_id = r.id join segment s on s.answer_id = an.id where w.code = :wave
           union all
           select s.rowid from wave w join roundtable rt on rt.held_on between w.starts_on and w.ends_on
             join document d on d.roundtable_id = rt.id join segment s on s.document_id = d.id where w.code = :wave""",
        {"wave": wave},
    )


def places_of(db: Database, among: Ids) -> Places:
    """Where these statements stand; texts and speeches become numbers."""
    found = as_table(
        db,
        """select s.rowid, coalesce(d.rowid * 2, an.rowid * 2 + 1), coalesce(t.rowid * 2, an.rowid * 2 + 1), s.position
           from segment s left join document d on d.id = s.document_id left join turn t on t.id = s.turn_id
             left join answer an on an.id = s.answer_id
           where s.rowid in (select value from json_each(?)) order by s.rowid""",
        [json.dumps(among.tolist())],
        4,
    )
    return Places(found[:, 0], found[:, 1], found[:, 2], found[:, 3])


def holding_text(db: Database, query: str, mode: str, among: Ids | None = None) -> Ids:
    """Statements whose text holds the query: all its words, or (`exact`) its letters as they stand; ascending."""
    where, asked = holding(query, "s.text")
    if mode == "exact":
        where, asked = "s.text like :exact escape '\\'", {"exact": f"%{literal(query)}%"}
    if among is None or len(among) > FEW:
        found = np.sort(_ids(db, f"select s.rowid from segment s where {where}", asked))
        return found if among is None else np.intersect1d(among, found, assume_unique=True)
    asked = {**asked, "of": json.dumps(among.tolist())}
    some = "select value from json_each(:of)"
    return np.sort(_ids(db, f"select s.rowid from segment s where s.rowid in ({some}) and {where}", asked))


def keys_of(db: Database, numbers: Sequence[int]) -> list[str]:
    """Ids of statements, in the order of the numbers."""
    found = dict(
        plain(
            db,
            "select rowid, id from segment where rowid in (select value from json_each(?))",
            [json.dumps(list(numbers))],
        )
    )
    return [found[n] for n in numbers]


def numbers_of(db: Database, keys: Sequence[str]) -> dict[str, int]:
    """Statement to its number, of those there are."""
    sql = "select id, rowid from segment where id in (select value from json_each(?))"
    return dict(plain(db, sql, [json.dumps(list(keys))]))


def _ids(db: Database, sql: str, parameters: Any = ()) -> Ids:
    return as_table(db, sql, parameters, 1)[:, 0]


def as_table(db: Database, sql: str, parameters: Any, columns: int) -> np.ndarray:
    flat = chain.from_iterable(plain(db, sql, parameters))
    return np.fromiter(flat, dtype=np.int64).reshape(-1, columns)


def plain(db: Database, sql: str, parameters: Any) -> list[tuple[Any, ...]]:
    """Rows as plain tuples: of a hundred thousand, named rows would take half of the time."""
    cursor = db.conn.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, parameters).fetchall()
