"""The codebook's pages: themes with criteria, terms, versions and what differs between them; exports."""

from __future__ import annotations

import json
import sqlite3

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import may, permit
from app.codebook import draft_store, store
from app.codebook.access import themes_by_code
from app.codebook.blueprint import bp
from app.codebook.corpus import tree
from app.codebook.definitions import plain
from app.codebook.differences import changes_of, compare
from app.codebook.exporting import terms_response
from app.codebook.publishing import definition_of
from app.db import get_db
from app.paging import Page, page_number

PAGE = 50
SORTS = {"form": "form", "lang": "lang", "kind": "kind", "weight": "weight"}


@bp.get("/codebook")
@permit("codebook.view")
def index() -> ResponseReturnValue:
    db = get_db()
    book = _chosen()
    if book is None:
        return render_template("codebook/index.html", book=None, themes=[], versions=[])
    newest, themes = store.newest(db), store.themes(db, book["id"])
    return render_template(
        "codebook/index.html",
        book=book,
        newest=newest,
        themes=themes,
        tree=tree(db, {t["code"]: t for t in themes}) if newest and newest["id"] == book["id"] else {},
        versions=_versions(),
        q=request.args.get("q", ""),
        add=_offered(),
        draft=draft_store.open_draft(db, current_user.id) if may("codebook.edit") else None,
    )


def _offered() -> str:
    """A word another page offers as a term."""
    return plain(request.args.get("add", ""))[:80] if may("codebook.edit") else ""


def _versions() -> list[sqlite3.Row]:
    """The history, or those of its versions whose note, author or number the search names."""
    search = plain(request.args.get("q", "")).casefold()
    found = store.versions(get_db())
    return [v for v in found if search in f"{v['number']} {v['note']} {v['author'] or ''}".casefold()]


@bp.get("/codebook/<code>")
@permit("codebook.view")
def theme(code: str) -> ResponseReturnValue:
    db = get_db()
    book = _chosen() or abort(404)
    found = store.theme(db, book["id"], code) or abort(404)
    search, sort, number = plain(request.args.get("q", "")), request.args.get("sort", ""), page_number()
    terms = [t for t in store.terms(db, book["id"], code) if search.casefold() in t["form"].casefold()]
    if sort.lstrip("-") in SORTS:
        terms.sort(key=lambda t: t[SORTS[sort.lstrip("-")]], reverse=sort.startswith("-"))
    return render_template(
        "codebook/theme.html",
        book=book,
        theme=found,
        yields=json.loads(found["yields"]),
        terms=terms[(number - 1) * PAGE : number * PAGE],
        page=Page(number, PAGE, len(terms)),
        sort=sort,
        search=search,
        add=_offered(),
        draft=draft_store.open_draft(db, current_user.id) if may("codebook.edit") else None,
        newest=store.newest(db),
    )


@bp.get("/codebook.<any(csv, xlsx):kind>")
@permit("codebook.view")
def export(kind: str) -> ResponseReturnValue:
    book = _chosen() or abort(404)
    return terms_response(kind, _("코드북 %(n)s판", n=book["number"]), definition_of(get_db(), book["id"]))


@bp.get("/codebook/compare")
@permit("codebook.view")
def compare_versions() -> ResponseReturnValue:
    """What one version changed in another; without numbers the newest two."""
    db = get_db()
    versions = store.versions(db)
    if not versions:
        abort(404)
    before, after = _numbered("from", versions, 1), _numbered("to", versions, 0)
    old, new = definition_of(db, before["id"]), definition_of(db, after["id"])
    difference, number, chosen = compare(old, new), page_number(), request.args.get("theme", "")
    changes = changes_of(difference, chosen, request.args.get("q", ""))
    return render_template(
        "codebook/compare.html",
        versions=versions,
        before=before,
        after=after,
        difference=difference,
        changes=changes[(number - 1) * PAGE : number * PAGE],
        page=Page(number, PAGE, len(changes)),
        names=themes_by_code(new, old),
        theme=chosen,
        q=request.args.get("q", ""),
    )


def _numbered(argument: str, versions: list[sqlite3.Row], usual: int) -> sqlite3.Row:
    number = request.args.get(argument, type=int)
    if number is None:
        return versions[min(usual, len(versions) - 1)]
    return store.find(get_db(), number) or abort(404)


def _chosen() -> sqlite3.Row | None:
    number = request.args.get("version", type=int)
    return (store.find(get_db(), number) or abort(404)) if number is not None else store.newest(get_db())
