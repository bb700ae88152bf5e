"""The sheet settings: title, code and language of the form, what the house adds, and the rest to be given back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from forms.xlsform import languages
from forms.xlsform.findings import Findings
from forms.xlsform.rows.outline import Outline
from forms.xlsform.rows.rules import Owner, written_name
from forms.xlsform.rows.sections import kept_appearance
from forms.xlsform.sheets.tables import Row, Table
from forms.xlsform.sheets.wordings import Wordings

_READ = frozenset({"form_title", "form_id", "default_language"})
# What cannot stand between the braces of `${…}`: such a name is not given back.
_UNNAMEABLE = re.compile(r"[{}$#'\"]")
_WHOLE = ("minutes", "keep_years")


def _row(table: Table | None) -> Row | None:
    return next((row for row in table.rows if row.cells), None) if table else None


def settings(table: Table | None, findings: Findings) -> Mapping[str, str]:
    """The settings that stand once, by name."""
    row = _row(table)
    if row is None or table is None:
        return {}
    for later in table.rows:
        if later.number > row.number and later.cells:
            findings.add("setting_later", later.sheet, later.number)
    return {name: row.get(name) for name, _language in row.cells}


def top(
    table: Table | None, words: Wordings, findings: Findings, stem: str, asked: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The entries of the definition above its questions."""
    row = _row(table)
    title = _title(row, words) if row else {}
    code = row.get("form_id") if row else ""
    if not title:
        findings.add("title_missing", title=code or stem or "XLSForm")
        title = words.same(code or stem or "XLSForm")
    found: dict[str, Any] = {"id": code or stem or title[words.first], "title": title}
    if row:
        if intro := words.of(row, "moksori_intro", told=False):
            found["intro"] = intro
        if pages := row.get("moksori_pages") or ("section" if "pages" in row.get("style").split() else ""):
            found["pages"] = pages
        if files := _files(row.get("moksori_files")):
            found["files"] = files
        for name in _WHOLE:
            if (text := row.get(f"moksori_{name}")).isdigit():
                found[name] = int(text)
    if not _house(words, found, asked) or (row and row.get("moksori_languages")):
        found["languages"] = list(words.codes)
    return found


def _files(text: str) -> dict[str, Any]:
    """Pictures by name, as an export wrote them: their hash and the words for them."""
    try:
        found = json.loads(text) if text else {}
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _title(row: Row, words: Wordings) -> dict[str, str]:
    """XLSForm has one title: in the first language. Those in others stand in a column of the house."""
    written = row.get("form_title")
    others = {words.by_written.get(lang, lang): text for lang, text in row.by_language("moksori_title").items()}
    return {**others, words.first: written} if written else {}


def _house(words: Wordings, found: Mapping[str, Any], asked: Sequence[Mapping[str, Any]]) -> bool:
    """Whether everything is said in Korean and English, as the house's own questionnaires are."""
    if tuple(words.codes) != languages.HOUSE:
        return False
    wordings = [found["title"], *(each[name] for each in asked for name in ("label", "hint") if name in each)]
    return all(set(languages.HOUSE) <= set(each) for each in wordings)


def origin(rows: Outline, words: Wordings, table: Table | None) -> dict[str, Any]:
    """What the workbook called things, so that an export gives it back."""
    owners: list[Owner] = [*rows.groups, *rows.items]
    alike = [written_name(owner) for owner in owners]
    named = zip(owners, alike, strict=True)
    names = {owner.id: name for owner, name in named if alike.count(name) == 1 and _given_back(owner, name)}
    found = {
        "names": names,
        "languages": dict(words.names),
        "appearances": {group.id: kept for group in rows.groups if (kept := kept_appearance(group))},
        "settings": _kept(_row(table)),
    }
    return {"format": "xlsform", **{name: value for name, value in found.items() if value}}


def _given_back(owner: Owner, name: str) -> bool:
    return bool(name != owner.id and owner.row.get("name") and not _UNNAMEABLE.search(name))


def _kept(row: Row | None) -> dict[str, str]:
    if row is None:
        return {}
    own = {name: text for (name, _l), text in row.cells.items() if name not in _READ and not name.startswith("moksori")}
    return {**own, **row.others}
