"""All SQL of questionnaires, surveys, links and the firms to ask; responses stand in response_store.py."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows
from app.surveys.asking.frame import answered, answered_at, asked_by_name, framed


def find_questionnaire(db: Database, code: str) -> sqlite3.Row | None:
    return row(db, "select * from questionnaire where code = ?", [code])


def list_questionnaires(db: Database) -> list[sqlite3.Row]:
    """Every questionnaire with its newest version."""
    return rows(
        db,
        """select q.*, v.id as version_id, v.number, v.definition, v.published_at
           from questionnaire q join questionnaire_version v on v.questionnaire_id = q.id
           where v.number = (select max(number) from questionnaire_version where questionnaire_id = q.id)
           order by q.code""",
    )


def insert_questionnaire(db: Database, questionnaire_id: str, *, code: str, title_ko: str, title_en: str) -> None:
    db.conn.execute(
        "insert into questionnaire(id, code, title_ko, title_en) values (?, ?, ?, ?)",
        [questionnaire_id, code, title_ko, title_en],
    )


def version_of_hash(db: Database, questionnaire_id: str, sha256: str) -> sqlite3.Row | None:
    return row(
        db,
        "select * from questionnaire_version where questionnaire_id = ? and sha256 = ?",
        [questionnaire_id, sha256],
    )


def newest_version(db: Database, questionnaire_id: str) -> sqlite3.Row | None:
    return row(
        db,
        "select * from questionnaire_version where questionnaire_id = ? order by number desc limit 1",
        [questionnaire_id],
    )


def version_numbered(db: Database, questionnaire_id: str, number: int | None) -> sqlite3.Row | None:
    """The version of this number, or the newest."""
    if number is None:
        return newest_version(db, questionnaire_id)
    return row(
        db,
        "select * from questionnaire_version where questionnaire_id = ? and number = ?",
        [questionnaire_id, number],
    )


def find_version(db: Database, version_id: str) -> sqlite3.Row | None:
    """A version with its questionnaire's code and titles."""
    return row(
        db,
        """select v.*, q.code, q.title_ko, q.title_en from questionnaire_version v
           join questionnaire q on q.id = v.questionnaire_id where v.id = ?""",
        [version_id],
    )


def versions_of(db: Database, version_id: str) -> list[sqlite3.Row]:
    """Every published version of the questionnaire that a version is of, oldest first."""
    return rows(
        db,
        """select v.* from questionnaire_version v where v.questionnaire_id = (
             select questionnaire_id from questionnaire_version where id = ?) order by v.number""",
        [version_id],
    )


def insert_version(
    db: Database, version_id: str, *, questionnaire_id: str, number: int, definition: str, sha256: str
) -> None:
    db.conn.execute(
        """insert into questionnaire_version(id, questionnaire_id, number, definition, sha256, published_at)
           values (?, ?, ?, ?, ?, ?)""",
        [version_id, questionnaire_id, number, definition, sha256, now()],
    )


# Waves and surveys -----------------------------------------------------------------------------------------

# Placeholders of a wording as this survey's wave means them; `forms` says them in its language.
_PAST = """case substr(w.code, 6) when '1' then (substr(w.code, 1, 4) - 1) || 'Q4'
             else substr(w.code, 1, 5) || (substr(w.code, 6) - 1) end"""
_NEXT = """case substr(w.code, 6) when '4' then (substr(w.code, 1, 4) + 1) || 'Q1'
             else substr(w.code, 1, 5) || (substr(w.code, 6) + 1) end"""
_DEFINITION = f"""replace(replace(v.definition, '{{past_quarter}}', '{{quarter:' || {_PAST} || '}}'),
             '{{next_quarter}}', '{{quarter:' || {_NEXT} || '}}')"""
SURVEY = f"""select s.*, w.code as wave, w.ends_on as wave_ends_on, w.round_id,
              (select at from survey_closed c where c.survey_id = s.id) as closed_at, q.code as questionnaire_code,
              q.title_ko as questionnaire_ko, q.title_en as questionnaire_en,
              v.number as version_number, v.sha256 as version_sha256, {_DEFINITION} as definition
            from survey s join wave w on w.id = s.wave_id
              join questionnaire_version v on v.id = s.version_id
              join questionnaire q on q.id = v.questionnaire_id"""


def find_wave(db: Database, code: str) -> sqlite3.Row | None:
    return row(db, "select * from wave where code = ?", [code])


def list_waves(db: Database) -> list[sqlite3.Row]:
    return rows(db, "select * from wave order by code desc")


def find_survey(db: Database, survey_id: str) -> sqlite3.Row | None:
    """A survey with its wave, questionnaire and the definition of its version."""
    return row(db, f"{SURVEY} where s.id = ?", [survey_id])


def surveys_of_wave(db: Database, wave: str) -> list[sqlite3.Row]:
    return rows(db, f"{SURVEY} where w.code = ? order by s.opens_on, s.id", [wave])


def list_surveys(db: Database) -> list[sqlite3.Row]:
    """Every survey, newest wave first."""
    return rows(db, f"{SURVEY} order by w.code desc, s.opens_on desc, s.id desc")


def surveys_of_round(db: Database, round_id: str) -> list[sqlite3.Row]:
    return rows(db, f"{SURVEY} where w.round_id = ? order by w.code desc, s.opens_on desc", [round_id])


