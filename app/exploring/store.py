"""All SQL of exploring: statements with their words within a scope, who said them, terms nobody wants to see again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.coding.statements.segment_store import in_scope
from app.coding.statements.voices import COUNTED_SEGMENTS
from app.db import row, rows, scalar
from app.exploring.choices import Choice, Sight

_WAVE = """(exists (select 1 from answer an join response r on r.id = an.response_id join survey su on su.id = r.survey_id
    join wave w on w.id = su.wave_id where an.id = s.answer_id and w.id = :wave)
  or exists (select 1 from document d join roundtable rt on rt.id = d.roundtable_id
    join wave w on rt.held_on between w.starts_on and w.ends_on where d.id = s.document_id and w.id = :wave))"""
_FIRM = """exists (select 1 from respondent re join firm f on f.id = re.firm_id
  where re.id = s.respondent_id and {})"""


def statements(db: Database, choice: Choice, sight: Sight, *, texts: bool = False) -> list[sqlite3.Row]:
    """Counted segments of the choice whose words are read, respondent by respondent; `words` is JSON."""
    where, parameters = _narrowed(db, choice, sight)
    text = ", s.text" if texts else ""
    return rows(
        db,
        f"""select s.id, s.respondent_id, w.words{text} from {COUNTED_SEGMENTS} s
            join segment_words w on w.segment_id = s.id where {where} order by s.respondent_id, s.id""",
        parameters,
    )


def holding(
    db: Database, choice: Choice, sight: Sight, *, lemmas: Sequence[str] = (), part: str = ""
) -> list[sqlite3.Row]:
    """Statements that may hold one of the lemmas (or the letters of `part`, any white space for a space)."""
    where, parameters = _narrowed(db, choice, sight)
    looked = []
    for n, lemma in enumerate(lemmas):
        parameters[f"lemma{n}"] = f"%[{_like(json.dumps(lemma, ensure_ascii=False))},%"
        looked.append(f"w.words like :lemma{n} escape '\\'")
    if part:
        parameters["part"] = "%" + "%".join(_like(each) for each in part.split()) + "%"
        looked.append("s.text like :part escape '\\'")
    return rows(
        db,
        f"""select s.id, s.respondent_id, w.words, s.text from {COUNTED_SEGMENTS} s
            join segment_words w on w.segment_id = s.id where {where} and ({" or ".join(looked) or "0"})
            order by s.document_id, s.answer_id, s.position""",
        parameters,
    )


def ids(db: Database, choice: Choice, sight: Sight, of: Sequence[str] | None = None) -> set[str]:
    """Ids of the segments of the choice, their words read or not: of all, or of these."""
    where, parameters = _narrowed(db, choice, sight)
    if of is not None:
        # With the plus SQLite looks these few up; without it walks through the whole round.
        where = where.replace("s.round_id =", "+s.round_id =") + " and s.id in (select value from json_each(:of))"
        parameters["of"] = json.dumps(list(of))
    return {r["id"] for r in rows(db, f"select s.id from {COUNTED_SEGMENTS} s where {where}", parameters)}


def count_without_vector(db: Database, choice: Choice, sight: Sight, version: str) -> int:
    """Segments of the choice that have no vector or place of this version yet."""
    where, parameters = _narrowed(db, choice, sight)
    sql = f"""select count(*) from {COUNTED_SEGMENTS} s where {where}
                and not exists (
                  select 1 from segment_vector v where v.segment_id = s.id and v.encoder_version = :version)"""
    return int(scalar(db, sql, {**parameters, "version": version}))


def count_unread(db: Database, choices: Iterable[Choice], sight: Sight) -> int:
    """Segments of the rounds and waves chosen whose words are not read yet."""
    # Of each statement at most one row of words is kept: where there are as many, all are read.
    if scalar(db, "select (select count(*) from segment) = (select count(*) from segment_words)"):
        return 0
    unread = 0
    for when in {choice.when for choice in choices}:
        where, parameters = _narrowed(db, Choice(when), sight)
        unread += scalar(
            db,
            f"""select count(*) from {COUNTED_SEGMENTS} s where {where}
                  and not exists (select 1 from segment_words w where w.segment_id = s.id)""",
            parameters,
        )
    return unread


def _narrowed(db: Database, choice: Choice, sight: Sight) -> tuple[str, dict[str, Any]]:
    where = [_speaks_of(sight.scope.sql("ra.area_id"))]
    parameters: dict[str, Any] = {
        **{"industry": choice.industry, "size": choice.size, "language": choice.language},
        **{"theme": choice.theme, "stance": choice.stance, "blind_for": sight.blind_for},
    }
    where.append(_time(db, choice.when, sight, parameters))
    if choice.areas:
        names = {f"area{n}": area for n, area in enumerate(choice.areas)}
        parameters |= names
        where.append(_speaks_of(f"ra.area_id in ({', '.join(f':{name}' for name in names)})"))
    if choice.industry:
        where.append(_FIRM.format("f.industry_code = :industry"))
    if choice.size:
        where.append(_FIRM.format("f.size_band = :size"))
    if choice.source:
        where.append("s.document_id is not null" if choice.source == "roundtable" else "s.answer_id is not null")
    if choice.language:
        where.append("s.language = :language")
    if choice.theme or choice.stance:
        where.append(_of_theme(choice, sight))
    return " and ".join(where), parameters


def _time(db: Database, when: str, sight: Sight, parameters: dict[str, Any]) -> str:
    wave = row(db, "select id from wave where code = ?", [when]) if when else None
    if wave:
        parameters["wave"] = wave["id"]
        return _WAVE
    parameters["round"] = scalar(db, "select id from round where code = ?", [when]) if when else sight.round_id
    return "s.round_id = :round"


def _of_theme(choice: Choice, sight: Sight) -> str:
    same = ["c.segment_id = s.id"]
    if choice.theme:
        same.append("c.theme_code = :theme")
    if choice.stance:
        same.append("c.stance = :stance")
    return f"exists (select 1 from {themed(sight)} c where {' and '.join(same)})"


def within(db: Database, segment_ids: Sequence[str], scope: Scope) -> list[str]:
    """Those of the segments that are within the scope (what is withdrawn never is), in the order given."""
    listed = json.dumps(list(segment_ids))
    sql = f"select s.id from segment s where s.id in (select value from json_each(?)) and {in_scope(scope)}"
    seen = {r["id"] for r in rows(db, sql, [listed])}
    return [each for each in segment_ids if each in seen]


def themed(sight: Sight) -> str:
    """The table of segments with themes and stances by the word that counts; it may name :blind_for."""
    if sight.by == "suggested":
        return "current_suggestion"
    if not sight.blind_for:
        return "counted"
    return """(select co.* from counted co where exists (
      select 1 from live_judgment j where j.segment_id = co.segment_id and j.coder_id = :blind_for))"""


def themes_of_segments(db: Database, sight: Sight) -> dict[str, frozenset[str]]:
    """Segment to its themes, of all segments with one."""
    found: dict[str, set[str]] = {}
    sql = f"select distinct c.segment_id, c.theme_code from {themed(sight)} c"
    for r in rows(db, sql, {"blind_for": sight.blind_for}):
        found.setdefault(r["segment_id"], set()).add(r["theme_code"])
    return {segment: frozenset(themes) for segment, themes in found.items()}


def stances_of(db: Database, sight: Sight, segment_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Segment to its stance on each theme: by the word that counts, where nobody has given it by the machine's."""
    found: dict[str, dict[str, str]] = {each: {} for each in segment_ids}
    listed = {"ids": json.dumps(list(segment_ids)), "blind_for": sight.blind_for}
    for table in (themed(sight), "current_suggestion"):
        sql = f"""select c.segment_id, c.theme_code, c.stance from {table} c
                  where c.segment_id in (select value from json_each(:ids))"""
        for r in rows(db, sql, listed):
            found[r["segment_id"]].setdefault(r["theme_code"], r["stance"])
    return found


