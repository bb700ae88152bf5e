"""A scheme to be read: what weighs how much, where levels begin, and why each number of it is what it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.evaluation.display.policy_words import SHARES, TITLES, TOLD, WORDS
from app.evaluation.display.wording import item_name
from app.evaluation.method.scheme_file import PRESETS
from app.surveys.asking.presets import shipped_questions
from app.words.formats import number, percent
from app.words.i18n import language
from app.words.labels import label

QUESTIONS = frozenset({"asking.problems", "asking.no_crisis"})


@dataclass(frozen=True)
class Setting:
    """One number of a scheme in words: what it sets, its value, and why; or questions, which are sentences."""

    name: str
    value: str
    why: str
    sentence: bool = False


@dataclass(frozen=True)
class Source:
    """An indicator or survey item of a domain: its share of the domain's numbers and its goalposts."""

    name: str
    survey: bool
    share: float
    upper: float
    lower: float


@dataclass(frozen=True)
class Part:
    """A domain with its weight, sources and themes."""

    domain: str
    weight: float
    sources: tuple[Source, ...]
    themes: tuple[str, ...]


def settings(definition: Mapping[str, Any]) -> list[tuple[str, list[Setting]]]:
    """Every number of a definition that no table of its own tells, under the headings of its parts."""
    groups: dict[str, list[Setting]] = {}
    shipped = _shipped(definition)
    order = list(WORDS)
    for key, value in sorted(
        _flat(definition), key=lambda each: order.index(each[0]) if each[0] in WORDS else len(order)
    ):
        part = key.rpartition(".")[0]
        name = _(WORDS[key][0]) if key in WORDS else key
        why = _why(definition, shipped, key, value)
        groups.setdefault(part, []).append(Setting(name, _value(key, value), why, key in QUESTIONS))
    return [(_(TITLES[part]) if part in TITLES else part, told) for part, told in groups.items()]


def changed_values(definition: Mapping[str, Any], names: Mapping[str, str]) -> list[Setting]:
    """Every value a draft changed, with the reason that was given for it then."""
    found, word = dict(_leaves(definition)), word_of(definition, names)
    reasons = definition.get("reasons", {})
    return [
        Setting(word(place), _value(place, found[place]), _in(why)) for place, why in reasons.items() if place in found
    ]


def _why(definition: Mapping[str, Any], shipped: Mapping[str, Any], key: str, value: Any) -> str:
    """The reason given where the value was changed; else the one of the value that ships, if it is that value."""
    reasons = definition.get("reasons", {})
    own = next((why for place, why in reasons.items() if place == key or place.startswith(f"{key}[")), None)
    if own:
        return _in(own)
    return _(WORDS[key][1]) if key in WORDS and shipped.get(key, value) == value else ""


