"""A codebook's content as plain values in the form of codebook.json: tidied, compared by digest, looked up."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

Definition = dict[str, Any]

# What a theme says in words, each in both languages.
WORDS = tuple(f"{part}_{lang}" for part in ("name", "definition", "include", "exclude") for lang in ("ko", "en"))
# What a theme may say besides: what is typical of it, and its color, one of the twelve.
MORE = ("examples_ko", "examples_en", "colour")
# Twelve hues that differ for people who see few colors too, and darker than 4.5:1 on white: they stand as lines, stripes
# and behind white letters. A color is never the only sign: two letters stand beside it. Chosen, not measured.
COLOURS = (
    *("#0b62c4", "#c2410c", "#0f7b4f", "#a21caf", "#8a6100", "#0e7490"),
    *("#6d28d9", "#b3141d", "#4d7c0f", "#be185d", "#475569", "#92400e"),
)
TERM_FIELDS = ("lang", "form", "kind", "weight", "note")
Key = tuple[str, str, str]


def plain(text: str) -> str:
    """Composed, with single spaces: how forms and notes are kept, so that a file brings them back unchanged."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain_form(text: str) -> str:
    """A term's form: full-width and spaced tildes become the one of a near pattern."""
    return "~".join(part.strip() for part in plain(text).replace("～", "~").split("~"))


def tidied(definition: Mapping[str, Any]) -> Definition:
    """The same content in one order: themes by position, terms by language, weight and form."""
    return {"themes": [_theme(t) for t in sorted(definition["themes"], key=lambda t: (t["position"], t["id"]))]}


def _theme(raw: Mapping[str, Any]) -> dict[str, Any]:
    yields = [_yield(each) for each in raw.get("yields") or ()]
    return {
        "id": raw["id"],
        "position": raw["position"],
        "domain": raw["domain"],
        **{field: raw[field] for field in WORDS},
        # Left out where there is none, so that contents of before keep their digest.
        **{field: raw[field] for field in MORE if raw.get(field)},
        **({"yields": yields} if yields else {}),
        "terms": in_order([term(t) for t in raw["terms"]]),
    }


def _yield(raw: Mapping[str, Any]) -> dict[str, Any]:
    """An exclusion rule as it is kept; the order of the rules counts, that of their terms does not."""
    forms = {lang: sorted(plain_form(form) for form in raw.get(lang) or ()) for lang in ("ko", "en")}
    return {"to": raw["to"], **forms, **{why: plain(raw.get(why) or "") for why in ("why_ko", "why_en")}}


def term(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A term as it is kept."""
    return {
        "lang": raw["lang"],
        "form": plain_form(raw["form"]),
        "kind": raw["kind"],
        "weight": float(raw["weight"]),
        "note": plain(raw.get("note") or ""),
    }


def in_order(terms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(terms, key=lambda t: (t["lang"] != "ko", -t["weight"], t["form"]))


def digest(definition: Mapping[str, Any]) -> str:
    """SHA-256 of the content, whatever the order it is written in."""
    canonical = json.dumps(tidied(definition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def theme_of(definition: Mapping[str, Any], code: str) -> dict[str, Any] | None:
    return next((t for t in definition["themes"] if t["id"] == code), None)


def codes_by_word(definition: Mapping[str, Any]) -> dict[str, str]:
    """What a person may write for a theme, caseless: its code, or a name that no other theme goes by."""
    meant: dict[str, set[str]] = {}
    for theme in definition["themes"]:
        for name in (theme["name_ko"], theme["name_en"]):
            meant.setdefault(plain(name).casefold(), set()).add(theme["id"])
    names = {name: next(iter(codes)) for name, codes in meant.items() if len(codes) == 1}
    return {**names, **{theme["id"].casefold(): theme["id"] for theme in definition["themes"]}}


def term_of(definition: Mapping[str, Any], key: Key) -> dict[str, Any] | None:
    """The term of a theme by (theme, language, form)."""
    theme, lang, form = key
    found = theme_of(definition, theme) or {"terms": ()}
    return next((t for t in found["terms"] if (t["lang"], t["form"]) == (lang, form)), None)


def with_term(definition: Definition, key: Key, value: Mapping[str, Any] | None) -> Definition:
    """A copy in which the term at `key` is `value`; None takes it away. Its theme must be there."""
    theme, lang, form = key

    def changed(found: dict[str, Any]) -> dict[str, Any]:
        kept = [t for t in found["terms"] if (t["lang"], t["form"]) != (lang, form)]
        return {**found, "terms": in_order(kept + ([term(value)] if value else []))}

    return {"themes": [changed(t) if t["id"] == theme else t for t in definition["themes"]]}


def with_terms(definition: Definition, code: str, terms: list[dict[str, Any]]) -> Definition:
    """A copy in which a theme has just these terms."""
    return {"themes": [{**t, "terms": in_order(terms)} if t["id"] == code else t for t in definition["themes"]]}


def with_words(definition: Definition, code: str, words: Mapping[str, Any]) -> Definition:
    """A copy in which a theme's names and criteria are these."""
    return {"themes": [_filled({**t, **words}) if t["id"] == code else t for t in definition["themes"]]}


def _filled(theme: dict[str, Any]) -> dict[str, Any]:
    """A theme without what it may say besides and does not."""
    return {field: value for field, value in theme.items() if value or field not in MORE}


def with_theme(definition: Definition, theme: Mapping[str, Any]) -> Definition:
    """A copy with one more theme, last in order."""
    position = max((t["position"] for t in definition["themes"]), default=0) + 1
    return {"themes": [*definition["themes"], _filled({**theme, "position": position})]}


def without_theme(definition: Definition, code: str, into: str = "") -> Definition:
    """A copy without a theme; rules that gave way to it give way to the one it goes into, or are gone."""

    def rules(theme: dict[str, Any]) -> list[dict[str, Any]]:
        kept = [rule for rule in theme.get("yields") or () if rule["to"] != code or into not in ("", theme["id"])]
        return [{**rule, "to": into} if rule["to"] == code else rule for rule in kept]

    return {
        "themes": [
            {**t, **({"yields": rules(t)} if t.get("yields") else {})} for t in definition["themes"] if t["id"] != code
        ]
    }
