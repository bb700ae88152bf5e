"""The audit trail: its page with filters, and its export."""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import asdict, dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import store, trail, trail_store
from app.accounts.blueprint import bp
from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.clock import in_seoul
from app.db import get_db
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.i18n import language
from app.words.labels import choices, label

# Bounds the memory of an export: older entries are left out, which page and file say. Chosen, not measured.
PAGE, EXPORTED = 50, 100_000


@dataclass(frozen=True)
class Entry:
    """One line of the trail in words."""

    at: str
    person: str
    login: str
    action: str
    kind: str
    name: str
    detail: list[tuple[str, str]]


@bp.get("/audit")
@permit("audit.view")
def audit() -> ResponseReturnValue:
    search, page = _asked(), page_number()
    found, total = _found(search, limit=PAGE, offset=(page - 1) * PAGE)
    return render_template(
        "accounts/audit.html",
        entries=found,
        page=Page(page, PAGE, total),
        exported=EXPORTED,
        search=search,
        asked={("q" if key == "text" else key): value for key, value in asdict(search).items() if value},
        people=store.list_people(get_db()),
        actions=sorted(choices("audit"), key=lambda pair: pair[1]),
    )


@bp.get("/audit.<any(csv, xlsx):kind>")
@permit("audit.view")
def audit_export(kind: str) -> ResponseReturnValue:
    found, total = _found(_asked(), limit=EXPORTED)
    titles = [_("시각"), _("사람"), _("아이디"), _("한 일"), _("대상 종류"), _("대상"), _("내용")]
    table = [
        [
            *(f"{in_seoul(e.at):%Y-%m-%d %H:%M:%S}", e.person, e.login, e.action, e.kind, e.name),
            " · ".join(f"{key}: {word}" for key, word in e.detail),
        ]
        for e in found
    ]
    record_download(get_db(), "audit", len(table))
    if total > len(table):
        told = _("%(total)s건 가운데 최근 %(n)s건입니다. 기간을 나누어 내려받으십시오", total=total, n=len(table))
        table.append([told, *[""] * (len(titles) - 1)])
    return table_response(kind, _("감사 기록"), titles, table)


def _asked() -> trail.Search:
    asked = request.args
    return trail.Search(
        text=unicodedata.normalize("NFC", asked.get("q", "").strip()),
        **{field: asked.get(field, "") for field in ("since", "until", "person", "action")},
    )


def _found(search: trail.Search, *, limit: int, offset: int = 0) -> tuple[list[Entry], int]:
    db = get_db()
    words = trail.meant(search.text)
    found, total = trail_store.entries(db, search, words, language=language(), limit=limit, offset=offset)
    objects = {(r["object_kind"], r["object_id"]) for r in found if r["object_kind"]}
    names = trail_store.names_of(db, objects.union(*(trail.objects_in(r["detail"]) for r in found)), language())
    return [_entry(r, names) for r in found], total


def _entry(r: sqlite3.Row, names: dict[tuple[str, str], str]) -> Entry:
    kind = r["object_kind"]
    return Entry(
        at=r["at"],
        person=r["person_name"] or _("시스템"),
        login=r["login"] or "",
        action=label(r["action"], "audit"),
        kind=label(kind, "audit_object") if kind else "",
        name=names.get((kind, r["object_id"]), "") if kind else "",
        detail=trail.said(r["detail"], names, r["action"]),
    )