def insert_survey(
    db: Database,
    survey_id: str,
    *,
    wave_id: str,
    version_id: str,
    title_ko: str,
    title_en: str,
    opens_on: str,
    closes_on: str,
    target: int,
) -> None:
    db.conn.execute(
        """insert into survey(id, wave_id, version_id, title_ko, title_en, opens_on, closes_on,
                              target_per_area, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [survey_id, wave_id, version_id, title_ko, title_en, opens_on, closes_on, target, now()],
    )


def insert_invitation(
    db: Database,
    invitation_id: str,
    *,
    survey_id: str,
    area_id: str,
    firm_id: str | None,
    token_hash: str,
    person_id: str | None,
    limits: tuple[int | None, int | None, str | None] = (None, None, None),
) -> None:
    """A link; `limits`: returns in all, returns a day, last day."""
    db.conn.execute(
        """insert into invitation(id, survey_id, area_id, firm_id, token_hash, created_at, created_by,
             most, most_a_day, last_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [invitation_id, survey_id, area_id, firm_id, token_hash, now(), person_id, *limits],
    )


def invitation_of_hash(db: Database, token_hash: str) -> sqlite3.Row | None:
    """The link of a token's hash, with the names of its area and firm."""
    return row(
        db,
        """select i.*, a.code as area_code, a.name_ko, a.name_en, f.name as firm_name, f.code as firm_code
           from invitation i join area a on a.id = i.area_id left join firm f on f.id = i.firm_id
           where i.token_hash = ?""",
        [token_hash],
    )


def find_invitation(db: Database, invitation_id: str) -> sqlite3.Row | None:
    return row(db, "select * from invitation where id = ?", [invitation_id])


def list_invitations(
    db: Database, survey_id: str, scope: Scope, *, area_id: str | None = None, search: str = ""
) -> list[sqlite3.Row]:
    """A survey's links within the scope, newest first, each with how many responses came by it."""
    return rows(
        db,
        f"""select i.*, a.code as area_code, a.name_ko, a.name_en, f.name as firm_name, f.code as firm_code,
              p.name as person_name,
              (select count(*) from response r where r.invitation_id = i.id) as responses,
              (select count(*) from response_draft d where d.invitation_id = i.id) as begun
            from invitation i join area a on a.id = i.area_id left join firm f on f.id = i.firm_id
              left join person p on p.id = i.created_by
            where i.survey_id = :survey and {scope.sql("i.area_id")} and (:area is null or i.area_id = :area)
              and (coalesce(f.name, '') || ' ' || coalesce(f.code, '')) like :search escape '\\'
            order by i.created_at desc, i.id desc""",
        {"survey": survey_id, "area": area_id, "search": f"%{plain(search)}%"},
    )


def firms_with_live_link(db: Database, survey_id: str) -> set[str]:
    """Firms that already hold a personal link that is neither revoked nor used."""
    found = rows(
        db,
        """select firm_id from invitation
           where survey_id = ? and firm_id is not null and revoked_at is null and used_at is null""",
        [survey_id],
    )
    return {r["firm_id"] for r in found}


def invited(db: Database, survey_id: str, scope: Scope) -> dict[str, sqlite3.Row]:
    """Area id to the firms that were asked by name (`invited`) and how many of them answered (`answered`)."""
    found = rows(
        db,
        f"""select f.area_id, count(*) as invited, sum({answered("f.id", ":survey")}) as answered
            from firm f where {asked_by_name("f", ":survey")} and {framed("f", ":survey")} and {scope.sql("f.area_id")}
            group by f.area_id""",
        {"survey": survey_id},
    )
    return {r["area_id"]: r for r in found}


def firms_that_answered(db: Database, survey_id: str) -> set[str]:
    found = rows(db, "select firm_id from standing_response where survey_id = ? and firm_id is not null", [survey_id])
    return {r["firm_id"] for r in found}


def revoke_invitation(db: Database, invitation_id: str) -> int:
    """How many links this revoked: 0 where it was revoked before. What was begun by it is forgotten."""
    db.conn.execute("pragma secure_delete = on")
    db.conn.execute("delete from response_draft where invitation_id = ?", [invitation_id])
    sql = "update invitation set revoked_at = ? where id = ? and revoked_at is null"
    return db.conn.execute(sql, [now(), invitation_id]).rowcount


def use_invitation(db: Database, invitation_id: str) -> None:
    sql = "update invitation set used_at = ? where id = ? and used_at is null"
    db.conn.execute(sql, [now(), invitation_id])


def areas_in(db: Database, scope: Scope) -> list[sqlite3.Row]:
    return rows(db, f"select * from area where {scope.sql('id')} order by code")


def find_area(db: Database, area_id: str) -> sqlite3.Row | None:
    return row(db, "select * from area where id = ?", [area_id])


def area_of_code(db: Database, code: str) -> sqlite3.Row | None:
    return row(db, "select * from area where code = ?", [code])


def firms_to_visit(
    db: Database, survey_id: str, area_id: str, *, search: str = "", limit: int = 50
) -> list[sqlite3.Row]:
    """Firms of an area that the survey asks, by name or code, the unanswered first, with the day of the newest response."""
    return rows(
        db,
        f"""select f.*, {answered_at("f.id", ":survey")} as answered
            from firm f where f.area_id = :area and (f.name like :search escape '\\' or f.code like :search escape '\\')
              and {framed("f", ":survey")} order by answered is not null, f.name limit :limit""",
        {"survey": survey_id, "area": area_id, "search": f"%{plain(search)}%", "limit": limit},
    )


def find_firm(db: Database, firm_id: str) -> sqlite3.Row | None:
    return row(db, "select * from firm where id = ?", [firm_id])


def firms_of_area(db: Database, area_id: str) -> list[sqlite3.Row]:
    return rows(db, "select * from firm where area_id = ? order by code", [area_id])


def firms_by_code(db: Database) -> dict[str, sqlite3.Row]:
    return {r["code"]: r for r in rows(db, "select * from firm")}


def plain(text: str) -> str:
    """Text for LIKE in which % and _ mean themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
