"""Which quotes are listed, in which order, and by how many they were said: read from what is kept, without a text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.statements.search_store import holding
from app.coding.themes.cells import Cell
from app.db import row, rows, scalar


@dataclass(frozen=True)
class Wanted:
    """Which quotes: empty means any. `blind_for` keeps to segments this coder has given a word on; `reader` asks.

    `told` keeps to codings whose cell may be told (see `cells`) to whoever reads no single statements; None: to any.
    """

    round_id: str
    scope: Scope
    area: str = ""
    theme: str = ""
    stance: str = ""
    source: str = ""
    q: str = ""
    statement: str = ""
    blind_for: str = ""
    told: frozenset[Cell] | None = None
    code: str = ""
    reader: str = ""


# A statement of many marked ones is found by its mark; what is marked stands first.
_MARKED = "(n.segment_id, n.theme_code) in (select segment_id, theme_code from key_quote_now)"


def listed(db: Database, wanted: Wanted, *, limit: int = -1, offset: int = 0) -> list[tuple[str, str]]:
    """Statement and theme of each quote, in the order of the list."""
    marked = _listed(db, wanted, _MARKED)
    found = marked[offset : offset + limit if limit >= 0 else None]
    if limit < 0 or len(found) < limit:
        most = limit - len(found) if limit >= 0 else -1
        found += _listed(db, wanted, f"not {_MARKED}", limit=most, offset=max(offset - len(marked), 0))
    return found


def _listed(db: Database, wanted: Wanted, which: str, *, limit: int = -1, offset: int = 0) -> list[tuple[str, str]]:
    source, where, parameters = _source(wanted)
    grouped = "" if wanted.stance and not _by_word(wanted) else "group by n.segment_id, n.theme_code"
    grave = "n.severity" if not grouped else "avg(c.severity)" if _by_word(wanted) else "max(n.severity)"
    told = "join segment s on s.id = n.segment_id" if wanted.told is not None and " segment s " not in source else ""
    found = rows(
        db,
        f"""select n.segment_id, n.theme_code from {source} {told} where {where} and {which} {grouped}
            order by {grave} desc, {"n.held_on" if wanted.told is None else "s.text"}, n.segment_id, n.theme_code
            limit :limit offset :offset""",
        {**parameters, "limit": limit, "offset": offset},
    )
    return [(r["segment_id"], r["theme_code"]) for r in found]


def count_quotes(db: Database, wanted: Wanted) -> int:
    source, where, parameters = _source(wanted)
    if _plain(wanted) and wanted.stance:
        sql = f"select coalesce(sum(n.statements), 0) from said_now n where {where}"
    elif wanted.stance and not _by_word(wanted):
        sql = f"select count(*) from {source} where {where}"
    else:
        sql = f"select count(*) from (select distinct n.segment_id, n.theme_code from {source} where {where})"
    return int(scalar(db, sql, parameters))


def who_said(db: Database, wanted: Wanted) -> tuple[int, int]:
    """How many respondents said them, and how many of these are firms."""
    source, where, parameters = _source(wanted)
    source = "said_now n" if _plain(wanted) else source
    found = row(
        db,
        f"""select count(*), coalesce(sum(re.kind = 'firm'), 0) from (
              select distinct n.respondent_id from {source} where {where}) w
              join respondent re on re.id = w.respondent_id""",
        parameters,
    )
    return (found[0], found[1]) if found else (0, 0)


def _by_word(wanted: Wanted) -> bool:
    """Whether single words of coders are asked for."""
    return bool(wanted.statement or wanted.code)


def _plain(wanted: Wanted) -> bool:
    """Whether what each respondent named says all."""
    return not (_by_word(wanted) or wanted.source or wanted.q or wanted.blind_for)


def _source(wanted: Wanted) -> tuple[str, str, dict[str, Any]]:
    """Tables and conditions of what is wanted: `n` statements that count, `c` words where these are asked for."""
    _where, parameters = narrowed(wanted)
    source, where = "named_now n", ["n.round_id = :round"]
    if _by_word(wanted):
        source += (
            " join counted c on c.segment_id = n.segment_id and c.theme_code = n.theme_code and c.stance = n.stance"
        )
        where += ["c.statement = :statement"] if wanted.statement else []
        where += [f"c.code_id in ({_BENEATH})"] if wanted.code else []
    where += ["n.theme_code = :theme"] if wanted.theme else []
    where += ["n.stance = :stance"] if wanted.stance else []
    if wanted.source:
        where.append(f"n.held_on is {'not ' if wanted.source == 'roundtable' else ''}null")
    if wanted.q:
        source += " join segment s on s.id = n.segment_id"
        where.append(holding(wanted.q, "s.text")[0])
    where.append(_of_areas(wanted))
    if wanted.blind_for:
        where.append(
            "exists (select 1 from standing_now o where o.segment_id = n.segment_id and o.coder_id = :blind_for)"
        )
    return source, " and ".join(where), parameters


def _of_areas(wanted: Wanted) -> str:
    """Of respondents who speak of an area of one's own, of the one asked for, of a cell that is told."""
    if wanted.area:
        of = "n.respondent_id in (select respondent_id from respondent_area ra where ra.area_id = :area and {})"
        scope = of.format(wanted.scope.sql("ra.area_id"))
    else:
        scope = _speaks_of(wanted.scope.sql("ra.area_id"), "n")
    if wanted.told is None:
        return scope
    cells = f"ra.area_id || '/' || n.theme_code || '/' || n.stance in {_TOLD} and {_shown(wanted)}"
    return f"{scope} and {_speaks_of(cells, 'n')}"


