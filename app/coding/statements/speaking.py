"""How a speaker, a place and a judgment are told; a speaker never by a person's name."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from app.coding.statements.judgments import CODES
from app.coding.statements.segment_store import organization_of
from app.surveys.asking.definitions import questionnaire_of
from app.words.formats import named
from app.words.i18n import language
from app.words.labels import label

Said = sqlite3.Row | Mapping[str, Any]


def speaker(said: Said, *, anonymous: bool = False) -> str:
    """Who said a segment: organization and role of a participant; else, or where anonymous, industry and size.

    For readers who could look the firm up in the register the row is `blurred` before.

    A firm's organization is told by its pseudonym: see `app.roundtables.talk.telling`.
    """
    if said["organization"] and not anonymous:
        return " · ".join(part for part in (organization_of(said), said["role"]) if part)
    if said["respondent_kind"] == "firm" or said["answer_id"]:
        return _described_firm(said)
    return label(said["org_kind"], "org_kind") if said["org_kind"] else _("알 수 없는 발언자")


def _described_firm(said: Said) -> str:
    industry = named(said, "industry") if said["industry_ko"] else ""
    size = label(said["size_band"], "size_band") if said["size_band"] else ""
    return " · ".join(part for part in (industry, size) if part) or _("명부에 없는 기업")


def words_of(said: Said) -> str:
    """What was said; of a withdrawn statement that it is one. For pages that cite what once counted."""
    if not said["withdrawn"]:
        return str(said["text"])
    return _("철회하거나 파기한 설문 응답의 말입니다.") if said["answer_id"] else _("철회한 녹취록의 발언입니다.")


def asked(said: Said) -> str | None:
    """The words of the question an answer answers; None for a turn."""
    if not said["answer_id"]:
        return None
    question = questionnaire_of(said["definition"]).question(said["question_id"])
    return question.label.of(language()) if question else said["question_id"]


def place(said: Said) -> str:
    """Where a segment stands: the roundtable with the number of the speech where that may be told, or the question."""
    if said["answer_id"]:
        return _("설문 · %(question)s", question=asked(said))
    if said["turn_position"] is None:
        return str(said["roundtable_title"])
    return _("%(title)s · %(n)s번째 발언", title=said["roundtable_title"], n=said["turn_position"])


def told(judgment: sqlite3.Row, names: Mapping[str, str]) -> str:
    """A judgment in one line: 채택 · 인력·고용 · 애로·요구 · 심각도 5."""
    theme = names.get(judgment["theme_code"], judgment["theme_code"])
    if judgment["action"] == "change" and judgment["about"]:
        theme = f"{names.get(judgment['about'], judgment['about'])} → {theme}"
    stance = label(judgment["stance"], "stance") if judgment["stance"] else ""
    severity = _("심각도 %(n)s", n=judgment["severity"]) if judgment["severity"] else ""
    return " · ".join(part for part in (label(judgment["action"], "action"), theme, stance, severity) if part)


def answered(judgment: sqlite3.Row, suggested: str, names: Mapping[str, str]) -> str:
    """What a judgment says of the theme suggested, as short as a badge: 채택 5, 채택 · 문제 없음, 변경 → 시장 4."""
    action, theme = judgment["action"], judgment["theme_code"]
    if action not in CODES:
        return label(action, "action")
    moved = action == "change" and theme != suggested
    word = f"{label('change', 'action')} → {names.get(theme, theme)}" if moved else label("accept", "action")
    if judgment["stance"] == "need":
        return f"{word} {judgment['severity']}"
    return f"{word} · {label(judgment['stance'], 'stance')}"


def firm_cells(said: Any) -> tuple[str, str]:
    """Industry and size of the firm that spoke, as far as the reader may be told of it."""
    if said["respondent_kind"] != "firm":
        return "", ""
    industry = named(said, "industry") if said["industry_ko"] else ""
    return industry, label(said["size_band"], "size_band") if said["size_band"] else ""
