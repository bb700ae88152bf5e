"""All SQL of responses and answers. Who answered a survey twice counts once, with the newest return."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.db import row, rows, scalar
from app.surveys.asking.frame import UNCHANGED, area_out, framed, framed_area
from app.surveys.asking.store import plain

# The returns that count: of each respondent the newest that is neither withdrawn nor destroyed, as triggers keep it.
COUNTED = "(select r.* from return_now k join response r on r.id = k.response_id)"
# What an answer says as JSON, corrected where it was: of an open one what may be read, of one that waits to be looked at
# null.
_VALUE = "case when an.text is null then an.value else json_quote(an.text) end"

# No area can bring in more responses than it has firms; where no firms are registered the target stands.
# Nothing is wanted of an area that was taken out of the survey.
# Most surveys ask everybody: then how many firms an area has is known.
_FIRMS = f"""case when {UNCHANGED.format(survey="s.id")}
  then coalesce((select af.firms from area_firms af where af.area_id = a.id), 0)
  else (select count(*) from firm f where f.area_id = a.id and {framed()}) end"""
TARGET = f"""(select case when asked.firms > 0 then min(s.target_per_area, asked.firms)
              when {area_out()} or exists (select 1 from firm f where f.area_id = a.id) then 0
              else s.target_per_area end from (select {_FIRMS} as firms) asked)"""


def find_response(db: Database, response_id: str) -> sqlite3.Row | None:
    return row(db, "select * from response where id = ?", [response_id])


def response_of_receipt(db: Database, survey_id: str, receipt: str) -> sqlite3.Row | None:
    return row(db, "select * from response where survey_id = ? and receipt = ?", [survey_id, receipt])


def answers_of_response(db: Database, response_id: str) -> dict[str, Any]:
    """Question id to value, as it was given; of open answers what may be read."""
    found = rows(
        db, f"select an.question_id, {_VALUE} as value from standing_answer an where an.response_id = ?", [response_id]
    )
    values = {r["question_id"]: json.loads(r["value"]) for r in found}
    return {question: value for question, value in values.items() if value is not None}


def response_of_firm(db: Database, survey_id: str, firm_id: str) -> sqlite3.Row | None:
    """The newest response of a firm to a survey."""
    return row(
        db,
        """select r.* from return_now k cross join response r on r.id = k.response_id
           where r.survey_id = ? and k.firm_id = ? order by r.submitted_at desc limit 1""",
        [survey_id, firm_id],
    )


def tries(db: Database, survey_id: str) -> list[sqlite3.Row]:
    """Returns that only tried the form, the newest first, with who tried it."""
    return rows(
        db,
        """select r.id, r.receipt, r.submitted_at, p.name as person_name,
             (select count(*) from answer an where an.response_id = r.id) as answers
           from response r left join person p on p.id = r.researcher_id
           where r.survey_id = ? and r.test = 1 and r.id not in (select response_id from return_end)
           order by r.submitted_at desc, r.id desc""",
        [survey_id],
    )


def came_by(db: Database, invitation_id: str, *, most: int, since: str = "") -> int:
    """How many returns came by a link since an instant, counted up to `most`: no more of them are read."""
    sql = "select count(*) from (select 1 from response where invitation_id = ? and received_at >= ? limit ?)"
    return int(scalar(db, sql, [invitation_id, since, most]))


def receipt_taken(db: Database, receipt: str) -> bool:
    return scalar(db, "select 1 from response where receipt = ?", [receipt]) is not None


def insert_response(db: Database, values: dict[str, Any]) -> None:
    """One return; `values` has every column of the table; without `test` it is none."""
    db.conn.execute(
        """insert into response(id, survey_id, version_id, respondent_id, area_id, firm_id, invitation_id,
             channel, researcher_id, submitted_at, received_at, consent_sha256, content_sha256, receipt, keep_until, test)
           values (:id, :survey_id, :version_id, :respondent_id, :area_id, :firm_id, :invitation_id,
             :channel, :researcher_id, :submitted_at, :received_at, :consent_sha256, :content_sha256,
             :receipt, :keep_until, :test)""",
        {"test": 0, **values},
    )


def files_waiting(db: Database, invitation_id: str) -> int:
    """Files sent by a link that belong to no return yet."""
    sql = """select count(*) from stored_file f where f.invitation_id = ?
               and not exists (select 1 from file_use u where u.file_id = f.id)"""
    return int(scalar(db, sql, [invitation_id]))


def insert_answers(db: Database, answers: list[tuple[str, str, str, str, str | None]]) -> None:
    """Rows of (id, response id, question id, value as JSON, text of an open answer)."""
    db.conn.executemany("insert into answer(id, response_id, question_id, value, text) values (?, ?, ?, ?, ?)", answers)


def response_rates(db: Database, survey_id: str, scope: Scope, *, today: str) -> list[sqlite3.Row]:
    """Each area of the scope that the survey asks: firms, target, counted responses in all, today (in Korea), by channel."""
    return rows(
        db,
        f"""select a.id, a.code, a.name_ko, a.name_en, a.district, a.kind,
              {_FIRMS} as firms, {TARGET} as target,
              coalesce(c.responses, 0) as responses, coalesce(c.online, 0) as online, coalesce(c.onsite, 0) as onsite,
              coalesce(c.today, 0) as today,
              (select p.last_at from survey_area p where p.survey_id = s.id and p.area_id = a.id) as last_at,
              exists (select 1 from drawn_area d join wave w on w.round_id = d.round_id
                      where d.area_id = a.id and w.id = s.wave_id) as drawn
            from area a join survey s on s.id = :survey left join (
              select p.area_id, sum(n) as responses, sum(n * (channel = 'online')) as online,
                sum(n * (channel = 'onsite')) as onsite, sum(n * (day = :today)) as today
              from survey_area p join return_day d on d.place_id = p.id where p.survey_id = :survey group by p.area_id
            ) c on c.area_id = a.id
            where {scope.sql("a.id")} and {framed_area()} order by a.code""",
        {"survey": survey_id, "today": today},
    )


def target_of_survey(db: Database, survey_id: str, scope: Scope) -> int:
    """The responses wanted of all areas of the scope together."""
    sql = f"select coalesce(sum({TARGET}), 0) from area a join survey s on s.id = ? where {scope.sql('a.id')}"
    return scalar(db, sql, [survey_id])


def targets_of_round(db: Database, round_id: str | None, scope: Scope = EVERYTHING) -> dict[str, int]:
    """Area id of a scope to the responses wanted of it in all surveys of the round."""
    found = rows(
        db,
        f"""select a.id, sum({TARGET}) from area a join survey s join wave w on w.id = s.wave_id
            where w.round_id = ? and {scope.sql("a.id")} group by a.id""",
        [round_id],
    )
    return {r[0]: r[1] for r in found}


def responses_by_day(db: Database, survey_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Korean days with at least one counted response and how many."""
    return rows(
        db,
        f"""select d.day, sum(d.n) as responses from survey_area p join return_day d on d.place_id = p.id
            where p.survey_id = ? and {scope.sql("p.area_id")} group by d.day order by d.day""",
        [survey_id],
    )


