"""What is wrong or worth knowing about a term before it is saved: faults stop it, warnings and notes do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.codebook.definitions import Definition, Key
from nlp.reading.language import has_hangul

ERROR, WARNING, NOTE = "error", "warning", "note"
# The longest term that ships has 31 letters; what is longer than this is rather a pasted sentence. Chosen.
LONGEST = 80
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Check:
    """One finding; `code` names the sentence, `other` is what it speaks of, `count` how often it stands somewhere."""

    level: str
    code: str
    other: str = ""
    count: int = 0


def faults(term: dict[str, Any], siblings: Iterable[dict[str, Any]]) -> list[Check]:
    """What stops a term from being saved; `siblings` are the other terms of its theme."""
    form, found = term["form"], []
    if not _LETTER.search(form):
        found.append(Check(ERROR, "empty"))
    elif len(form) > LONGEST:
        found.append(Check(ERROR, "long", count=LONGEST))
    if not 0 < term["weight"] <= 1:
        found.append(Check(ERROR, "weight"))
    if ("~" in form) != (term["kind"] == "near"):
        found.append(Check(ERROR, "surface" if "~" in form else "near"))
    elif term["kind"] == "near" and not _pair(form):
        found.append(Check(ERROR, "near"))
    if term["lang"] == "en" and has_hangul(form):
        found.append(Check(ERROR, "hangul"))
    if any(t["lang"] == term["lang"] and t["form"].casefold() == form.casefold() for t in siblings):
        found.append(Check(ERROR, "doubled"))
    return found


def _pair(form: str) -> bool:
    """Whether a near pattern is two single words: what stands between them is looked for in the sentence."""
    parts = form.split("~")
    return len(parts) == 2 and all(part and " " not in part and _LETTER.search(part) for part in parts)


def advice(definition: Definition, key: Key, term: dict[str, Any]) -> list[Check]:
    """What to think of before a term is kept; nothing here stops it."""
    theme, form = key[0], term["form"]
    found = [
        Check(WARNING, "shared", other=t["id"])
        for t in definition["themes"]
        if t["id"] != theme and any(o["lang"] == term["lang"] and o["form"] == form for o in t["terms"])
    ]
    if is_syllable(form):
        found.append(Check(WARNING, "syllable"))
    own = next((t for t in definition["themes"] if t["id"] == theme), {"terms": ()})
    found += [Check(WARNING, "alike", other=o["form"]) for o in own["terms"] if alike(o, term)]
    longer = [o["form"] for t in definition["themes"] if t["id"] != theme for o in t["terms"] if stands_in(term, o)]
    if longer:
        found.append(Check(WARNING, "inside", other=", ".join(longer[:3]), count=len(longer)))
    covering = [o["form"] for o in own["terms"] if covers(o, term)]
    if covering:
        found.append(Check(NOTE, "covered", other=max(covering, key=len)))
    return found


def _letters(form: str) -> str:
    return "".join(form.casefold().replace("~", " ").split())


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two terms differ in nothing but spaces or a tilde: they find the same, near enough."""
    same = one["lang"] == other["lang"] and _letters(one["form"]) == _letters(other["form"])
    return same and one["form"].casefold() != other["form"].casefold()


def stands_in(short: dict[str, Any], long: dict[str, Any]) -> bool:
    """Whether a word is part of what a longer term names: one of its words, or the beginning or end of one."""
    form = short["form"].casefold()
    if short["lang"] != long["lang"] or short["kind"] == "near" or " " in form or len(form) < 2:
        return False
    words = long["form"].casefold().replace("~", " ").split()
    part = short["lang"] == "ko" and any(w != form and (w.startswith(form) or w.endswith(form)) for w in words)
    return part or (len(words) > 1 and form in words)


def fixed_letters(term: dict[str, Any]) -> list[str]:
    """The letters every use of a term has; none where its words bend (English, verbs, near patterns)."""
    words = term["form"].split()
    bends = term["lang"] == "en" or term["kind"] == "near" or any(len(w) > 1 and w.endswith("다") for w in words)
    return [] if bends else words


def is_syllable(form: str) -> bool:
    """Whether a form is one Korean syllable, which stands in many words that mean something else."""
    return len(form) == 1 and has_hangul(form)


def covers(short: dict[str, Any], long: dict[str, Any]) -> bool:
    """Whether whatever the longer term finds is found by the shorter one anyhow: its words stand in the other's."""
    if short["lang"] != long["lang"] or {short["kind"], long["kind"]} != {"surface"} or short["weight"] < 1:
        return False
    words, inner = long["form"].casefold().split(), short["form"].casefold().split()
    starts = range(len(words) - len(inner) + 1)
    return len(inner) < len(words) and any(words[n : n + len(inner)] == inner for n in starts)
