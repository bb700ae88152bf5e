"""All SQL that reads records of roundtables; `record_store` writes them, `turn_store` has the turns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import row, rows, scalar
from app.roundtables.record.hearing import Participant
from app.roundtables.record.records import ParticipantDraft, PresentationDraft, RecordDraft


@dataclass(frozen=True)
class Filters:
    """What the list of roundtables is narrowed by; empty means not at all."""

    text: str = ""
    kind: str = ""
    area: str = ""
    series: str = ""
    state: str = ""
    round: str = ""


# A transcript waits for its speakers while one of its turns has not been assigned to anybody or to nobody.
_LISTED = """
select r.*, s.name_ko as series_ko, s.name_en as series_en, s.kind as series_kind, round.code as round_code,
  i.name_ko as industry_ko, i.name_en as industry_en, d.id as document_id,
  (select count(*) from participant p where p.roundtable_id = r.id) as people,
  (select count(*) from participant p where p.roundtable_id = r.id and p.org_kind = 'firm') as firms,
  (select count(*) from turn t where t.document_id = d.id and t.aside = 0) as turns,
  case when d.id is null then 'none'
       when exists (select 1 from turn t where t.document_id = d.id and t.identified = 0) then 'speakers'
       else 'done' end as state
from roundtable r
join round on round.id = r.round_id
left join series s on s.id = r.series_id
left join industry i on i.code = r.industry_code
left join document d on d.roundtable_id = r.id
  and not exists (select 1 from withdrawal w where w.document_id = d.id)
