"""Reading a questionnaire's definition: every problem is named with its question before anything is used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm

from forms.findings import Findings, QuestionnaireError
from forms.questions import TYPES
from forms.questions.likert import points
from forms.questions.question import BSI_ITEMS, BSI_PERIODS, DOMAINS, Bsi, Choice, Question, Wording

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
# Names that a form class already has would shadow its own workings.
_RESERVED = {"csrf_token", "questionnaire", "lang", "answers", "by_section", "submit", *dir(FlaskForm)}
_TOP = frozenset({"id", "title", "intro", "minutes", "keep_years", "sections", "questions"})
# What the shipped consent promises, and the longest one may: the institution decides within it.
LONGEST_YEARS = 5
_COMMON = frozenset({"id", "type", "label", "hint", "required", "domain", "section"})


@dataclass(frozen=True)
class Section:
    """A heading under which questions stand."""

    id: str
    title: Wording


def read(d: Mapping[str, Any]) -> dict[str, Any]:
    """Read a definition into the parts of a `Questionnaire`.

    Raises
    ------
    QuestionnaireError
        With all problems.
    """
    findings = Findings()
    if not isinstance(d, Mapping):
        findings.add(None, "not_a_dict")
        raise QuestionnaireError(tuple(findings.found))
    parts = _parts(d, findings)
    if findings.found:
        raise QuestionnaireError(tuple(findings.found))
    return parts


def _parts(d: Mapping[str, Any], findings: Findings) -> dict[str, Any]:
    findings.unknown(None, d, _TOP)
    if not isinstance(d.get("id"), str) or not d["id"].strip():
        findings.add(None, "missing", entry="id")
    sections = tuple(
        Section(str(each.get("id", "")), findings.wording(None, each, "title"))
        for each in findings.listed(None, d, "sections")
    )
    given = findings.listed(None, d, "questions")
    if not given:
        findings.add(None, "no_questions")
    years = findings.number(None, d, "keep_years")
    if years is not None and not (1 <= years <= LONGEST_YEARS and years == int(years)):
        findings.add(None, "bad_years", most=LONGEST_YEARS)
    questions = tuple(_question(each, place, findings) for place, each in enumerate(given, 1))
    _check_together(questions, {section.id for section in sections}, findings)
    return {
        "id": d.get("id"),
        "title": findings.wording(None, d, "title"),
        "intro": findings.wording(None, d, "intro", needed=False),
        "minutes": int(findings.number(None, d, "minutes") or 5),
        "keep_years": int(years or LONGEST_YEARS),
        "sections": sections,
        "questions": questions,
    }


def _question(d: Mapping[str, Any], place: int, findings: Findings) -> Question:
    id = d["id"] if isinstance(d.get("id"), str) and d["id"] else f"{place}번째 문항"
    kind = TYPES.get(str(d.get("type")))
    if kind is None:
        findings.add(id, "unknown_type", type=d.get("type"), known=", ".join(TYPES))
    else:
        findings.unknown(id, d, _COMMON | kind.settings)
    if not _ID.fullmatch(id):
        findings.add(id, "bad_id")
    elif id in _RESERVED:
        findings.add(id, "reserved_id")
    question = Question(
        id=id,
        type=str(d.get("type")),
        label=findings.wording(id, d, "label"),
        hint=findings.wording(id, d, "hint", needed=False),
        required=findings.flag(id, d, "required"),
        choices=_choices(id, d, findings),
        scale=d.get("scale") if isinstance(d.get("scale"), int) else None,
        unit=findings.wording(id, d, "unit", needed=False),
        minimum=findings.number(id, d, "min"),
        maximum=findings.number(id, d, "max"),
        decimals=int(findings.number(id, d, "decimals") or 0),
        domain=_domain(id, d, findings),
        bsi=_bsi(id, d, findings),
        section=None if d.get("section") is None else str(d["section"]),
    )
    for key in kind.problems(question) if kind else ():
        findings.add(id, key)
    return question


def _choices(id: str, d: Mapping[str, Any], findings: Findings) -> tuple[Choice, ...]:
    if d.get("type") == "likert" and "choices" not in d:
        return points(d.get("scale"))
    choices = []
    for each in findings.listed(id, d, "choices"):
        findings.unknown(id, each, frozenset({"id", "label"}))
        if not isinstance(each.get("id"), str) or not each["id"].strip() or ";" in each["id"]:
            findings.add(id, "missing", entry="choices.id")
        choices.append(Choice(str(each.get("id", "")), findings.wording(id, each, "label")))
    return tuple(choices)


def _domain(id: str, d: Mapping[str, Any], findings: Findings) -> str | None:
    domain = d.get("domain")
    if domain is not None and domain not in DOMAINS:
        findings.add(id, "bad_domain", domain=domain, known=", ".join(DOMAINS))
    return None if domain is None else str(domain)


def _bsi(id: str, d: Mapping[str, Any], findings: Findings) -> Bsi | None:
    given = d.get("bsi")
    if given is None:
        return None
    item, period = (given.get("item"), given.get("period")) if isinstance(given, Mapping) else (None, None)
    if d.get("type") == "likert" and item in BSI_ITEMS and period in BSI_PERIODS:
        return Bsi(str(item), str(period))
    findings.add(id, "bad_bsi", items=", ".join(BSI_ITEMS))
    return None


def _check_together(questions: tuple[Question, ...], sections: set[str], findings: Findings) -> None:
    ids: set[str] = set()
    asked: set[Bsi] = set()
    for question in questions:
        if question.id in ids:
            findings.add(question.id, "duplicate_id")
        if question.bsi and question.bsi in asked:
            findings.add(question.id, "same_bsi")
        if question.section is not None and question.section not in sections:
            findings.add(question.id, "bad_section", section=question.section)
        ids.add(question.id)
        asked |= {question.bsi} if question.bsi else set()
