"""SQL of a statement with what it leans on: the question answered, what was said right before, who speaks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from app.coding.statements.segment_store import SPOKEN
from app.db import rows
from app.surveys.asking.definitions import questionnaire_of
from nlp.reading.roles import role_of
from nlp.reading.said import ASSOCIATION, COUNCILLOR, EXPERT, FIRM, MODERATOR, OFFICIAL, WORKER, Said

# What a participant's kind of organization says of the role; titles and names may say more (see `_role`).
_ROLES = {"firm": FIRM, "expert": EXPERT, "moderator": MODERATOR}
# A title tells these apart from the kind: the chamber's manager is no official, the union's man no firm.
_TOLD = frozenset({ASSOCIATION, WORKER})

_SAID = f"""
select s.id, s.text, s.language, s.answer_id, coalesce(before_turn.text, before_answer.text, '') as before,
  t.speaker, p.org_kind, p.organization, p.role as title, re.kind as respondent_kind, an.question_id, v.definition,
  i.name_ko as industry_ko, i.name_en as industry_en
from segment s
left join segment before_turn on before_turn.id = (
  select b.id from segment b where b.document_id = s.document_id and b.start < s.start order by b.start desc limit 1)
left join segment before_answer on before_answer.id = (
  select b.id from segment b where b.answer_id = s.answer_id and b.start < s.start order by b.start desc limit 1)
{SPOKEN}
where s.id in (select value from json_each(?))"""


# Two before, and the one after, in the same document or the same answer.
_AROUND = """
select s.id, coalesce((
  select b.text from segment b where (b.document_id = s.document_id or b.answer_id = s.answer_id) and b.start < s.start
  order by b.start desc limit 1 offset 1), '') as earlier, coalesce((
  select b.text from segment b where (b.document_id = s.document_id or b.answer_id = s.answer_id) and b.start > s.start
  order by b.start limit 1), '') as after
from segment s where s.id in (select value from json_each(?))"""


def said_of(db: Database, segment_ids: Iterable[str]) -> dict[str, Said]:
    """Each segment with its question, the statements around it in the same talk or answer, role and industry.

    Two queries however many. For the analyser alone: who may read a segment may not always read the one before.
    """
    wanted = json.dumps(list(segment_ids))
    around = {r["id"]: (r["earlier"], r["after"]) for r in rows(db, _AROUND, [wanted])}
    return {r["id"]: _said(r, *around[r["id"]]) for r in rows(db, _SAID, [wanted])}


def _said(r: sqlite3.Row, earlier: str, after: str) -> Said:
    industry = (r["industry_en"] or r["industry_ko"]) if r["language"] == "en" else r["industry_ko"]
    return Said(r["text"], r["language"], _question(r), r["before"], _role(r), industry or "", earlier, after)


def _question(r: sqlite3.Row) -> str:
    """The words of the question answered, in the language of the answer."""
    if not r["answer_id"]:
        return ""
    question = questionnaire_of(r["definition"]).question(r["question_id"])
    return question.label.of(r["language"]) if question else ""


def _role(r: sqlite3.Row) -> str:
    if r["answer_id"]:
        return EXPERT if r["respondent_kind"] == "expert" else FIRM
    if not r["org_kind"]:
        return role_of(r["speaker"] or "")
    told = role_of(f"{r['organization']} {r['title']}")
    if r["org_kind"] == "council" and told == COUNCILLOR:
        return COUNCILLOR
    if told in _TOLD and r["org_kind"] not in ("expert", "moderator"):
        return told
    return _ROLES.get(r["org_kind"], OFFICIAL)
