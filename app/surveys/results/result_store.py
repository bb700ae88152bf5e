"""SQL of results: how many different firms of each area gave which answer, and the returns as they are exported."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows
from app.surveys.answering.response_store import COUNTED
from app.surveys.asking.frame import answered, asked_by_name, framed

# A firm that answered by several ways is one; where nobody is known, the respondent stands for it.
FIRM = "coalesce(c.firm_id, c.respondent_id)"


def answers_by_area(
    db: Database, survey_id: str, question_ids: Collection[str], areas: Collection[str] | None = None
) -> list[sqlite3.Row]:
    """Question, area, value and the firms that gave it, of every closed answer to some questions that counts.

    `areas`: only these; None for all there are.
    """
    inside = "" if areas is None else "and p.area_id in (select value from json_each(:areas))"
    return rows(
        db,
        f"""select n.question_id, p.area_id, n.value, n.firms
            from survey_area p cross join answer_count n on n.place_id = p.id
            where p.survey_id = :survey and n.question_id in (select value from json_each(:questions)) {inside}""",
        {
            "survey": survey_id,
            "questions": json.dumps(sorted(question_ids)),
            "areas": json.dumps(sorted(areas or ())),
        },
    )


def firms_by_area(db: Database, survey_id: str) -> dict[str, int]:
    """Area id to the firms that answered the survey, in all areas."""
    found = rows(db, "select area_id, firms from survey_area where survey_id = ? and firms > 0", [survey_id])
    return {r["area_id"]: r["firms"] for r in found}


def returns_outside(db: Database, survey_id: str, scope: Scope) -> list[sqlite3.Row]:
    """The returns that count with what the register says of their firms, in no order that tells of time."""
    return rows(
        db,
        f"""select c.id, c.area_id, {FIRM} as firm, a.code as area_code, a.name_ko as area_ko, a.name_en as area_en,
              i.kind as industry, f.employees
            from {COUNTED} c join area a on a.id = c.area_id
              left join firm f on f.id = c.firm_id left join industry i on i.code = f.industry_code
            where c.survey_id = ? and {scope.sql("c.area_id")} order by a.code, c.content_sha256""",
        [survey_id],
    )


# What the register says of a firm, or, of one on no list, what it says of itself.
_REGISTER = "left join firm f on f.id = c.firm_id join respondent re on re.id = c.respondent_id"
_INDUSTRY = "coalesce(f.industry_code, re.industry_code, '')"
_SIZE = "coalesce(f.size_band, re.size_band, '')"


# The column an attribute of firms is told by.
_CLASS = {"industry": _INDUSTRY, "size": _SIZE, "stage": "coalesce(f.growth_stage, '')"}
_ANSWERED = """response c cross join return_now k on k.response_id = c.id
  cross join standing_answer an on an.response_id = c.id"""
_CLOSED = """c.survey_id = :survey and an.question_id in (select value from json_each(:questions))
  and an.text is null and an.value <> 'null'"""


def answers_by_class(db: Database, survey_id: str, question_ids: Collection[str], name: str) -> list[sqlite3.Row]:
    """Question, area, value, class of an attribute of firms ("" unknown), and the firms, of answers that count."""
    return rows(
        db,
        f"""select an.question_id, c.area_id, an.value, {_CLASS[name]} as class, count(distinct {FIRM}) as firms
            from {_ANSWERED} {_REGISTER} where {_CLOSED} group by an.question_id, c.area_id, an.value, class""",
        {"survey": survey_id, "questions": json.dumps(sorted(question_ids))},
    )


def points(db: Database, survey_id: str, question_ids: Collection[str]) -> list[sqlite3.Row]:
    """Every answer that counts to some closed questions, firm by firm, with what the register says of the firm."""
    return rows(
        db,
        f"""select an.question_id, an.value, c.area_id, {FIRM} as firm, c.respondent_id,
              {_INDUSTRY} as industry, {_SIZE} as size,
              coalesce(f.growth_stage, '') as stage
            from {_ANSWERED} {_REGISTER} where {_CLOSED}""",
        {"survey": survey_id, "questions": json.dumps(sorted(question_ids))},
    )


def answers_together(db: Database, survey_id: str, question_id: str, other_id: str) -> list[sqlite3.Row]:
    """Area, value, value of another question beside it, and the firms that gave both."""
    return rows(
        db,
        f"""select c.area_id, an.value, o.value as beside, count(distinct {FIRM}) as firms
            from {_ANSWERED} cross join standing_answer o on o.response_id = c.id
            where {_CLOSED} and o.question_id = :other and o.text is null and o.value <> 'null'
            group by c.area_id, an.value, o.value""",
        {"survey": survey_id, "questions": json.dumps([question_id]), "other": other_id},
    )


def classes_there(db: Database, survey_id: str, name: str) -> list[str]:
    """The classes of an attribute of firms in which anybody counts ("" unknown)."""
    column = _CLASS[name].partition("f.")[2].partition(",")[0]
    found = rows(
        db,
        f"""select distinct {_CLASS[name]} as class from return_now k
              cross join survey_area p on p.id = k.place_id
              left join firm f on f.id = k.firm_id
              left join response c on c.id = k.response_id and f.{column} is null
              left join respondent re on re.id = c.respondent_id
            where p.survey_id = ?""",
        [survey_id],
    )
    return [r["class"] for r in found]


def areas_with_kinds(db: Database) -> list[sqlite3.Row]:
    """Every area with its district, kind and clusters (codes, space between)."""
    return rows(
        db,
        """select a.id, a.code, a.name_ko, a.name_en, a.district, a.kind,
             coalesce((select group_concat(cluster_code, ' ') from area_cluster k where k.area_id = a.id), '') as clusters
           from area a order by a.code""",
    )


def frame(db: Database, survey_id: str, scope: Scope, why: Mapping[str, str]) -> list[sqlite3.Row]:
    """Firms of the scope that the survey asks, counted by size, industry, whether they were asked by name, whether they
    answered, what a visit came to (`why`: a firm's id to a code), and whether any of their area answered (`reached`)."""
    return rows(
        db,
        f"""with each as materialized (
              select f.area_id, f.size_band as size, coalesce(f.industry_code, '') as industry,
                {asked_by_name("f", ":survey")} as asked, {answered("f.id", ":survey")} as answered, w.value as why
              from firm f left join (select key, value from json_each(:why)) w on w.key = f.id
              where {scope.sql("f.area_id")} and {framed("f", ":survey")})
            select size, industry, asked, answered, why,
              area_id in (select area_id from each where answered) as reached, count(*) as firms
            from each group by size, industry, asked, answered, why, reached""",
        {"survey": survey_id, "why": json.dumps(why)},
    )


def by_researcher(db: Database, survey_id: str, scope: Scope, *, today: str) -> list[sqlite3.Row]:
    """Returns each researcher brought that count: all, today's, areas, the first and last day."""
    return rows(
        db,
        f"""select p.id, p.name, count(*) as responses, count(distinct c.area_id) as areas,
              coalesce(sum(k.day = ?), 0) as today, min(k.day) as first, max(k.day) as last
            from response c cross join return_now k on k.response_id = c.id join person p on p.id = c.researcher_id
            where c.survey_id = ? and c.researcher_id is not null and {scope.sql("c.area_id")}
            group by p.id order by responses desc, p.name""",
        [today, survey_id],
    )


def replaced(db: Database, survey_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Returns a newer one of the same respondent replaces, each with the receipt of the one that counts."""
    return rows(
        db,
        f"""select r.receipt, r.submitted_at, r.channel, c.receipt as counted, c.submitted_at as counted_at,
              r.content_sha256 = c.content_sha256 as same, a.code as area_code, a.name_ko, a.name_en
            from response r cross join response c on c.survey_id = r.survey_id and c.respondent_id = r.respondent_id
              cross join return_now k on k.response_id = c.id join area a on a.id = r.area_id
            where r.survey_id = ? and r.test = 0 and r.id not in (select response_id from return_now)
              and r.id not in (select response_id from return_end) and {scope.sql("r.area_id")}
            order by a.code, r.submitted_at""",
        [survey_id],
    )
