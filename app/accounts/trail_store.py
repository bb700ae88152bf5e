"""SQL of the audit trail's page. It names objects of every feature, so it reads their tables, and writes none."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from app.accounts.entries import TASK_OF, TASKS
from app.accounts.trail import Meant, Search
from app.db import rows, scalar

# Kind of object: its id and name, in the page's language where it has one in both.
_NAMES = {
    "person": "select id, name || ' (' || login || ')' as name from person",
    "month": "select distinct month as id, month as name from audit_review",
    "quarter": "select distinct code as id, substr(code, 1, 4) || ' ' || substr(code, 5) as name from wave",
    "round": "select id, {name} as name from round",
    "area": "select id, code || ' ' || {name} as name from area",
    "import": "select id, file_name as name from import_run",
    "questionnaire": "select id, {title} as name from questionnaire",
    "survey": "select id, {title} as name from survey",
    "invitation": """select i.id, a.code || ' ' || a.{name} || ifnull(' · ' || f.name, '') as name
        from invitation i join area a on a.id = i.area_id left join firm f on f.id = i.firm_id""",
    "response": """select r.id, r.receipt || ' · ' || a.code || ' ' || a.{name} as name
        from response r join area a on a.id = r.area_id""",
    "field_visit": """select v.id, a.code || ' ' || a.{name} || ifnull(' · ' || f.code, '') as name
        from visit v join area a on a.id = v.area_id left join firm f on f.id = v.firm_id""",
    "paper_stack": """select k.id, w.code || ' #' || k.number || ' · ' || a.code as name
        from paper_stack k join area a on a.id = k.area_id join survey s on s.id = k.survey_id
        join wave w on w.id = s.wave_id""",
    "roundtable": "select id, title || ' (' || code || ')' as name from roundtable",
    "codebook": "select id, 'v' || number as name from codebook",
    # Where the sentence stands, never what it says: the trail is read by people who may not read quotes.
    "segment": """select s.id, ifnull(rt.title || ' #' || t.position, survey.{title} || ' · ' || r.receipt) as name
        from segment s left join turn t on t.id = s.turn_id left join document d on d.id = s.document_id
        left join roundtable rt on rt.id = d.roundtable_id left join answer an on an.id = s.answer_id
        left join response r on r.id = an.response_id left join survey on survey.id = r.survey_id""",
    "evaluation": """select e.id, round.{name} || ' · ' || e.as_of as name
        from evaluation e join round on round.id = e.round_id""",
    "scheme_draft": "select id, json_extract(definition, '$.{name}') as name from scheme_draft",
    "area_result": """select ar.id, a.code || ' ' || a.{name} as name
        from area_result ar join area a on a.id = ar.area_id""",
}


def _names(kind: str, language: str) -> str:
    other = language == "en"
    return _NAMES[kind].format(name="name_en" if other else "name_ko", title="title_en" if other else "title_ko")


def names_of(db: Database, objects: Iterable[tuple[str, str]], language: str) -> dict[tuple[str, str], str]:
    """Kind and id to name, for those that have one."""
    ids: dict[str, set[str]] = {}
    for kind, object_id in objects:
        ids.setdefault(kind, set()).add(object_id)
    return {
        (kind, r["id"]): r["name"]
        for kind, wanted in ids.items()
        if kind in _NAMES
        for r in rows(
            db,
            f"select id, name from ({_names(kind, language)}) where id in (select value from json_each(?))",
            [json.dumps(sorted(wanted))],
        )
    }


# Orders of the list; entries that are alike in it stand newest first.
SORTS = {"at": "audit.id", "person": "person.name", "action": "action", "address": "address"}


def entries(
    db: Database, search: Search, words: Meant, *, language: str, limit: int, offset: int = 0, sort: str = "-at"
) -> list[sqlite3.Row]:
    """Entries in an order (`at`, `-at`, …); `words` is what the searched text means in codes."""
    body, parameters = _body(search, words, language)
    order = SORTS.get(sort.lstrip("-"), SORTS["at"])
    way = "desc" if sort.startswith("-") or sort.lstrip("-") not in SORTS else "asc"
    return rows(
        db,
        f"""select audit.*, person.name as person_name, person.login, person.role {body}
            order by {order} {way}, audit.id desc limit ? offset ?""",
        [*parameters, limit, offset],
    )


def older(db: Database, search: Search, words: Meant, *, language: str, than: int, limit: int) -> list[sqlite3.Row]:
    """Entries before a number, newest first: the next stretch of a long export."""
    body, parameters = _body(search, words, language)
    return rows(
        db,
        f"""select audit.*, person.name as person_name, person.login, person.role {body}
            and audit.id < ? order by audit.id desc limit ?""",
        [*parameters, than, limit],
    )


def count(db: Database, search: Search, words: Meant, *, language: str) -> int:
    """How many entries there are."""
    body, parameters = _body(search, words, language)
    return scalar(db, f"select count(*) {body}", parameters)


def newest(db: Database) -> int:
    """The number of the newest entry."""
    return scalar(db, "select ifnull(max(id), 0) from audit")


def _body(search: Search, words: Meant, language: str) -> tuple[str, list[Any]]:
    where, parameters = _narrowed(search, words, language)
    return f"from audit left join person on person.id = audit.person_id where {' and '.join(where)}", parameters


def _narrowed(search: Search, words: Meant, language: str) -> tuple[list[str], list[Any]]:
    where, parameters = ["1"], []
    conditions: Sequence[tuple[str | None, str]] = (
        (search.first, "at >= ?"),
        (search.end, "at < ?"),
        (search.person or None, "audit.person_id = ?"),
        (search.action or None, "action = ?"),
        (search.address or None, "address = ?"),
    )
    for value, condition in conditions:
        if value is not None:
            where.append(condition)
            parameters.append(value)
    if search.task:
        # A change is whatever is no other task.
        listed = TASKS.get(search.task) or tuple(TASK_OF)
        within = "in" if search.task in TASKS else "not in"
        where.append(f"action {within} (select value from json_each(?))")
        parameters.append(json.dumps(listed))
    if search.text:
        condition, more = _spoken(search.text, words, language)
        where.append(condition)
        parameters += more
    return where, parameters


def _spoken(text: str, words: Meant, language: str) -> tuple[str, list[Any]]:
    """Entries in which the text can be read: person, action, object's kind and name, keys and values."""
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    escaped = r"like ? escape '\'"
    either = [f"{column} {escaped}" for column in ("person.name", "person.login", "action")]
    parameters: list[Any] = [like, like, like]
    # Values as they are written; keys are codes and are searched by their words below. Nothing is taken apart that does
    # not hold the text at all; only what JSON writes in another way must be.
    whole = "" if json.dumps(text, ensure_ascii=False) != f'"{text}"' else f"detail {escaped} and "
    either.append(f"({whole}exists (select 1 from json_each(detail) d where d.value {escaped}))")
    parameters += [like, like] if whole else [like]
    for column, codes in (("action", words.actions), ("object_kind", words.kinds)):
        either.append(f"{column} in (select value from json_each(?))")
        parameters.append(json.dumps(codes))
    if words.keys:
        either.append("exists (select 1 from json_each(detail) d join json_each(?) k on k.value = d.key)")
        parameters.append(json.dumps(words.keys))
    for key, code in words.values:
        either.append("json_extract(detail, ?) = ?")
        parameters += [f"$.{key}", code]
    for kind in _NAMES:
        named = f"select id from ({_names(kind, language)}) where name {escaped}"
        either.append(f"(object_kind = '{kind}' and object_id in ({named}))")
        parameters.append(like)
    return f"({' or '.join(either)})", parameters
