"""The audit trail: its page with filters, and its export."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import store, trail, trail_store
from app.accounts.blueprint import bp
from app.accounts.downloading import record_download
from app.accounts.entries import task_of
from app.accounts.permissions import permit
from app.accounts.review import reviewing
from app.clock import in_seoul
from app.db import get_db
from app.errors import BadInput, Problem
from app.paging import Page, page_number
from app.tables.sheets import long_table_response
from app.words.formats import number
from app.words.i18n import language
from app.words.labels import choices, label

# How many entries a page shows, a stretch of an export reads, and a sheet may hold: a workbook is made in memory, and
# what does not fit is said, not left out. Chosen, not measured.
PAGE, STRETCH, SHEET = 50, 1000, 100_000


@dataclass(frozen=True)
class Entry:
    """One line of the trail in words."""

    at: str
    person: str
    login: str
    task: str
    action: str
    address: str
    page: str
    kind: str
    name: str
    ident: str
    detail: list[tuple[str, str]]


@bp.get("/audit")
@permit("audit.view")
def audit() -> ResponseReturnValue:
    search, at, sort = _asked(), page_number(), request.args.get("sort", "-at")
    db, words = get_db(), trail.meant(search.text)
    page = Page(at, PAGE, trail_store.count(db, search, words, language=language()))
    found = trail_store.entries(db, search, words, language=language(), limit=PAGE, offset=(at - 1) * PAGE, sort=sort)
    return render_template(
        "accounts/audit.html",
        entries=_in_words(found),
        page=page,
        search=search,
        sort=sort,
        asked={("q" if key == "text" else key): value for key, value in asdict(search).items() if value},
        people=store.list_people(db),
        actions=sorted(choices("audit"), key=lambda pair: pair[1]),
        tasks=choices("task"),
    )


@bp.get("/audit.<any(csv, xlsx):kind>")
@permit("audit.view")
def audit_export(kind: str) -> ResponseReturnValue:
    search, db = _asked(), get_db()
    total = trail_store.count(db, search, trail.meant(search.text), language=language())
    if kind == "xlsx" and total > SHEET:
        what = _("기록이 %(n)s건이라 한 시트에 담을 수 없습니다", n=number(total))
        right = _("날짜를 좁혀 %(most)s건까지 받거나 CSV로 받아 주십시오", most=number(SHEET))
        raise BadInput(Problem("XLSX", what, right))
    titles = [
        *(_("시각"), _("사람"), _("아이디"), _("업무"), _("한 일"), _("접속지 주소"), _("화면")),
        *(_("대상 종류"), _("대상"), _("대상 번호"), _("내용")),
    ]
    lines = _lines(search, trail_store.newest(db) + 1)
    record_download(db, "audit", total)
    return long_table_response(kind, _("감사 기록"), titles, lines)


def _lines(search: trail.Search, than: int) -> Iterator[list[str]]:
    """The export's lines, newest first, read by stretches: however long the trail is, all of it."""
    db, words = get_db(), trail.meant(search.text)
    while found := trail_store.older(db, search, words, language=language(), than=than, limit=STRETCH):
        for e in _in_words(found):
            who = [f"{in_seoul(e.at):%Y-%m-%d %H:%M:%S}", e.person, e.login, e.task, e.action, e.address, e.page]
            yield [*who, e.kind, e.name, e.ident, " · ".join(f"{key}: {word}" for key, word in e.detail)]
        than = found[-1]["id"]


def _asked() -> trail.Search:
    asked = request.args
    return trail.Search(
        text=unicodedata.normalize("NFC", asked.get("q", "").strip()),
        **{field: asked.get(field, "") for field in ("since", "until", "person", "action", "task", "address")},
    )


def _in_words(found: list[sqlite3.Row]) -> list[Entry]:
    objects = {(r["object_kind"], r["object_id"]) for r in found if r["object_kind"]}
    named = objects.union(*(trail.objects_in(r["detail"]) for r in found))
    names = trail_store.names_of(get_db(), named, language())
    # Of a thousand entries most are alike: words are asked of the catalogue once.
    word = cache(label)

    @cache
    def said(detail: str, action: str) -> list[tuple[str, str]]:
        return trail.said(detail, names, action)

    return [_entry(r, names, word, said) for r in found]


def _entry(
    r: sqlite3.Row,
    names: dict[tuple[str, str], str],
    word: Callable[[str, str], str],
    said: Callable[[str, str], list[tuple[str, str]]],
) -> Entry:
    kind = r["object_kind"]
    return Entry(
        at=r["at"],
        person=r["person_name"] or reviewing.nobody(r["action"], r["object_id"], r["page"]),
        login=r["login"] or "",
        task=word(task_of(r["action"]), "task"),
        action=word(r["action"], "audit"),
        address=r["address"] or "",
        page=r["page"] or "",
        kind=word(kind, "audit_object") if kind else "",
        name=names.get((kind, r["object_id"]), "") if kind else "",
        ident=r["object_id"] or "",
        detail=said(r["detail"], r["action"]),
    )
