"""A file of a questionnaire looked through before anything is stored: what it asks, what of it is not carried."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.findings import QuestionnaireError
from forms.questionnaire import Questionnaire
from forms.questions import Question, Wording
from forms.xlsform.findings import CHANGED, LOST, MENDED, OPINION, Finding
from forms.xlsform.importing import Imported, read
from forms.xlsform.languages import own_name
from forms.xlsform.sheets.workbook import NotAForm

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".json")
_LISTS = (("not_carried", LOST), ("changed", CHANGED), ("mended", MENDED), ("opinions", OPINION))
# Rules a definition may hold: of a question, and of a section.
_RULES = ("relevant", "required", "constraint", "calculation", "filter", "default", "repeat")


@dataclass(frozen=True)
class Wrong:
    """Why a file cannot be imported: the question's id (None: the file), and the sentence in both languages."""

    question: str | None
    what: Mapping[str, str]
    right: Mapping[str, str]


@dataclass(frozen=True)
class Checked:
    """A file that was looked through; without a questionnaire it cannot be imported, and `problems` say why."""

    file_name: str
    questionnaire: Questionnaire | None = None
    definition: Mapping[str, Any] = field(default_factory=dict)
    imported: Imported | None = None
    problems: tuple[Wrong, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.imported.findings if self.imported else ()


def check(data: bytes, file_name: str) -> Checked:
    """Look through a file; never raises for what it holds. The content tells a workbook from JSON, not the name."""
    if data[:2] in (b"PK", b"\xd0\xcf"):
        return _workbook(data, file_name)
    try:
        definition = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return _refused(file_name, Finding("neither"))
    try:
        return Checked(file_name, Questionnaire.from_dict(definition), definition)
    except QuestionnaireError as error:
        right = {lang: Finding("refused").instead(lang) for lang in ("ko", "en")}
        problems = ((p.question, {lang: p.say(lang) for lang in ("ko", "en")}) for p in error.problems)
        return Checked(file_name, problems=tuple(Wrong(id, what, right) for id, what in problems))


def _workbook(data: bytes, file_name: str) -> Checked:
    try:
        imported = read(data, file_name, second=True)
    except NotAForm as error:
        key, *reason = error.args
        return _refused(file_name, Finding(key, params=tuple(("reason", each) for each in reason)))
    return Checked(file_name, imported.questionnaire, imported.definition, imported)


def _refused(file_name: str, finding: Finding) -> Checked:
    what, right = ({lang: say(lang) for lang in ("ko", "en")} for say in (finding.what, finding.instead))
    return Checked(file_name, problems=(Wrong(None, what, right),))


def answer(checked: Checked) -> dict[str, Any]:
    """What `moksori questionnaire check --json` prints: docs/schemas/questionnaire-check.schema.json."""
    questionnaire = checked.questionnaire
    told = [_told(finding) for finding in checked.findings]
    head: dict[str, Any] = {
        "v": 1,
        "file": checked.file_name,
        "importable": questionnaire is not None,
        "problems": [{"question": w.question, "what": dict(w.what), "right": dict(w.right)} for w in checked.problems],
    }
    if questionnaire is None:
        return head
    asked = [_question(each, checked) for each in questionnaire.questions]
    rules = list(_rules(checked))
    return {
        **head,
        "code": questionnaire.id,
        "title": words(questionnaire.title, questionnaire),
        "languages": list(questionnaire.languages),
        "language_names": _language_names(checked),
        "sha256": questionnaire.sha256,
        "counts": {
            "questions": len(asked),
            "sections": len(questionnaire.sections),
            "repeats": sum(section.repeat is not None for section in questionnaire.sections),
            "rules_compiled": sum(rule["compiled"] for rule in rules),
            "rules_refused": sum(not rule["compiled"] for rule in rules),
            **{name: sum(each["kind"] == kind for each in told) for name, kind in _LISTS},
        },
        "questions": asked,
        "rules": rules,
        **{name: [each for each in told if each["kind"] == kind] for name, kind in _LISTS},
    }


def words(wording: Wording, questionnaire: Questionnaire) -> dict[str, str]:
    """A wording in the languages it was written in."""
    said = {"ko": "" if wording.first else wording.ko, "en": wording.en, **dict(wording.others)}
    first = questionnaire.languages[0]
    said[first] = wording.of(first)
    return {code: said[code] for code in questionnaire.languages if said.get(code)}


def _language_names(checked: Checked) -> dict[str, str]:
    """Names by code: as the workbook writes them, else the language's own."""
    assert checked.questionnaire is not None
    written = checked.definition.get("origin", {}).get("languages", {})
    return {code: written.get(code) or own_name(code) or code for code in checked.questionnaire.languages}


def _question(question: Question, checked: Checked) -> dict[str, Any]:
    questionnaire = checked.questionnaire
    assert questionnaire is not None
    row = checked.imported.rows.get(question.id) if checked.imported else None
    names = checked.definition.get("origin", {}).get("names", {})
    return {
        "id": question.id,
        "name": (row.get("name") if row else "") or names.get(question.id, question.id),
        "type": question.type,
        "written_type": row.get("type") if row else None,
        "sheet": row.sheet if row else None,
        "row": row.number if row else None,
        "section": question.section,
        "labels": words(question.label, questionnaire),
        "required": question.required or question.required_when is not None,
        "choices": [{"id": each.id, "labels": words(each.label, questionnaire)} for each in question.choices],
    }


def _rules(checked: Checked) -> Iterator[dict[str, Any]]:
    """Every rule with its row, carried or refused; of a JSON definition, all of which are carried, without rows."""
    if checked.imported is None:
        yield from _written_rules(checked.definition)
        return
    for rule in checked.imported.rules:
        reason = None if rule.reason is None else dict(zip(("ko", "en"), rule.reason, strict=True))
        yield {
            "question": rule.id,
            "entry": rule.entry,
            "sheet": rule.row.sheet,
            "row": rule.row.number,
            "source": rule.source,
            "compiled": rule.compiled,
            "reason": reason,
        }


def _written_rules(definition: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for each in (*definition.get("sections", ()), *definition["questions"]):
        for entry in _RULES:
            source = _source(each.get(entry), entry)
            if source:
                place = {"question": each["id"], "entry": entry, "sheet": None, "row": None}
                yield {**place, "source": source, "compiled": True, "reason": None}


def _source(given: Any, entry: str) -> str:
    """The text of a rule; "" where there is a plain value or nothing."""
    if entry == "default" or entry == "repeat":
        given = given.get("expression" if entry == "default" else "count") if isinstance(given, Mapping) else None
    if isinstance(given, Mapping):
        given = given.get("source")
    return given if isinstance(given, str) else ""


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "key": finding.key,
        "sheet": finding.sheet or None,
        "row": finding.row,
        "column": finding.column or None,
        "what": {lang: finding.what(lang) for lang in ("ko", "en")},
        "instead": {lang: finding.instead(lang) for lang in ("ko", "en")},
    }
