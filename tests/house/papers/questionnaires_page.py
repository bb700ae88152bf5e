"""docs/questionnaires.md: the table of what XLSForm has and what of it works here, from the reader's own data.

Run as a program this writes the page anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from forms.xlsform.features import Feature, features

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "questionnaires.md"
BEGIN = "<!-- the features: written by tests/house/papers/questionnaires_page.py -->"
END = "<!-- end of the features -->"
MARKS = {"works": "●", "plain": "○", "lost": "–"}
TITLES = {
    "type": "Question types",
    "appearance": "Appearances",
    "survey": "Columns of the sheet survey",
    "choices": "Columns of the sheet choices",
    "settings": "Columns of the sheet settings",
    "sheet": "Sheets",
}


def tables() -> str:
    """A table for each kind of feature."""
    return "\n".join(_table(kind, [each for each in features() if each.kind == kind]) for kind in TITLES)


def _table(kind: str, listed: Iterable[Feature]) -> str:
    if kind != "type":
        head = ["| name | works | note |", "| --- | :-: | --- |"]
        rows = [f"| `{each.name}` | {MARKS[each.online]} | {_why(each)} |" for each in listed]
    else:
        head = ["| type | becomes | online | offline | export | note |", "| --- | --- | :-: | :-: | :-: | --- |"]
        rows = [_type(each) for each in listed]
    return "\n".join([f"### {TITLES[kind]}", "", *head, *rows, ""])


def _type(feature: Feature) -> str:
    marks = " | ".join(MARKS[where] for where in (feature.online, feature.offline, feature.export))
    return f"| `{feature.name}` | {f'`{feature.becomes}`' if feature.becomes else '–'} | {marks} | {_why(feature)} |"


def _why(feature: Feature) -> str:
    return f"{feature.why['ko']}<br>{feature.why['en']}" if feature.why else ""


def page(text: str) -> str:
    """The page with its tables written anew."""
    before, after = text.index(BEGIN) + len(BEGIN), text.index(END)
    return f"{text[:before]}\n\n{tables()}\n{text[after:]}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