def narrowed(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    where = ["round_id = :round", _speaks_of(wanted.scope.sql("ra.area_id"))]
    if wanted.area:
        where.append(_speaks_of("ra.area_id = :area"))
    if wanted.told is not None:
        where.append(_speaks_of(f"ra.area_id || '/' || theme_code || '/' || stance in {_TOLD} and {_shown(wanted)}"))
    if wanted.theme:
        where.append("theme_code = :theme")
    if wanted.code:
        where.append(f"code_id in ({_BENEATH})")
    if wanted.stance:
        where.append("stance = :stance")
    if wanted.statement:
        where.append("statement = :statement")
    if wanted.source:
        where.append("document_id is not null" if wanted.source == "roundtable" else "answer_id is not null")
    said, words = holding(wanted.q, "text")
    where.append(said)
    if wanted.blind_for:
        where.append("exists (select 1 from live_judgment j where j.segment_id = c.id and j.coder_id = :blind_for)")
    return " and ".join(where), {
        **{"round": wanted.round_id, "area": wanted.area, "theme": wanted.theme, "stance": wanted.stance},
        **{
            "blind_for": wanted.blind_for,
            "reader": wanted.reader,
            "statement": wanted.statement,
            "code": wanted.code,
            "told": json.dumps(["/".join(cell) for cell in wanted.told or ()]),
            **words,
        },
    }


def order(wanted: Wanted) -> str:
    """In the order of the talks; else by their letters, for in order what officials may read were a transcript."""
    return "held_on, id, theme_code" if wanted.told is None else "text, id, theme_code"


# A code with all beneath it.
_BENEATH = """with recursive beneath(id) as (
  select :code union select k.id from beneath b join code_now k on k.parent_id = b.id) select id from beneath"""
_TOLD = "(select value from json_each(:told))"


def _shown(wanted: Wanted) -> str:
    """The area that is shown, or any of one's own."""
    return "ra.area_id = :area" if wanted.area else wanted.scope.sql("ra.area_id")


def _speaks_of(condition: str, of: str = "c") -> str:
    return f"exists (select 1 from respondent_area ra where ra.respondent_id = {of}.respondent_id and {condition})"
