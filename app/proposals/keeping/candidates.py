"""Statements that ask for something and are no proposal yet: found by what coders or the machine call them, and grouped."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.meaning.encoded import as_encoded
from app.coding.statements.segment_store import in_scope
from app.coding.statements.voices import COUNTED_SEGMENTS
from app.db import rows
from app.proposals.keeping import alone
from app.proposals.keeping.proposal import ASKING

# So many are looked through and grouped while a page is asked for: half a second at most. A round of the nation has
# more; the page says so and offers to narrow. Chosen after measuring (bench/nation.py).
MOST = 1000
_ASKING = ", ".join(f"'{kind}'" for kind in ASKING)
# Likeness from which statements stand together: lower than of answers that are counted as one opinion, for each is read
# and ticked. Of the example's requests 11 pairs lie above, 10 of them about one matter; at .65 there were two.
ALIKE = 0.5
# People's words go before the machine's.
_KINDS = f"""select c.segment_id, c.statement, c.theme_code, 1 as sure,
  case c.coder_id when 'settled' then 'settled' else 'coder' end as told_by
  from counted c where c.statement in ({_ASKING})
union
select su.segment_id, su.statement, su.theme_code, coalesce(su.grade, 'sure') = 'sure', 'machine'
  from current_suggestion su where su.statement in ({_ASKING})
  and not exists (select 1 from counted c where c.segment_id = su.segment_id and c.statement is not null)"""
_LAST_ASIDE = (
    """coalesce((select a.aside from proposal_aside a where a.segment_id = s.id order by a.id desc limit 1), 0)"""
)


@dataclass(frozen=True)
class Group:
    """Statements that ask for nearly the same: those of most respondents come first.

    `told_by` says whose word it is that they ask for something: settled, coder or machine.
    """

    segment_ids: tuple[str, ...]
    respondents: int
    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    told_by: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """What a page offers: groups, how many statements they are, and whether there are more than were looked at.

    `unwritten` are not offered, for somebody asks in the same speech that it is not written down.
    """

    groups: tuple[Group, ...]
    statements: int
    more: bool
    unwritten: tuple[str, ...] = ()


def asking(
    db: Database,
    round_id: str,
    scope: Scope,
    *,
    theme: str = "",
    area: str = "",
    roundtable: str = "",
    spoken: bool = False,
    aside: bool = False,
) -> list[sqlite3.Row]:
    """Statements of the round that ask for something and stand in no proposal, the newest first, of at most `MOST`.

    Left out is what is not to be written down and what says nothing by itself. `spoken` leaves out answers of surveys,
    for who does not read them; `aside` asks for those set aside instead.
    """
    narrowed = {"theme": theme, "area": area, "roundtable": roundtable}
    found = _found(db, round_id, scope, **narrowed, spoken=spoken, aside=aside)[:MOST]
    return found if aside else _offered(db, found)[0]


def _offered(db: Database, found: list[sqlite3.Row]) -> tuple[list[sqlite3.Row], tuple[str, ...]]:
    """What may be offered of these, and what is not since it is not to be written down."""
    shut = alone.unwritten(db, found)
    kept = alone.standing(db, [r for r in found if r["id"] not in shut])
    return kept, tuple(r["id"] for r in found if r["id"] in shut)


def _found(
    db: Database, round_id: str, scope: Scope, *, theme: str, area: str, roundtable: str, spoken: bool, aside: bool
) -> list[sqlite3.Row]:
    """Statements called a request or a proposal, one more than `MOST`."""
    where = [f"s.round_id = :round and {in_scope(scope)} and {_LAST_ASIDE} = :aside"]
    where.append("s.id not in (select segment_id from proposal_segment where ended_at is null)")
    if spoken:
        where.append("s.document_id is not null")
    if area:
        where.append(
            "exists (select 1 from respondent_area ra where ra.respondent_id = s.respondent_id and ra.area_id = :area)"
        )
    if roundtable:
        where.append("s.document_id in (select id from document where roundtable_id = :roundtable)")
    if theme:
        where.append(f"s.id in ({_THEMES.format('theme_code = :theme')})")
    sql = f"""select s.id, s.respondent_id, s.turn_id, s.text, w.words,
                group_concat(distinct k.statement) as kinds, group_concat(distinct k.told_by) as told_by,
                group_concat(distinct k.theme_code) as themes, max(k.sure) as sure,
                max(k.told_by <> 'machine') as by_people
              from ({_KINDS}) k join {COUNTED_SEGMENTS} s on s.id = k.segment_id
              left join segment_words w on w.segment_id = s.id
              where {" and ".join(where)} group by s.id order by s.id desc limit :most"""
    asked = {"round": round_id, "area": area, "theme": theme, "roundtable": roundtable, "aside": int(aside)}
    return rows(db, sql, {**asked, "most": MOST + 1})


_THEMES = """select segment_id from counted where {0} union select segment_id from current_suggestion where {0}"""


def offer(
    db: Database,
    round_id: str,
    scope: Scope,
    *,
    theme: str = "",
    area: str = "",
    roundtable: str = "",
    spoken: bool = False,
    aside: bool = False,
) -> Offer:
    """The statements of the list "제안으로 삼을 발언", like ones together; one that is like no other is a group alone."""
    narrowed = {"theme": theme, "area": area, "roundtable": roundtable}
    found = _found(db, round_id, scope, **narrowed, spoken=spoken, aside=aside)
    more = len(found) > MOST
    found, shut = (found[:MOST], ()) if aside else _offered(db, found[:MOST])
    themes = themes_of_segments(db, [r["id"] for r in found])
    groups = [_group([found[n] for n in members], themes) for members in _alike(db, found)]
    groups.sort(key=lambda group: (-group.respondents, -len(group.segment_ids)))
    return Offer(tuple(groups), len(found), more, shut)


def _alike(db: Database, found: list[sqlite3.Row]) -> list[tuple[int, ...]]:
    """Positions of like statements together, by words and by meaning where that is known; each stands once."""
    from nlp.exploring.similar import groups
    from nlp.vectors.encoding import version_here

    if len(found) < 2:
        return [(n,) for n in range(len(found))]
    words = [[w[0] for w in json.loads(r["words"] or "[]")] for r in found]
    vectors = as_encoded(db, [r["id"] for r in found], version_here())
    alike = [each.members for each in groups(words, ALIKE, vectors=vectors)]
    together = {n for members in alike for n in members}
    return [*alike, *((n,) for n in range(len(found)) if n not in together)]


def _group(members: list[sqlite3.Row], themes: dict[str, tuple[str, ...]]) -> Group:
    return Group(
        segment_ids=tuple(r["id"] for r in members),
        respondents=len({r["respondent_id"] for r in members}),
        themes=_distinct(code for r in members for code in themes.get(r["id"], ())),
        kinds=_distinct(kind for r in members for kind in r["kinds"].split(",")),
        told_by=_distinct(each for r in members for each in r["told_by"].split(",")),
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def themes_of_segments(db: Database, segment_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Segment to the themes coders gave it, or, where none did, those the machine suggests."""
    ids = json.dumps(list(segment_ids))
    wanted = "segment_id in (select value from json_each(?))"
    coded = rows(db, f"select distinct segment_id, theme_code from counted where {wanted}", [ids])
    suggested = rows(db, f"select distinct segment_id, theme_code from current_suggestion where {wanted}", [ids])
    by_people = {r["segment_id"] for r in coded}
    found: dict[str, list[str]] = {}
    for r in (*coded, *(each for each in suggested if each["segment_id"] not in by_people)):
        found.setdefault(r["segment_id"], []).append(r["theme_code"])
    return {segment_id: _distinct(codes) for segment_id, codes in found.items()}


def readable(db: Database, segment_ids: Collection[str], scope: Scope, *, spoken: bool = False) -> list[str]:
    """Of some statements those of the scope, in their order: nobody makes a proposal of what he or she may not read."""
    only = "and s.document_id is not null" if spoken else ""
    sql = f"""select s.id from segment s where s.id in (select value from json_each(?)) {only} and {in_scope(scope)}"""
    seen = {r["id"] for r in rows(db, sql, [json.dumps(list(segment_ids))])}
    return [each for each in segment_ids if each in seen]
