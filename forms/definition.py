"""Reading a questionnaire's definition: every problem is named with its question before anything is used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm

from forms.asked import choosing, pictures
from forms.asked.choosing import Lists
from forms.asked.compiling import compiled
from forms.findings import Findings, QuestionnaireError
from forms.questions import TYPES
from forms.questions.question import BSI_ITEMS, BSI_PERIODS, DOMAINS, Bsi, Expression, Question, Value, Wording

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
# BCP 47, or x-… for a language whose name nobody could read.
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}|x)(?:-[A-Za-z0-9]{1,8})*")
# Kept from the days when a field stood in the way of what its form has by that name; `validate_on_submit` is of WTForms.
RESERVED = {"csrf_token", "questionnaire", "lang", "answers", "by_section", "submit", "on_submit", *dir(FlaskForm)}
_TOP = frozenset(
    {"id", "title", "intro", "minutes", "keep_years", "sections", "questions", "languages", "lists", "pages", "origin"}
    | {"files"}
)
# What the shipped consent promises, and the longest one may: the institution decides within it.
LONGEST_YEARS = 5
# How many instances of a repeat a page may hold. Chosen, not measured: a firm's grades, sites or products fit.
MOST_INSTANCES = 50
LAYOUTS, PAGES = ("table", "page"), ("all", "section", "question")
COMMON = frozenset(
    {"id", "type", "label", "hint", "required", "domain", "section", "relevant", "required_message", "constraint"}
    | {"constraint_message", "calculation", "default", "readonly", "appearance", "media", "guidance"}
)


@dataclass(frozen=True)
class Repeat:
    """How often a section is answered: as often as `count` says, or as the respondent likes up to `most`."""

    count: Expression | None = None
    most: int = MOST_INSTANCES


@dataclass(frozen=True)
class Section:
    """A heading under which questions stand; without a title a bare group.

    `layout` is "table" (questions with the same choices make a matrix), "page" (one page together) or "".
    """

    id: str
    title: Wording
    parent: str | None = None
    relevant: Expression | None = None
    repeat: Repeat | None = None
    layout: str = ""


def read(d: Mapping[str, Any]) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """Read a definition into the parts of a `Questionnaire`, and into itself with the trees of its rules.

    Raises
    ------
    QuestionnaireError
        With all problems.
    """
    findings = Findings()
    if not isinstance(d, Mapping):
        findings.add(None, "not_a_dict")
        raise QuestionnaireError(tuple(findings.found))
    findings.languages = _languages(d, findings)
    whole = compiled(d, findings)
    parts = _parts(whole, findings)
    if findings.found:
        raise QuestionnaireError(tuple(findings.found))
    return parts, whole


def _languages(d: Mapping[str, Any], findings: Findings) -> tuple[str, ...]:
    given = d.get("languages")
    if given is None:
        return ()
    if isinstance(given, list) and given and all(isinstance(code, str) and _LANGUAGE.fullmatch(code) for code in given):
        return tuple(dict.fromkeys(given))
    findings.add(None, "wrong_kind", entry="languages", right='["ko", "en"]')
    return ()


def _parts(d: Mapping[str, Any], findings: Findings) -> dict[str, Any]:
    findings.unknown(None, d, _TOP)
    if not isinstance(d.get("id"), str) or not d["id"].strip():
        findings.add(None, "missing", entry="id")
    sections = tuple(_section(each, findings) for each in findings.listed(None, d, "sections"))
    given = findings.listed(None, d, "questions")
    if not given:
        findings.add(None, "no_questions")
    years = findings.number(None, d, "keep_years")
    if years is not None and not (1 <= years <= LONGEST_YEARS and years == int(years)):
        findings.add(None, "bad_years", most=LONGEST_YEARS)
    shared = choosing.lists(d, findings)
    questions = tuple(_question(each, place, shared, findings) for place, each in enumerate(given, 1))
    _check_together(questions, {section.id for section in sections}, findings)
    _check_sections(sections, questions, findings)
    if not isinstance(d.get("origin", {}), Mapping):
        findings.add(None, "wrong_kind", entry="origin", right="{ }")
    return {
        "id": d.get("id"),
        "title": findings.wording(None, d, "title"),
        "intro": findings.wording(None, d, "intro", needed=False),
        "minutes": int(findings.number(None, d, "minutes") or 5),
        "keep_years": int(years or LONGEST_YEARS),
        "sections": sections,
        "questions": questions,
        "languages": findings.languages or ("ko", "en"),
        "lists": shared,
        "files": pictures.files(d, findings),
        "pages": findings.one_of(None, d, "pages", PAGES) or "all",
    }


def _section(d: Mapping[str, Any], findings: Findings) -> Section:
    id = str(d.get("id", ""))
    return Section(
        id=id,
        title=findings.wording(id or None, d, "title", needed=False),
        parent=None if d.get("parent") is None else str(d["parent"]),
        relevant=findings.expression(id, d, "relevant"),
        repeat=_repeat(id, d, findings),
        layout=findings.one_of(id or None, d, "layout", LAYOUTS),
    )


def _repeat(id: str, d: Mapping[str, Any], findings: Findings) -> Repeat | None:
    given = d.get("repeat")
    if given is None:
        return None
    if not isinstance(given, Mapping):
        findings.add(id, "wrong_kind", entry="repeat", right='{"count": …, "most": 50}')
        return Repeat()
    findings.unknown(id, given, frozenset({"count", "most"}))
    if not _ID.fullmatch(id):
        findings.add(id, "bad_id")
    most = findings.number(id, given, "most")
    if most is not None and not (1 <= most <= MOST_INSTANCES and most == int(most)):
        findings.add(id, "bad_most", most=MOST_INSTANCES)
    count = given.get("count")
    if isinstance(count, int) and not isinstance(count, bool):
        return Repeat(Expression(str(count), count), int(most or MOST_INSTANCES))
    return Repeat(findings.expression(id, given, "count"), int(most or MOST_INSTANCES))


def _question(d: Mapping[str, Any], place: int, shared: Lists, findings: Findings) -> Question:
    id = d["id"] if isinstance(d.get("id"), str) and d["id"] else f"{place}번째 문항"
    kind = TYPES.get(str(d.get("type")))
    if kind is None:
        findings.add(id, "unknown_type", type=d.get("type"), known=", ".join(TYPES))
    else:
        findings.unknown(id, d, COMMON | kind.settings)
    if not _ID.fullmatch(id):
        findings.add(id, "bad_id")
    elif id in RESERVED:
        findings.add(id, "reserved_id")
    ruled = isinstance(d.get("required"), Mapping | str)
    question = Question(
        id=id,
        type=str(d.get("type")),
        label=findings.wording(id, d, "label", needed=d.get("type") != "calculate"),
        hint=findings.wording(id, d, "hint", needed=False),
        required=False if ruled else findings.flag(id, d, "required"),
        choices=choosing.choices(id, d, shared, findings),
        scale=d.get("scale") if isinstance(d.get("scale"), int) else None,
        unit=findings.wording(id, d, "unit", needed=False),
        minimum=findings.number(id, d, "min"),
        maximum=findings.number(id, d, "max"),
        decimals=int(findings.number(id, d, "decimals") or 0),
        domain=_domain(id, d, findings),
        bsi=_bsi(id, d, findings),
        section=None if d.get("section") is None else str(d["section"]),
        step=findings.number(id, d, "step"),
        metadata=findings.text(id, d, "metadata"),
        listed=d["choices"] if isinstance(d.get("choices"), str) else None,
        required_when=findings.expression(id, d, "required") if ruled else None,
        **_rules(id, d, findings),
    )
    for key in kind.problems(question) if kind else ():
        findings.add(id, key)
    return question


def _rules(id: str, d: Mapping[str, Any], findings: Findings) -> dict[str, Any]:
    """What every type of question may say besides its words."""
    return {
        **{name: findings.expression(id, d, name) for name in ("relevant", "constraint", "calculation", "filter")},
        **{
            name: findings.wording(id, d, name, needed=False)
            for name in ("required_message", "constraint_message", "guidance")
        },
        "default": _default(id, d, findings),
        "readonly": findings.flag(id, d, "readonly"),
        "appearance": findings.text(id, d, "appearance"),
        "media": findings.media(id, d),
    }


def _default(id: str, d: Mapping[str, Any], findings: Findings) -> Value | Expression | None:
    given = d.get("default")
    if isinstance(given, Mapping):
        findings.unknown(id, given, frozenset({"expression"}))
        return findings.expression(id, given, "expression")
    listed = isinstance(given, list) and all(isinstance(each, str) for each in given)
    if given is not None and not listed and not isinstance(given, bool | int | float | str):
        findings.add(id, "wrong_kind", entry="default", right="값, {expression} / a value, {expression}")
    return given


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


def _check_sections(sections: tuple[Section, ...], questions: tuple[Question, ...], findings: Findings) -> None:
    """Groups nest without a circle, a repeat's count has an id of its own, and a consent is always asked."""
    parents = {section.id: section.parent for section in sections}
    ids = {question.id for question in questions}
    free = {section.id for section in sections if not (section.relevant or section.repeat)}
    for section in sections:
        if section.parent is not None and section.parent not in parents:
            findings.add(section.id, "bad_section", section=section.parent)
        if section.id in chain(section.parent, parents):
            findings.add(section.id, "section_circle")
        if section.repeat and section.id in ids:
            findings.add(section.id, "duplicate_id")
    for question in questions:
        if question.type == "consent" and (question.relevant or not free.issuperset(chain(question.section, parents))):
            findings.add(question.id, "consent_always")


def chain(id: str | None, parents: Mapping[str, str | None]) -> list[str]:
    """A section and those it stands in, from the inside out; it ends at a circle or an unknown one."""
    found: list[str] = []
    while id is not None and id in parents and id not in found:
        found.append(id)
        id = parents[id]
    return found
