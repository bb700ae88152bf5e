"""The codebook's pages: themes with criteria, terms, versions; exports as CSV and XLSX."""

from __future__ import annotations

import sqlite3

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import permit
from app.codebook import store
from app.db import get_db
from app.sheets import table_response

bp = Blueprint("codebook", __name__)


@bp.get("/codebook")
@permit("codebook.view")
def index() -> ResponseReturnValue:
    db = get_db()
    book = _chosen()
    if book is None:
        return render_template("codebook/index.html", book=None, themes=[], versions=[])
    themes = store.themes(db, book["id"])
    return render_template("codebook/index.html", book=book, themes=themes, versions=store.versions(db))


@bp.get("/codebook/<code>")
@permit("codebook.view")
def theme(code: str) -> ResponseReturnValue:
    db = get_db()
    book = _chosen() or abort(404)
    found = store.theme(db, book["id"], code) or abort(404)
    search = request.args.get("q", "").strip().casefold()
    terms = [t for t in store.terms(db, book["id"], code) if search in t["form"].casefold()]
    return render_template("codebook/theme.html", book=book, theme=found, terms=terms, search=search)


@bp.get("/codebook.<any(csv, xlsx):kind>")
@permit("codebook.view")
def export(kind: str) -> ResponseReturnValue:
    book = _chosen() or abort(404)
    titles = [_("주제"), _("언어"), _("용어"), _("종류"), _("가중치"), _("메모")]
    terms = store.terms(get_db(), book["id"])
    table = [[t["theme_code"], t["lang"], t["form"], t["kind"], t["weight"], t["note"]] for t in terms]
    return table_response(kind, _("코드북 %(n)s판", n=book["number"]), titles, table)


def _chosen() -> sqlite3.Row | None:
    number = request.args.get("version", type=int)
    return (store.find(get_db(), number) or abort(404)) if number is not None else store.newest(get_db())