def count_responses(db: Database, survey_id: str, scope: Scope) -> int:
    sql = f"""select coalesce(sum(d.n), 0) from survey_area p join return_day d on d.place_id = p.id
              where p.survey_id = ? and {scope.sql("p.area_id")}"""
    return int(scalar(db, sql, [survey_id]))


def repeated_returns(db: Database, survey_id: str, scope: Scope) -> int:
    """Returns that a newer one of the same respondent replaces in the results."""
    outside = f"r.survey_id = ? and {scope.sql('r.area_id')}"
    every = scalar(db, f"select count(*) from response r where {outside}", [survey_id])
    tried = scalar(db, f"select count(*) from response r where r.test = 1 and {outside}", [survey_id])
    ended = f"""select count(*) from response r where r.test = 0 and r.id in (select response_id from return_end)
                and {outside}"""
    return int(every - tried - scalar(db, ended, [survey_id]) - count_responses(db, survey_id, scope))


# Answers in own words that count, of the area `a`.
_OPEN = """area a join survey_area p on p.area_id = a.id and p.survey_id = :survey
  cross join response c on c.survey_id = p.survey_id and c.area_id = p.area_id
  cross join return_now k on k.response_id = c.id cross join answer an on an.response_id = c.id"""
_WANTED = """an.text <> '' and (:area is null or a.id = :area)
  and (:search = '%%' or an.text like :search escape '\\')"""


def open_answers_by_area(
    db: Database, survey_id: str, scope: Scope, *, area_id: str | None = None, search: str = ""
) -> dict[str, int]:
    """Area id, in the order of codes, to how many answers in own words there are."""
    asked = {"survey": survey_id, "area": area_id, "search": f"%{plain(search)}%"}
    found = rows(
        db,
        f"select a.id, count(*) from {_OPEN} where {_WANTED} and {scope.sql('a.id')} group by a.id order by a.code",
        asked,
    )
    return {r[0]: r[1] for r in found}


