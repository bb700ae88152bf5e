"""All SQL of codings as numbers: which statements carry a code by whose word, and how grave it was said to be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sqlite_utils import Database

from app.coding.statements.voices import SETTLED
from app.corpus.ground_store import as_table, plain
from app.corpus.matching import Ids
from app.corpus.questions import MACHINE, PEOPLE, Question
from app.db import rows
from app.words.labels import label

# The words that count: what was settled, else each expert's own. Of one expert: what he or she said, settled or not.
_PEOPLES = "counted"
_OWN = "(select * from standing_now where action in ('accept', 'change', 'add'))"
_MACHINES = """(select g.id, k.segment_id, k.theme_code, null as code_id, g.stance, g.severity, g.statement, '' as coder_id
  from suggested_now k join suggestion g on g.id = k.suggestion_id)"""
# What is asked for with every code beneath it: a code is asked for with its own.
_BENEATH = """with recursive beneath(top, id) as (select value, value from json_each(:codes)
  union select b.top, k.id from beneath b join code_now k on k.parent_id = b.id)"""


class Codings(NamedTuple):
    """Codings, a row each.

    Attributes
    ----------
    themes : list of str
        Codes; `theme` says by position which one a row has.
    ids, theme, severity, who : ndarray of int, shape (C,)
        Number of the statement; theme; 1 to 5, or 0 where none is given; number of the respondent.
    """

    themes: list[str]
    ids: Ids
    theme: np.ndarray
    severity: np.ndarray
    who: Ids

    def of_themes(self, theme: int) -> Ids:
        """The statements of one theme, ascending."""
        return np.unique(self.ids[self.theme == theme])


def carrying(db: Database, codes: Sequence[str], question: Question, *, blind_for: str = "") -> list[Ids]:
    """For each theme or code the statements that carry it or a code beneath it by the words that count, ascending."""
    where, asked = _narrowed(question, blind_for)
    asked["codes"] = json.dumps(list(codes))
    found = plain(
        db,
        f"""{_BENEATH} select s.rowid, b.top from {_table(question)} n join segment s on s.id = n.segment_id
              join beneath b on b.id in (n.theme_code, n.code_id) where {where}""",
        asked,
    )
    return [np.unique(np.array([n for n, top in found if top == code], dtype=np.int64)) for code in codes]


def codings_of(db: Database, question: Question, *, blind_for: str = "") -> Codings:
    """Every coding that counts by the question's words on codings."""
    where, asked = _narrowed(question, blind_for)
    source = _table(question)
    themes = [code for (code,) in plain(db, f"select distinct theme_code from {source} n order by theme_code", ())]
    # The themes' places come from the database, so that fifty thousand rows are numbers alone.
    places = " ".join(f"when :theme{n} then {n}" for n in range(len(themes)))
    found = as_table(
        db,
        f"""select s.rowid, {f"case n.theme_code {places} end" if themes else "0"}, coalesce(n.severity, 0), re.rowid
            from {source} n join segment s on s.id = n.segment_id join respondent re on re.id = s.respondent_id
            where {where}""",
        {**asked, **{f"theme{n}": code for n, code in enumerate(themes)}},
        4,
    )
    return Codings(themes, *found.T)


def codings_shown(db: Database, keys: Sequence[str], question: Question) -> list[Any]:
    """The codings of statements that a page shows, with their coders, in the order they were given."""
    return rows(
        db,
        f"""select n.segment_id, n.theme_code, n.code_id, n.stance, n.severity, n.statement, n.coder_id,
              case n.coder_id when '{SETTLED}' then :settled else pe.name end as coder
            from {_table(question)} n left join person pe on pe.id = n.coder_id
            where n.segment_id in (select value from json_each(:keys)) order by n.id""",
        {"keys": json.dumps(list(keys)), "settled": label(SETTLED, "corpus_coder")},
    )


def coders(db: Database) -> list[Any]:
    """Everyone whose word stands somewhere, by name."""
    return rows(db, "select id, name from person where id in (select coder_id from standing_now) order by name, id")


def _table(question: Question) -> str:
    if question.coder == MACHINE:
        return _MACHINES
    return _PEOPLES if question.coder in (PEOPLE, SETTLED) else _OWN


def _narrowed(question: Question, blind_for: str) -> tuple[str, dict[str, Any]]:
    asked: dict[str, Any] = {key: getattr(question, key) for key in ("stance", "statement", "coder")}
    asked |= {"low": int(question.low or 0), "high": int(question.high or 5), "blind_for": blind_for}
    where = [f"n.{key} = :{key}" for key in ("stance", "statement") if asked[key]]
    if question.coder not in (PEOPLE, MACHINE):
        where.append("n.coder_id = :coder")
    if question.low or question.high:
        where.append("n.severity between :low and :high")
    if blind_for and question.coder != MACHINE:
        where.append("n.segment_id in (select segment_id from standing_now where coder_id = :blind_for)")
    return " and ".join(where) or "1", asked
