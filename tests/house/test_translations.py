"""Every Korean text of the workbench has an English translation with the same placeholders."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "app" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
METHODS = [("app/**.py", "python"), ("forms/**.py", "python"), ("transcripts/**.py", "python")]
METHODS += [("app/templates/**.html", "jinja2")]
OPTIONS = {"app/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
KEYWORDS = {"_": None, "_l": None, "N_": None, "Message": None, "gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def extracted() -> set[str]:
    found = extract_from_dir(ROOT, METHODS, OPTIONS, keywords=KEYWORDS)
    return {m if isinstance(m, str) else m[0] for _file, _line, m, _comments, _context in found}


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_is_translated_into_english() -> None:
    there = {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue() if m.id}
    missing = sorted(t for t in extracted() if t not in there or not there[t].string or there[t].fuzzy)
    assert missing == [], f"{len(missing)} texts without English"


def test_the_catalogue_has_no_text_that_is_no_longer_used() -> None:
    used = extracted()
    assert sorted(m.id for m in catalogue() if m.id and (m.id if isinstance(m.id, str) else m.id[0]) not in used) == []


def test_translations_keep_their_placeholders() -> None:
    for message in catalogue():
        if message.id and isinstance(message.id, str) and isinstance(message.string, str):
            assert set(PLACEHOLDER.findall(message.id)) == set(PLACEHOLDER.findall(message.string)), message.id


def test_texts_are_korean_and_catalogue_is_english() -> None:
    hangul = re.compile("[가-힣]")
    for message in catalogue():
        if message.id and isinstance(message.string, str) and message.id not in ("한국어",):
            assert not hangul.search(message.string.replace("목소리", "")), message.string
