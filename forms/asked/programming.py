"""The program of a questionnaire: what both interpreters need to know of it, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forms.questions.question import Choice, Expression, Question

if TYPE_CHECKING:
    from forms.definition import Section
    from forms.questionnaire import Questionnaire


def program(questionnaire: Questionnaire) -> dict[str, Any]:
    """Questions in the order of the page with their trees and bounds, and the sections they stand in."""
    return {
        "v": 1,
        "languages": list(questionnaire.languages),
        "questions": [_question(questionnaire, each) for each in questionnaire.questions],
        "sections": [_section(questionnaire, each) for each in questionnaire.sections],
    }


def _tree(rule: Expression | None) -> Any:
    return None if rule is None else rule.tree


def _question(questionnaire: Questionnaire, question: Question) -> dict[str, Any]:
    default = question.default
    return {
        "id": question.id,
        "type": question.type,
        "section": None if question.section is None else questionnaire.section_key(question.section),
        "relevant": _tree(question.relevant),
        "required": _tree(question.required_when) if question.required_when else question.required,
        "constraint": _tree(question.constraint),
        "calculation": _tree(question.calculation),
        "default": {"tree": default.tree} if isinstance(default, Expression) else default,
        "readonly": question.readonly,
        # 해당 없음 is no choice: it is offered where such a question may be left out, whatever a filter says.
        "choices": [_choice(questionnaire, each) for each in question.choices] or None,
        "filter": _tree(question.filter),
        "min": question.minimum,
        "max": question.maximum,
        "decimals": question.decimals,
    }


def _choice(questionnaire: Questionnaire, choice: Choice) -> dict[str, Any]:
    told = {"id": choice.id, "attributes": dict(choice.attributes), "exclusive": choice.exclusive}
    if '"jr:choice-name"' not in questionnaire.canonical:
        return told
    return {**told, "label": {lang: choice.label.of(lang) for lang in questionnaire.languages}}


def _section(questionnaire: Questionnaire, section: Section) -> dict[str, Any]:
    repeat = section.repeat
    return {
        "id": questionnaire.section_key(section.id),
        "parent": None if section.parent is None else questionnaire.section_key(section.parent),
        "relevant": _tree(section.relevant),
        "repeat": None if repeat is None else {"count": _tree(repeat.count), "most": repeat.most},
    }
