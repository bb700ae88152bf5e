"""Who spoke in a round and which problems they named: what the evaluation takes from coding."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database

from app.db import rows

# A respondent who answered a survey twice counts with the newest return.
NEWEST_RESPONSE = """not exists (
  select 1 from standing_response newer where newer.survey_id = r.survey_id and newer.respondent_id = r.respondent_id
    and (newer.submitted_at, newer.id) > (r.submitted_at, r.id))"""

# Segments that count: of a respondent, in a transcript or in the newest return.
COUNTED_SEGMENTS = f"""(
  select s.* from segment s where s.turn_id is not null and s.respondent_id is not null
  union all
  select s.* from segment s join answer an on an.id = s.answer_id join standing_response r on r.id = an.response_id
  where s.respondent_id is not null and {NEWEST_RESPONSE})"""


# Whose word a settled one is: nobody's alone. The view `counted` (migrations/m0046_settled.py) has it as its coder.
SETTLED = "settled"


_OF_AREA = "{}.respondent_id in (select respondent_id from respondent_area where area_id = :area)"


class Voice(NamedTuple):
    """One respondent of the round: a firm (all its answers and voices together) or an expert, and the areas."""

    respondent_id: str
    kind: str
    area_ids: tuple[str, ...]


class ProblemCoding(NamedTuple):
    """One coder's standing coding of stance "need", or what was settled where coders differed.

    Attributes
    ----------
    severity : int
        1 to 5. Where several coders coded the same segment and theme, each has a row, unless the segment is settled.
    coder_id : str
        "settled" where what counts was settled; the coders' own words then count no more.
    judgment_id : int
        Of what was settled the number of the settlement, made negative.
    """

    respondent_id: str
    area_ids: tuple[str, ...]
    theme_code: str
    severity: int
    coder_id: str
    segment_id: str
    judgment_id: int


def respondents(db: Database, round_id: str, area_id: str = "") -> list[Voice]:
    """Everyone who answered a survey of the round or spoke in a roundtable of it, problems or not: the denominator.

    Of one area only those who speak of it, with all their areas.
    """
    found = rows(
        db,
        f"""select re.id, re.kind, group_concat(ra.area_id) as area_ids
           from spoke_now v join respondent re on re.id = v.respondent_id
             left join respondent_area ra on ra.respondent_id = re.id
           where v.round_id = :round and {_OF_AREA.format("v") if area_id else "1"}
           group by v.respondent_id order by v.respondent_id""",
        {"round": round_id, "area": area_id},
    )
    return [Voice(r["id"], r["kind"], _areas(r["area_ids"])) for r in found]


def problem_codings(db: Database, round_id: str, area_id: str = "") -> list[ProblemCoding]:
    """Every problem coding of the round (of one area) that counts: settled ones first, then each coder's as it was made."""
    found = rows(
        db,
        f"""select n.respondent_id, c.theme_code, c.severity, c.coder_id, c.segment_id, c.id as judgment_id,
              (select group_concat(ra.area_id) from respondent_area ra where ra.respondent_id = n.respondent_id)
                as area_ids
            from named_now n join counted c on c.segment_id = n.segment_id and c.theme_code = n.theme_code
              and c.stance = n.stance
            where n.round_id = :round and n.stance = 'need' and {_OF_AREA.format("n") if area_id else "1"}
            order by c.id, c.segment_id, c.theme_code""",
        {"round": round_id, "area": area_id},
    )
    return [
        ProblemCoding(
            respondent_id=r["respondent_id"],
            area_ids=_areas(r["area_ids"]),
            theme_code=r["theme_code"],
            severity=r["severity"],
            coder_id=r["coder_id"],
            segment_id=r["segment_id"],
            judgment_id=r["judgment_id"],
        )
        for r in found
    ]


def _areas(joined: str | None) -> tuple[str, ...]:
    return tuple(sorted(joined.split(","))) if joined else ()
