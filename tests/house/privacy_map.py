"""Writes the data map of docs/privacy.md from the places of app/requests. Run as a program this writes it there anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.accounts.labels import LABELS as PEOPLE
from app.accounts.permissions import PERMISSIONS
from app.requests.labels import LABELS
from app.requests.places import PLACES, Place

PAGE = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"
BEGIN, END = "<!-- data map: written by tests/house/privacy_map.py -->\n", "<!-- end of the data map -->\n"
HEAD = ("무엇", "어디(표.열)", "왜", "언제까지", "누가 읽는가", "어떻게 파기하는가")


def korean(words: Mapping[str, object], code: str) -> str:
    """The Korean words of a code, which are the key of their translation."""
    return str(getattr(words[code], "_args", (words[code],))[0])


def readers(place: Place) -> str:
    """Roles, permission by permission."""
    if not place.readers:
        return "응답하는 모든 분"
    told = []
    for name in place.readers:
        roles = ", ".join(korean(PEOPLE["role"], role) for role in PEOPLE["role"] if role in PERMISSIONS[name])
        told.append(f"{roles} (`{name}`)")
    return "; ".join(told)


def table() -> str:
    """The data map: a row a place."""
    lines = [f"| {' | '.join(HEAD)} |", "| --- " * len(HEAD) + "|"]
    for place in PLACES:
        where = ", ".join(f"[`{column}`](data.md#{column.partition('.')[0]})" for column in place.columns)
        words = [korean(LABELS[kind], place.code) for kind in ("held_place", "held_why", "held_until", "held_end")]
        cells = (words[0], where, words[1], words[2], readers(place), words[3])
        lines.append("| " + " | ".join(cell.removesuffix(".") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def written() -> str:
    """The page with the data map as it is now."""
    before, _begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return before + BEGIN + table() + END + after


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
