"""All SQL of one segment in its place: whose it is, where it stands, what was said before and after."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import row, rows
from app.roundtables.record import hearing
from app.roundtables.record.store import participants_of
from app.roundtables.talk.telling import organization_told

# Whose a segment `s` is: turn and participant, or answer, response and questionnaire; respondent, firm and industry.
SPOKEN = """left join turn t on t.id = s.turn_id
left join participant p on p.id = t.participant_id
left join answer an on an.id = s.answer_id
left join response r on r.id = an.response_id
left join questionnaire_version v on v.id = r.version_id
left join respondent re on re.id = s.respondent_id
left join firm f on f.id = re.firm_id
left join industry i on i.code = f.industry_code"""

# A statement of a withdrawn transcript has no text for anybody; evaluations and votes that cite it say so instead.
PLACED = f"""select s.id, s.round_id, s.document_id, s.turn_id, s.answer_id, s.respondent_id, s.position, s.start,
  s."end", s.language, s.created_at, ws.segment_id is not null as withdrawn,
  case when ws.segment_id is null then s.text end as text,
  rt.id as roundtable_id, rt.title as roundtable_title, rt.held_on, rt.kind as roundtable_kind,
  t.position as turn_position, t.start as turn_start, p.id as participant_id, p.organization, p.role, p.org_kind,
  p.shown_organization, re.kind as respondent_kind,
  an.question_id, case when ws.segment_id is null then an.text end as answer_text,
  r.id as response_id, r.channel, r.submitted_at, v.definition,
  f.size_band, i.name_ko as industry_ko, i.name_en as industry_en
from segment s
left join document d on d.id = s.document_id
left join withdrawn_segment ws on ws.segment_id = s.id
left join roundtable rt on rt.id = d.roundtable_id
{SPOKEN}
"""


# Said by the segment `s`: neither its transcript nor its return has been withdrawn or destroyed.
STANDS = "s.id not in (select segment_id from withdrawn_segment)"


def in_scope(scope: Scope) -> str:
    """A respondent's segment is seen by those who may see one of its areas, another's by those of the roundtable's.

    What is withdrawn is in nobody's scope.
    """
    return f"""({STANDS} and (exists (select 1 from respondent_area ra
                        where ra.respondent_id = s.respondent_id and {scope.sql("ra.area_id")})
      or (s.respondent_id is null and exists (
        select 1 from document d2 join roundtable_area rta on rta.roundtable_id = d2.roundtable_id
        where d2.id = s.document_id and {scope.sql("rta.area_id")}))))"""


def find_segment(db: Database, segment_id: str, scope: Scope) -> sqlite3.Row | None:
    """A segment with its place and its speaker, if it is within the scope."""
    return row(db, f"{PLACED} where s.id = ? and {in_scope(scope)}", [segment_id])


def placed(db: Database, segment_ids: list[str]) -> dict[str, sqlite3.Row]:
    """Several segments with their places and speakers, by id; the caller has asked the scope.

    The withdrawn ones are marked and have no text.
    """
    found = rows(db, f"{PLACED} where s.id in ({', '.join('?' * len(segment_ids))})", segment_ids)
    return {r["id"]: r for r in found}


def firms_alike(
    db: Database, respondent_ids: Sequence[str], ways: Sequence[Sequence[str]]
) -> dict[str, tuple[int, ...]]:
    """Respondent that is a firm to how many firms of its area share these columns of the register, a number each way."""
    counts = ", ".join(
        f"(select count(*) from firm g where g.area_id = f.area_id and {' and '.join(f'g.{c} is f.{c}' for c in way)})"
        for way in ways
    )
    sql = f"""select re.id, {counts} from respondent re join firm f on f.id = re.firm_id
              where re.id in (select value from json_each(?))"""
    return {r[0]: tuple(r)[1:] for r in rows(db, sql, [json.dumps(list(respondent_ids))])}


def areas_of(db: Database, respondent_id: str | None) -> list[sqlite3.Row]:
    """The areas a respondent speaks of, by code."""
    return rows(
        db,
        """select a.* from respondent_area ra join area a on a.id = ra.area_id
           where ra.respondent_id = ? order by a.code""",
        [respondent_id],
    )


@dataclass(frozen=True)
class Neighbor:
    """The speech before or after; `text` is None where it belongs to another area and is not shown."""

    position: int
    org_kind: str | None
    organization: str | None
    role: str | None
    text: str | None


@dataclass(frozen=True)
class Context:
    """The segment's own speech or answer cut in three, and the speeches around it."""

    head: str
    said: str
    tail: str
    earlier: Neighbor | None = None
    later: Neighbor | None = None


def context_of(db: Database, segment: sqlite3.Row, scope: Scope) -> Context:
    """The segment in its turn (or answer), with the turn before and after as far as the scope may hear them."""
    if segment["answer_id"]:
        whole = segment["answer_text"]
        return Context(whole[: segment["start"]], segment["text"], whole[segment["end"] :])
    turns = {r["position"]: r for r in _turns_around(db, segment)}
    who = _audience(db, segment["roundtable_id"], scope)
    own = turns[segment["turn_position"]]
    start, end = segment["start"] - own["start"], segment["end"] - own["start"]
    beside = [_neighbor(turns.get(segment["turn_position"] + step), who) for step in (-1, 1)]
    return Context(own["said"][:start], segment["text"], own["said"][end:], *beside)


def is_heard(db: Database, segment: sqlite3.Row, scope: Scope) -> bool:
    """Whether the person may hear the speech the segment is a part of; an answer is its area's alone."""
    if not segment["turn_id"] or scope.area_ids is None:
        return True
    return heard_by(db, segment["roundtable_id"], scope)(segment["participant_id"])


def heard_by(db: Database, roundtable_id: str, scope: Scope) -> Callable[[str | None], bool]:
    """Whose speech of a roundtable the person may hear, asked by participant (None: nobody knows whose it is)."""
    who = _audience(db, roundtable_id, scope)
    return lambda participant_id: participant_id in who.participant_ids if participant_id else who.strangers


def _turns_around(db: Database, segment: sqlite3.Row) -> list[sqlite3.Row]:
    return rows(
        db,
        """select t.*, substr(d.text, t.start + 1, t."end" - t.start) as said, p.org_kind, p.organization, p.role,
             p.shown_organization
           from turn t join document d on d.id = t.document_id left join participant p on p.id = t.participant_id
           where t.document_id = ? and t.position between ? and ?""",
        [segment["document_id"], segment["turn_position"] - 1, segment["turn_position"] + 1],
    )


def _audience(db: Database, roundtable_id: str, scope: Scope) -> hearing.Audience:
    found = rows(db, "select area_id from roundtable_area where roundtable_id = ?", [roundtable_id])
    return hearing.audience(participants_of(db, roundtable_id), [r["area_id"] for r in found], scope)


def _neighbor(turn: sqlite3.Row | None, who: hearing.Audience) -> Neighbor | None:
    if turn is None:
        return None
    heard = turn["participant_id"] in who.participant_ids if turn["participant_id"] else who.strangers
    if not heard:
        return Neighbor(turn["position"], None, None, None, None)
    name = organization_of(turn)
    return Neighbor(turn["position"], turn["org_kind"], name, turn["role"], turn["said"])


def organization_of(said: sqlite3.Row | Mapping[str, Any]) -> str | None:
    """A participant's organization as experts, analysts and officials read it; None where nobody is named."""
    if not said["organization"]:
        return None
    return organization_told(said["organization"], said["org_kind"], said["shown_organization"])