def _speaks_of(condition: str) -> str:
    return f"exists (select 1 from respondent_area ra where ra.respondent_id = s.respondent_id and {condition})"


def _like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


# Who and when ----------------------------------------------------------------------------------------------


def wave_codes(db: Database) -> list[str]:
    """Codes of all waves, the newest first."""
    return [r["code"] for r in rows(db, "select code from wave order by code desc")]


def round_ids(db: Database, choices: Iterable[Choice], sight: Sight) -> list[str]:
    """The rounds the choices look into."""
    found = set()
    for when in {choice.when for choice in choices}:
        sql = "select id from round where code = :when union select round_id from wave where code = :when"
        listed = [r["id"] for r in rows(db, sql, {"when": when})] if when else [sight.round_id]
        found.update(listed)
    return sorted(found)


def areas_of_respondents(db: Database, sight: Sight) -> dict[str, list[str]]:
    """Respondent to the areas he or she speaks of, those out of scope left out."""
    found: dict[str, list[str]] = {}
    for r in rows(db, f"select * from respondent_area ra where {sight.scope.sql('ra.area_id')}"):
        found.setdefault(r["respondent_id"], []).append(r["area_id"])
    return found


def industries_of_respondents(db: Database) -> dict[str, str]:
    """Respondent to the code of its firm's industry, where it is known."""
    sql = """select re.id, f.industry_code from respondent re join firm f on f.id = re.firm_id
             where f.industry_code is not null"""
    return {r["id"]: r["industry_code"] for r in rows(db, sql)}


# Terms -----------------------------------------------------------------------------------------------------


def passed_terms(db: Database, person_id: str) -> list[sqlite3.Row]:
    """Forms the person does not want to be offered again, the newest first."""
    return rows(db, "select * from passed_term where person_id = ? order by at desc, form", [person_id])


def pass_term(db: Database, person_id: str, form: str) -> None:
    db.conn.execute("insert or ignore into passed_term values (?, ?, ?)", [person_id, form, now()])


def take_back_term(db: Database, person_id: str, form: str) -> None:
    db.conn.execute("delete from passed_term where person_id = ? and form = ?", [person_id, form])


# Jobs ------------------------------------------------------------------------------------------------------


def newest_job(db: Database, kind: str, person_id: str) -> sqlite3.Row | None:
    """The person's last order of this kind."""
    sql = "select * from job where kind = ? and person_id = ? order by created_at desc, id desc limit 1"
    return row(db, sql, [kind, person_id])
