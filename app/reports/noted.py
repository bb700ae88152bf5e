"""Memos whose authors let reports hold them, as they may be printed: under their heading, with author and day."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.codebook import store as codebook
from app.memos import store
from app.words.formats import day, named
from app.words.labels import label


@dataclass(frozen=True)
class PrintedMemo:
    """What the memo is about, in words; its text with names of firms masked; who wrote it, and when."""

    about: str
    text: str
    author: str
    at: str


def memos_of_area(
    db: Database, area_id: str, round_id: str, mask: Callable[[str], str], *, quotable: bool
) -> tuple[PrintedMemo, ...]:
    """On the area, its transcripts and, where three firms or more spoke, its statements."""
    kinds = {"area", "document", "segment"} if quotable else {"area", "document"}
    return tuple(
        PrintedMemo(label(memo["kind"], "memo_kind"), mask(memo["text"]), memo["author"], day(memo["at"]))
        for memo in store.marked_for_reports(db, round_id, EVERYTHING)
        if memo["kind"] in kinds and area_id in (memo["area_ids"] or "").split(",")
    )


def memos_of_round(
    db: Database, round_id: str, scope: Scope, mask: Callable[[str], str]
) -> tuple[list[str], list[list[str]]]:
    """The sheet of the round's workbook: all but those on single statements, which stand in the reports of areas."""
    areas = {r["id"]: f"{r['code']} {named(r)}" for r in store.areas_named(db)}
    book = codebook.newest(db)
    themes = {t["code"]: named(t) for t in codebook.themes(db, book["id"])} if book else {}

    def about(memo: sqlite3.Row) -> str:
        if memo["kind"] == "theme":
            return themes.get(memo["object_id"], memo["object_id"])
        return ", ".join(areas[each] for each in (memo["area_ids"] or "").split(",") if each in areas)

    found = store.marked_for_reports(db, round_id, scope)
    rows = [
        [label(m["kind"], "memo_kind"), about(m), mask(m["text"]), m["author"], day(m["at"])]
        for m in found
        if m["kind"] != "segment"
    ]
    return [_("종류"), _("대상"), _("메모"), _("쓴 사람"), _("날짜")], rows