def open_answers(
    db: Database,
    survey_id: str,
    scope: Scope,
    *,
    area_id: str | None = None,
    search: str = "",
    page: tuple[Mapping[str, int], int, int] | None = None,
) -> list[sqlite3.Row]:
    """What respondents wrote in their own words; the firm is told by industry and size alone.

    `page`: what `open_answers_by_area` says, from which of them on, and how many; None: all.
    """
    inside, offset, limit = _areas_of(*page) if page else (None, 0, -1)
    return rows(
        db,
        f"""select an.id, an.question_id, an.text, c.channel, c.submitted_at,
              a.code as area_code, a.name_ko, a.name_en, f.size_band,
              i.name_ko as industry_ko, i.name_en as industry_en
            from {_OPEN} left join firm f on f.id = c.firm_id left join industry i on i.code = f.industry_code
            where {_WANTED} and {scope.sql("a.id")}
              and (:inside is null or a.id in (select value from json_each(:inside)))
            order by a.code, c.submitted_at, an.id limit :limit offset :offset""",
        {
            "survey": survey_id,
            "area": area_id,
            "search": f"%{plain(search)}%",
            "inside": None if inside is None else json.dumps(inside),
            "limit": limit,
            "offset": offset,
        },
    )


def _areas_of(counts: Mapping[str, int], first: int, many: int) -> tuple[list[str], int, int]:
    """The areas in which so many answers from a place on lie, and that place counted from the first of these areas."""
    inside, before, upto = list[str](), 0, 0
    for area, n in counts.items():
        if upto + n <= first:
            before = upto + n
        elif upto < first + many:
            inside.append(area)
        upto += n
    return inside, first - before, many


def areas_to_export(db: Database, survey_id: str, scope: Scope, *, area_id: str | None = None) -> dict[str, int]:
    """Area id, in the order of codes, to its returns that stand."""
    found = rows(
        db,
        f"""select r.area_id, count(*) from response r join area a on a.id = r.area_id
            where r.survey_id = :survey and r.test = 0 and r.id not in (select response_id from return_end)
              and {scope.sql("r.area_id")} and (:area is null or r.area_id = :area) group by r.area_id order by a.code""",
        {"survey": survey_id, "area": area_id},
    )
    return {r[0]: r[1] for r in found}


def responses_to_export(db: Database, survey_id: str, scope: Scope, *, area_id: str | None = None) -> list[sqlite3.Row]:
    """Every return of the scope, with a mark whether it counts."""
    area = "" if area_id is None else "and r.area_id = :area"
    return rows(
        db,
        f"""select r.*, a.code as area_code, a.name_ko as area_ko, a.name_en as area_en, f.code as firm_code,
              coalesce(f.name, re.label) as respondent,
              coalesce(f.industry_code, re.industry_code) as industry, coalesce(f.size_band, re.size_band) as size_band,
              r.id in (select response_id from return_now) as counted
            from response r join area a on a.id = r.area_id join respondent re on re.id = r.respondent_id
              left join firm f on f.id = r.firm_id
            where r.survey_id = :survey and r.test = 0 and r.id not in (select response_id from return_end)
              and {scope.sql("r.area_id")} {area} order by a.code, r.submitted_at, r.id""",
        {"survey": survey_id, "area": area_id},
    )


def answers_of_area(db: Database, survey_id: str, area_id: str) -> dict[str, dict[str, Any]]:
    """Response id to its answers, question id to value, of the returns of one area; what says nothing is left out."""
    found: dict[str, dict[str, Any]] = {}
    read = lru_cache(maxsize=None)(json.loads)  # the same few values over and over
    for response_id, question_id, value, text in rows(
        db,
        """select an.response_id, an.question_id, an.value, an.text
           from response r cross join standing_answer an on an.response_id = r.id
           where r.survey_id = ? and r.area_id = ? and (an.text is not null or an.value <> 'null')""",
        [survey_id, area_id],
    ):
        found.setdefault(response_id, {})[question_id] = read(value) if text is None else text
    return found


def answers_of_survey(db: Database, survey_id: str) -> dict[str, dict[str, str]]:
    """Response id to its answers: question id to JSON value."""
    found: dict[str, dict[str, str]] = {}
    for r in rows(
        db,
        f"""select an.response_id, an.question_id, {_VALUE} as value from standing_answer an
           join standing_response r on r.id = an.response_id where r.survey_id = ?""",
        [survey_id],
    ):
        found.setdefault(r["response_id"], {})[r["question_id"]] = r["value"]
    return found
