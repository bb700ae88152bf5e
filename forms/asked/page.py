"""What a page shows of a form beyond its fields: steps, words with answers in them, sentences for its script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from markupsafe import Markup, escape

from forms.asked.layout import Asked, Node, Part
from forms.keys import base, key
from forms.messages import say
from forms.questions import TYPES, Wording
from forms.questions.question import NOT_APPLICABLE

if TYPE_CHECKING:
    from forms.asked.building import QuestionnaireForm
    from forms.definition import Section
    from forms.questionnaire import Questionnaire

_NAMED = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")
# Stands in the words until an answer is there to say.
_UNKNOWN = "…"


@dataclass(frozen=True)
class Step:
    """A card of the page: a section, or questions that stand in none."""

    section: Section | None
    key: str
    nodes: tuple[Node, ...]


def steps(nodes: tuple[Node, ...]) -> list[Step]:
    """Each section and repeat on the outside a step, and what stands between them one."""
    found = []
    for loose, group in groupby(nodes, lambda node: isinstance(node, Asked)):
        together = tuple(group)
        if loose:
            found.append(Step(None, "", together))
        for node in () if loose else together:
            children = node.children if isinstance(node, Part) else (node,)
            found.append(Step(node.section, node.key, children))  # type: ignore[union-attr]
    return [step for step in found if _shown(step.nodes)]


def _shown(nodes: tuple[Node, ...]) -> bool:
    """Whether there is anything to see: calculations alone are no step."""
    return any(not isinstance(node, Asked) or node.question.type != "calculate" for node in nodes)


def said(form: QuestionnaireForm, wording: Wording, at: str) -> Markup:
    """Words with the answers named in them, each in a mark of its own, which the page's script keeps up to date."""
    found, last, text = Markup(), 0, wording.of(form.lang)
    for name in _NAMED.finditer(text):
        known = _told(form.questionnaire, form.lang, form.known, name[1], at)
        found += escape(text[last : name.start()]) + Markup('<span data-fill="{}">{}</span>').format(name[1], known)
        last = name.end()
    return found + escape(text[last:])


def plain(questionnaire: Questionnaire, lang: str, known: Mapping[str, Any], text: str, at: str) -> str:
    """Words with the answers named in them, as text."""
    return _NAMED.sub(lambda name: _told(questionnaire, lang, known, name[1], at), text)


def _told(questionnaire: Questionnaire, lang: str, known: Mapping[str, Any], id: str, at: str) -> str:
    question = questionnaire.question(id)
    if question is None:
        return _UNKNOWN
    around = at[at.index("[") + 1 : -1].split(".") if at.endswith("]") else []
    value = known.get(key(id, around[: len(questionnaire.repeats_around(id))]))
    return TYPES[question.type].as_text(value, question, lang) or _UNKNOWN


def words(questionnaire: Questionnaire, lang: str) -> dict[str, Any]:
    """Sentences by question, and those of the page itself."""
    asked = [each for each in questionnaire.questions if TYPES[each.type].asks]
    return {
        "lang": lang,
        "none": NOT_APPLICABLE,
        "choice": say("no_choice", lang),
        "questions": {each.id: TYPES[each.type].sentences(each, lang) for each in asked},
        "units": {each.id: each.unit.of(lang) for each in questionnaire.questions if each.unit},
    }


def tongues(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    """The questionnaire's languages by code, each named in itself."""
    return [(code, name_of(code, questionnaire.language_names)) for code in questionnaire.languages]


def name_of(code: str, names: Mapping[str, str], lang: str | None = None) -> str:
    """A language's name, in itself or in `lang`; one that only its workbook knows is called as it is there."""
    try:
        return Locale.parse(code, sep="-").get_display_name(lang) or names.get(code, code)
    except (ValueError, UnknownLocaleError):
        return names.get(code, code)


def where(form: QuestionnaireForm, key_: str) -> str:
    """Words by which a list of faults names a question; inside a repeat with its number."""
    question = form.questionnaire.question(base(key_))
    inside = key_[key_.index("[") + 1 : -1] if key_.endswith("]") else ""
    words = question.label.of(form.lang) if question else key_
    label = plain(form.questionnaire, form.lang, form.known, words, key_)
    return f"{label} ({inside})" if inside else label
