"""What the editor shows of a draft: its outline, what is wrong at which question, and a form to try in spite of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.surveys.drafting import edits
from app.surveys.drafting.reading import languages
from app.words.i18n import language
from forms.definition import chain
from forms.messages import say
from forms.questionnaire import DefinitionProblem, Questionnaire, QuestionnaireError

# Every round leaves something out, so it ends; more rounds than these a real draft has never needed.
_ROUNDS = 40
_LEFT_OUT = "–"


@dataclass(frozen=True)
class Group:
    """A section of the outline with its questions; None heads those that stand in none."""

    section: Mapping[str, Any] | None
    questions: tuple[Mapping[str, Any], ...]
    depth: int = 0


def outline(d: Mapping[str, Any]) -> list[Group]:
    """Sections in their order with their questions, and first what stands outside."""
    found = edits.questions(d)
    parents = {each["id"]: each.get("parent") for each in edits.sections(d)}
    loose = tuple(each for each in found if each.get("section") not in parents)
    groups = [Group(None, loose)] if loose else []
    for section in edits.sections(d):
        inside = tuple(each for each in found if each.get("section") == section["id"])
        groups.append(Group(section, inside, len(chain(section.get("parent"), parents))))
    return groups


def problems(d: Mapping[str, Any]) -> dict[str, list[str]]:
    """What keeps a draft from being published, by the id of its question or section; "" of the whole."""
    found: dict[str, list[str]] = {}
    for each in _problems(d):
        sentence = say(each.key, language(), **dict(each.params))
        if sentence not in found.setdefault(each.question or "", []):
            found[each.question or ""].append(sentence)
    return found


def part_at_fault(d: Mapping[str, Any], id: str) -> str:
    """The part of the editor in which what is wrong at an id is mended."""
    if id.startswith(("lists.", "files.")):
        return id.replace("s.", ":", 1)
    if any(each.get("id") == id for each in edits.sections(d)):
        return f"section:{id}"
    return f"question:{id}" if id else "questionnaire"


def _problems(d: Mapping[str, Any]) -> tuple[DefinitionProblem, ...]:
    try:
        Questionnaire.from_dict(d)
    except QuestionnaireError as error:
        return error.problems
    return ()


def tryable(d: Mapping[str, Any]) -> tuple[Questionnaire | None, list[str]]:
    """The questionnaire a draft would make, and the ids of what had to be left out of it.

    Words that are missing in one language are those of the other, a rule that cannot be read is left away, and a
    question with another fault is not shown. None where nothing is left.
    """
    left: list[str] = []
    d = _worded(d)
    for _round in range(_ROUNDS):
        faults = _problems(d)
        if not faults:
            return Questionnaire.from_dict(d), sorted(set(left))
        ids = {each.question for each in faults if each.question}
        left += sorted(ids)
        d = _without(d, ids)
        if not ids or not d["questions"]:
            break
    return None, sorted(set(left))


_RULES = ("relevant", "constraint", "calculation", "filter", "default")


def _without(d: Mapping[str, Any], ids: set[str]) -> dict[str, Any]:
    """First their rules go, and where they have none, they themselves."""
    kept = []
    for place, each in enumerate(d.get("questions", ()), 1):
        at_fault = each.get("id") in ids or f"{place}번째 문항" in ids
        if at_fault and any(name in each for name in _RULES) and each.get("type") != "calculate":
            kept.append({name: value for name, value in each.items() if name not in _RULES})
        elif not at_fault:
            kept.append(each)
    sections = [
        {name: value for name, value in each.items() if each.get("id") not in ids or name in ("id", "title", "parent")}
        for each in d.get("sections", ())
    ]
    return {**d, "sections": sections, "questions": kept}


def _worded(d: Mapping[str, Any]) -> dict[str, Any]:
    langs = languages(d)
    top = {name: _words(d[name], langs) for name in ("title", "intro") if d.get(name)}
    listed = {
        name: [_entry(each, langs) for each in d.get(name, ())] for name in ("sections", "questions") if name in d
    }
    lists = {name: [_optioned(each, langs) for each in choices] for name, choices in d.get("lists", {}).items()}
    files = {name: {**each, "alt": _words(each.get("alt"), langs)} for name, each in d.get("files", {}).items()}
    shared = {name: value for name, value in (("lists", lists), ("files", files)) if value}
    return {**d, **top, **listed, "questions": listed.get("questions", []), **shared}


def _entry(each: Mapping[str, Any], langs: list[str]) -> dict[str, Any]:
    worded: dict[str, Any] = {
        name: _words(each[name], langs) for name in ("title", "label", "hint", "unit") if each.get(name)
    }
    if "label" not in worded and each.get("type") not in (None, "calculate"):
        worded["label"] = dict.fromkeys(langs, _LEFT_OUT)
    if isinstance(each.get("choices"), list):
        worded["choices"] = [_optioned(c, langs) for c in each["choices"]]
    return {**each, **worded}


def _optioned(choice: Mapping[str, Any], langs: list[str]) -> dict[str, Any]:
    return {**choice, "label": _words(choice.get("label"), langs)}


def _words(given: Any, langs: list[str]) -> dict[str, str]:
    said = {code: text for code, text in (given or {}).items() if text} if isinstance(given, Mapping) else {}
    spare = next(iter(said.values()), _LEFT_OUT)
    return {code: said.get(code, spare) for code in langs}