"""
SORTS = {
    "date": "held_on {d}, starts_at {d}",
    "title": "title {d}",
    "kind": "kind {d}",
    "series": "series_ko {d}",
    "firms": "firms {d}",
    "turns": "turns {d}",
    "state": "case state when 'none' then 0 when 'speakers' then 1 else 2 end {d}",
}


def _in_scope(scope: Scope) -> str:
    return f"""exists (select 1 from roundtable_area ra
                       where ra.roundtable_id = r.id and {scope.sql("ra.area_id")})"""


def list_roundtables(
    db: Database, scope: Scope, filters: Filters, *, sort: str = "-date", limit: int = -1, offset: int = 0
) -> tuple[list[sqlite3.Row], int]:
    """Roundtables of which at least one area is in scope, and how many there are."""
    where, parameters = _narrowed(filters)
    body = f"from ({_LISTED} where {_in_scope(scope)}) r where {where}"
    key, direction = sort.removeprefix("-"), "desc" if sort.startswith("-") else "asc"
    order = SORTS.get(key, SORTS["date"]).format(d=direction)
    found = rows(
        db,
        f"select * {body} order by {order}, r.code limit :limit offset :offset",
        {**parameters, "limit": limit, "offset": offset},
    )
    return found, scalar(db, f"select count(*) {body}", parameters)


def _narrowed(filters: Filters) -> tuple[str, dict[str, Any]]:
    where = ["1"]
    if filters.text:
        where.append(
            r"""(title || ' ' || title_en || ' ' || place || ' ' || code || ' ' || ifnull(series_ko, '')
                like :like escape '\'
                or exists (select 1 from topic t
                           where t.roundtable_id = r.id and t.text like :like escape '\'))"""
        )
    if filters.area:
        where.append(
            """exists (select 1 from roundtable_area ra join area a on a.id = ra.area_id
                       where ra.roundtable_id = r.id and (a.code = :area or a.id = :area))"""
        )
    for field, column in (
        ("kind", "kind"),
        ("series", "series_id"),
        ("state", "state"),
        ("round", "round_code"),
    ):
        if getattr(filters, field):
            where.append(f"{column} = :{field}")
    like = filters.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return " and ".join(where), {
        "like": f"%{like}%",
        "area": filters.area,
        "kind": filters.kind,
        "series": filters.series,
        "state": filters.state,
        "round": filters.round,
    }


def find_roundtable(db: Database, roundtable_id: str, scope: Scope) -> sqlite3.Row | None:
    return row(db, f"{_LISTED} where r.id = ? and {_in_scope(scope)}", [roundtable_id])


def last_of_series(db: Database, series: str, day: str, scope: Scope, besides: str | None = None) -> sqlite3.Row | None:
    """The newest roundtable of the series of that name in scope, held on `day` ("" for any) or before."""
    return row(
        db,
        f"""{_LISTED} where s.name_ko = :series and (:day = '' or r.held_on <= :day) and r.id is not :besides
              and {_in_scope(scope)}
            order by r.held_on desc, r.starts_at desc limit 1""",
        {"series": series, "day": day, "besides": besides},
    )


def round_of(db: Database, roundtable_id: str) -> sqlite3.Row:
    """The round a roundtable lies in."""
    sql = "select round.* from round join roundtable on round.id = roundtable.round_id where roundtable.id = ?"
    found = row(db, sql, [roundtable_id])
    assert found is not None
    return found


def id_of_code(db: Database, code: str) -> str | None:
    return scalar(db, "select id from roundtable where code = ?", [code])


def areas_of(db: Database, roundtable_ids: Iterable[str]) -> dict[str, list[sqlite3.Row]]:
    """Roundtable id to its areas, by code."""
    ids = list(roundtable_ids)
    found: dict[str, list[sqlite3.Row]] = {each: [] for each in ids}
    for r in rows(
        db,
        f"""select ra.roundtable_id, a.id, a.code, a.name_ko, a.name_en
            from roundtable_area ra join area a on a.id = ra.area_id
            where ra.roundtable_id in ({", ".join("?" * len(ids))}) order by a.code""",
        ids,
    ):
        found[r["roundtable_id"]].append(r)
    return found


def topics_of(db: Database, roundtable_id: str) -> list[str]:
    found = rows(db, "select text from topic where roundtable_id = ? order by position", [roundtable_id])
    return [r["text"] for r in found]


def participants_of(db: Database, roundtable_id: str) -> list[Participant]:
    """Participants in the order of the record, each with the areas he or she speaks of."""
    found = rows(
        db,
        """select p.*, firm.code as firm_code, (select group_concat(area_id) from (
             select ra.area_id from respondent_area ra where ra.respondent_id = p.respondent_id
             union select firm.area_id where firm.area_id is not null)) as area_ids
           from participant p left join firm on firm.id = p.firm_id
           where p.roundtable_id = ? order by p.position""",
        [roundtable_id],
    )
    return [
        Participant(
            **{key: r[key] for key in ("id", "label", "organization", "org_kind", "role", "firm_id", "firm_code")},
            **{key: r[key] for key in ("respondent_id", "position", "shown_label", "shown_organization")},
            area_ids=frozenset((r["area_ids"] or "").split(",")) - {""},
        )
        for r in found
    ]


def presentations_of(db: Database, roundtable_id: str) -> list[sqlite3.Row]:
    """What was presented, in order; `label` is the speaker's as recorded, for the record itself alone."""
    return rows(
        db,
        """select pr.*, p.label from presentation pr left join participant p on p.id = pr.participant_id
           where pr.roundtable_id = ? order by pr.position""",
        [roundtable_id],
    )


def draft_of(db: Database, roundtable_id: str) -> RecordDraft:
    """The stored record as the draft it would be written as."""
    r = row(db, f"{_LISTED} where r.id = ?", [roundtable_id])
    assert r is not None
    codes = {a["id"]: a["code"] for a in areas_of(db, [roundtable_id])[roundtable_id]}
    return RecordDraft(
        **{key: r[key] for key in ("kind", "title", "title_en", "held_on", "starts_at", "ends_at", "place")},
        **{key: r[key] for key in ("code", "industry_code", "language")},
        series=r["series_ko"],
        area_codes=tuple(sorted(codes.values())),
        topics=tuple(topics_of(db, roundtable_id)),
        participants=tuple(_participant_draft(each, codes) for each in participants_of(db, roundtable_id)),
        number=r["number"],
        presentations=tuple(_presentation_draft(each) for each in presentations_of(db, roundtable_id)),
    )


def _presentation_draft(r: sqlite3.Row) -> PresentationDraft:
    words = (r["title"], r["organization"], r["role"], r["label"] or "")
    return PresentationDraft(*words, r["minute_from"], r["minute_to"])


def _participant_draft(each: Participant, codes: Mapping[str, str]) -> ParticipantDraft:
    listed = each.firm_code is not None
    asked = () if listed else tuple(sorted(codes[a] for a in each.area_ids if a in codes))
    return ParticipantDraft(each.label, each.organization, each.org_kind, each.role, each.firm_code, asked, id=each.id)


def voices_of_area(db: Database, area_id: str) -> list[sqlite3.Row]:
    """Who spoke of an area: firms of the area and experts asked about it, each with turns and roundtables."""
    return rows(
        db,
        """select re.id, re.kind, ifnull(firm.name, re.label) as name, firm.code as firm_code, firm.size_band,
             i.name_ko as industry_ko, i.name_en as industry_en,
             count(distinct p.roundtable_id) as roundtables, count(turn.id) as turns
           from respondent_area ra
           join respondent re on re.id = ra.respondent_id
           join participant p on p.respondent_id = re.id
           join roundtable_area held on held.roundtable_id = p.roundtable_id and held.area_id = ra.area_id
           left join firm on firm.id = re.firm_id
           left join industry i on i.code = firm.industry_code
           left join turn on turn.participant_id = p.id
           where ra.area_id = ? group by re.id order by re.kind desc, turns desc, name""",
        [area_id],
    )


def list_firms(db: Database, scope: Scope, *, limit: int) -> list[sqlite3.Row]:
    return rows(db, f"select code, name from firm where {scope.sql('area_id')} order by code limit ?", [limit])


def count_firms(db: Database, scope: Scope) -> int:
    return int(scalar(db, f"select count(*) from firm where {scope.sql('area_id')}"))


def list_series(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select * from series order by name_ko")