def _shipped(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Values by key of the preset a scheme began as: the words beside them speak of these."""
    path = PRESETS.get(definition["id"]) if "method" in definition else None
    return dict(_flat(json.loads(path.read_text("utf-8")))) if path else {}


def _in(words: Mapping[str, str]) -> str:
    return words["en"] if language() == "en" else words["ko"]


def _leaves(data: Any, before: str = "") -> list[tuple[str, Any]]:
    """Single values by their place: domains[0].weight."""
    if isinstance(data, Mapping):
        return [
            each
            for key, value in data.items()
            if key != "reasons"
            for each in _leaves(value, f"{before}.{key}" if before else key)
        ]
    if isinstance(data, list):
        return [each for n, value in enumerate(data) for each in _leaves(value, f"{before}[{n}]")]
    return [(before, data)]


def parts(definition: Mapping[str, Any], names: Mapping[str, str], themes: Mapping[str, str]) -> list[Part]:
    """The domains; `names` says what indicators and items are called, `themes` what themes are."""
    placed = definition.get("themes", {})
    found = []
    for domain in definition["domains"]:
        whole = sum(each["weight"] for each in domain["indicators"])
        sources = tuple(
            Source(
                names.get(each["code"], each["code"]),
                each["source"] == "survey",
                each["weight"] / whole,
                each["upper"],
                each["lower"],
            )
            for each in domain["indicators"]
        )
        inside = tuple(themes.get(code, code) for code, place in placed.items() if place == domain["id"])
        found.append(Part(label(domain["id"], "domain"), domain["weight"], sources, inside))
    return found


def _flat(values: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Numbers, words and lists of numbers by their dotted keys, without the scheme's own words."""
    found: list[tuple[str, Any]] = []
    for key, value in values.items():
        path = f"{before}{key}"
        if path in TOLD:
            continue
        if isinstance(value, Mapping):
            found += _flat(value, f"{path}.")
        elif before or not isinstance(value, str):
            found.append((path, value))
    return found


def _asked(question_id: str, choice_id: str = "") -> str:
    """A question of the questionnaires that are shipped, with an answer to it; what none of them asks by its id."""
    question = shipped_questions().get(question_id)
    choice = question.choice(choice_id) if question and choice_id else None
    title = question.label.of(language()) if question else question_id
    return f"{title} – {choice.label.of(language()) if choice else choice_id}" if choice_id else title


def _value(key: str, value: Any) -> str:
    if key == "asking.problems":
        return " · ".join(map(_asked, value))
    if key == "asking.no_crisis":
        return " · ".join(_asked(each["question"], each["answer"]) for each in value)
    if isinstance(value, Mapping):
        return ": ".join(str(each) for each in value.values())
    if isinstance(value, bool):
        return _("예") if value else _("아니요")
    if isinstance(value, list):
        return " · ".join(_value("", each) for each in value)
    if isinstance(value, str):
        return {"nation": _("전국"), "city": _("부산")}.get(value, value)
    if key in SHARES:
        return percent(value)
    return str(value) if key.endswith("seed") else number(value, 0 if value == int(value) else 2)


def triggers(definition: Mapping[str, Any], language: str) -> list[str]:
    """The rules that set an area on watch at once."""
    found = definition.get("monitoring", {}).get("triggers", [])
    return [str(each.get(f"name_{language}") or each["name_ko"]) for each in found]


def indicator_names(
    definition: Mapping[str, Any], indicators: Mapping[str, sqlite3.Row], waves: tuple[str, ...]
) -> dict[str, str]:
    """Code to name of every indicator and survey item of a definition."""
    return {
        each["code"]: item_name(
            each["code"], "survey" if each["source"] == "survey" else "indicator", indicators, waves
        )
        for domain in definition["domains"]
        for each in domain["indicators"]
    }


def word_of(definition: Mapping[str, Any], names: Mapping[str, str]) -> Callable[[str], str]:
    """What a place of a definition is called, as `domains[0].weight`; where it has no words, the place itself."""
    words = {key: _(told) for key, (told, _why) in WORDS.items()}
    for d, domain in enumerate(definition["domains"]):
        words[f"domains[{d}].weight"] = _("%(domain)s 영역의 비중", domain=label(domain["id"], "domain"))
        for i, each in enumerate(domain["indicators"]):
            name, place = names.get(each["code"], each["code"]), f"domains[{d}].indicators[{i}]"
            words[f"{place}.weight"] = _("%(name)s: 영역 안의 비중", name=name)
            words[f"{place}.upper"] = _("%(name)s: 0점 기준", name=name)
            words[f"{place}.lower"] = _("%(name)s: 100점 기준", name=name)
    for k, level in enumerate(definition["levels"]):
        words[f"levels[{k}].start"] = _("‘%(level)s’의 시작", level=label(level["id"], "level"))
    words |= {"reason_ko": _("바꾸는 까닭"), "reason_en": _("바꾸는 까닭(영어)")}
    words |= {"legal_basis_ko": _("법적 근거"), "legal_basis_en": _("법적 근거(영어)")}
    return lambda place: words.get(place, place)
