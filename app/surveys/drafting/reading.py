"""What the editor's form says of a question, a section or the whole questionnaire, as an entry of the definition."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from app.surveys.drafting import edits, picking
from forms.definition import chain

Sent = MultiDict[str, str]
_WORDS = ("label", "hint", "unit", "constraint_message")
_NUMBERS = ("min", "max", "step", "decimals")
_RULES = ("constraint", "calculation", "filter")
_ATTRIBUTE = "choice-attribute."
# A code as the page offers it for a new option.
_CODE = re.compile(r"c[1-9][0-9]{0,5}")
# What each type of question may say beside the words and rules that all may.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "likert": ("scale", "bsi"),
    "single": ("choices",),
    "multiple": ("choices", "max"),
    "rank": ("choices",),
    "number": ("min", "max", "unit", "decimals"),
    "range": ("min", "max", "step", "unit", "decimals"),
    "text": ("max",),
}


def languages(d: Mapping[str, Any]) -> list[str]:
    """The languages a questionnaire is asked in."""
    return list(d.get("languages") or ("ko", "en"))


def text(sent: Sent, name: str) -> str:
    """One field as it is stored: composed, without blanks at its ends, line ends as one sign."""
    return unicodedata.normalize("NFC", sent.get(name, "")).replace("\r\n", "\n").strip()


def wording(sent: Sent, name: str, old: Any, langs: Iterable[str]) -> dict[str, str]:
    """The words of an entry in every language; a field that was not sent leaves what stood."""
    was = old if isinstance(old, Mapping) else {}
    found = {code: text(sent, f"{name}.{code}") if f"{name}.{code}" in sent else was.get(code, "") for code in langs}
    return {code: words for code, words in found.items() if words}


def question(sent: Sent, old: Mapping[str, Any], d: Mapping[str, Any], used: Iterable[str]) -> dict[str, Any]:
    """A question as the form has it; what the form does not show stays. `used`: codes no new option may get."""
    kind = str(old.get("type"))
    found = dict(old)
    for name in _WORDS:
        if name in ("label", "hint", "constraint_message") or name in SETTINGS.get(kind, ()):
            _set(found, name, wording(sent, name, old.get(name), languages(d)))
    for name in _NUMBERS:
        if name in sent and name in SETTINGS.get(kind, ()):
            _set(found, name, number(text(sent, name)))
    if "choices" in SETTINGS.get(kind, ()) and not isinstance(old.get("choices"), str):
        found["choices"] = choices(sent, old.get("choices") or [], languages(d), used)
    _classify(sent, found, kind)
    _rule(sent, found, d)
    return found


def _set(found: dict[str, Any], name: str, value: Any) -> None:
    if value in (None, "", {}):
        found.pop(name, None)
    else:
        found[name] = value


def number(given: str) -> int | float | str | None:
    """A number; what is none stays as it was typed and is named among the problems."""
    try:
        value = float(given.replace(",", ""))
    except ValueError:
        return given or None
    return int(value) if value == int(value) else value


def choices(sent: Sent, old: list[Mapping[str, Any]], langs: list[str], used: Iterable[str]) -> list[dict[str, Any]]:
    """The options in the order of the form. A line whose code is not known and that has words is a new option.

    Its code is the one the page offered, so that the same line sent twice is one option; one that was used before is
    replaced by another.
    """
    known = {each["id"]: dict(each) for each in old}
    taken, alone, found = {*used, *known}, sent.getlist("choice-alone"), []
    for place, id in enumerate(sent.getlist("choice-id")):
        words = {code: _at(sent, f"choice.{code}", place) for code in langs}
        words = {code: each for code, each in words.items() if each}
        if id not in known:
            if not words:
                continue
            id = id if _CODE.fullmatch(id) and id not in taken else edits.next_id("c", taken)
            taken.add(id)
        made = {**known.get(id, {}), "id": id, "label": words}
        made.pop("exclusive", None)
        _attributed(sent, made, place)
        found.append({**made, **({"exclusive": True} if id in alone else {})})
    return _done(found, sent.get("choice-do", ""))


def _attributed(sent: Sent, choice: dict[str, Any], place: int) -> None:
    """What a filter may ask of it, a field for each name."""
    names = [name.removeprefix(_ATTRIBUTE) for name in dict.fromkeys(sent) if name.startswith(_ATTRIBUTE)]
    if names:
        said = {name: _at(sent, f"{_ATTRIBUTE}{name}", place) for name in names}
        _set(choice, "attributes", {name: text for name, text in said.items() if text})


def _at(sent: Sent, name: str, place: int) -> str:
    given = sent.getlist(name)
    return unicodedata.normalize("NFC", given[place]).strip() if place < len(given) else ""


def _done(found: list[dict[str, Any]], act: str) -> list[dict[str, Any]]:
    """After the button beside an option: up, down, or retired."""
    verb, _colon, id = act.partition(":")
    at = next((n for n, each in enumerate(found) if each["id"] == id), None)
    if at is None:
        return found
    one = found.pop(at)
    if verb != "retire":
        found.insert(max(0, at + (1 if verb == "down" else -1)), one)
    return found


def _classify(sent: Sent, found: dict[str, Any], kind: str) -> None:
    """Required or not, the domain it speaks for, the points of a scale, the index it feeds."""
    if "is-question" not in sent:
        return
    if isinstance(found.get("required"), bool | None) and ("required" in sent) != bool(found.get("required")):
        _set(found, "required", "required" in sent or None)
    _set(found, "domain", sent.get("domain"))
    if kind == "likert":
        found["scale"] = 3 if sent.get("scale") == "3" else 5
        item, _colon, period = sent.get("bsi", "").partition(":")
        _set(found, "bsi", {"item": item, "period": period} if period else None)


def _rule(sent: Sent, found: dict[str, Any], d: Mapping[str, Any]) -> None:
    """Rules by picking; the text in the fold counts where it was changed, and one untouched keeps its tree."""
    written = [name for name in ("relevant", *_RULES) if name in sent and text(sent, name) != source(found.get(name))]
    for name in written:
        _set(found, name, text(sent, name))
    if "rule-join" in sent and "relevant" not in written:
        types = {each["id"]: each["type"] for each in edits.questions(d)}
        lines = zip(sent.getlist("rule-question"), sent.getlist("rule-how"), sent.getlist("rule-value"), strict=False)
        rule = picking.read(sent["rule-join"], lines, types)
        if rule != (rule_of(found.get("relevant")) or picking.Picked((), rule.join)):
            _set(found, "relevant", picking.source(rule, types))


def source(rule: Any) -> str:
    """The text of a rule as it is stored: a text, or with its tree."""
    return str(rule.get("source", "")) if isinstance(rule, Mapping) else "" if rule is None else str(rule)


def rule_of(rule: Any) -> picking.Picked | None:
    """The rule as the picker shows it; None where there is none or it says more than can be picked."""
    if not rule:
        return None
    return picking.of_source(source(rule))


def section(sent: Sent, old: Mapping[str, Any], d: Mapping[str, Any]) -> dict[str, Any]:
    """A section as the form has it."""
    found = dict(old)
    _set(found, "title", wording(sent, "title", old.get("title"), languages(d)))
    _set(found, "layout", sent.get("layout", found.get("layout", "")))
    if "parent" in sent:
        _set(found, "parent", _parent(sent["parent"], old["id"], d))
    if "repeat-how" in sent:
        repeat = _repeat(sent, old.get("repeat"))
        found.pop("repeat", None)
        if repeat is not None:
            found["repeat"] = repeat
    _rule(sent, found, d)
    return found


def _parent(asked: str, id: str, d: Mapping[str, Any]) -> str | None:
    """The section it is to stand in; none that stands in it itself."""
    parents = {each["id"]: each.get("parent") for each in edits.sections(d)}
    return asked if asked in parents and id not in (asked, *chain(parents[asked], parents)) else None


def _repeat(sent: Sent, old: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """How often a section is answered: once, as often as the respondent likes, as an answer or a rule says."""
    how = sent["repeat-how"]
    if not how:
        return None
    found: dict[str, Any] = {}
    if how.startswith("ask:"):
        found["count"] = f"${{{how.removeprefix('ask:')}}}"
    elif how == "rule":
        count = number(text(sent, "repeat-count")) or 2  # until the field, which shows then, says how many
        found["count"] = count if isinstance(count, int) else text(sent, "repeat-count")
    _set(found, "most", number(text(sent, "repeat-most")))
    was = dict(old or {})
    if "count" in found and source(was.get("count")) == str(found["count"]):
        found["count"] = was["count"]  # untouched: it keeps its tree
    return found


def repeated_how(repeat: Mapping[str, Any] | None) -> str:
    """The word of the form for how often a section is answered."""
    if repeat is None:
        return ""
    count = source(repeat.get("count"))
    one = re.fullmatch(r"\$\{([a-z][a-z0-9_]*)\}", count)
    return f"ask:{one[1]}" if one else "rule" if count else "free"


def shared_list(sent: Sent, old: Mapping[str, Any], d: Mapping[str, Any], used: Iterable[str]) -> dict[str, Any]:
    """A list that several questions offer, as the form has it."""
    return {**old, "choices": choices(sent, old["choices"], languages(d), used)}


def file(sent: Sent, old: Mapping[str, Any], d: Mapping[str, Any]) -> dict[str, Any]:
    """A picture with the words for it."""
    return {**old, "alt": wording(sent, "alt", old.get("alt"), languages(d))}


def top(sent: Sent, d: Mapping[str, Any]) -> dict[str, Any]:
    """Title, introduction, minutes and years of keeping."""
    found = edits.part(d, "questionnaire")
    for name in ("title", "intro"):
        _set(found, name, wording(sent, name, d.get(name), languages(d)))
    for name in ("minutes", "keep_years"):
        if name in sent:
            _set(found, name, number(text(sent, name)))
    _set(found, "pages", sent.get("pages", found.get("pages", "")))
    return found
