"""The document view: a whole transcript with its codings, read and coded in one place; without script as a list."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.coding.access import theme_names, themes_by_code
from app.coding.act_routes import LAST_TURN
from app.coding.acts import passage_store, passages
from app.coding.blueprint import bp
from app.coding.judging import judgment_store
from app.coding.judging.palette import DOCUMENT, palette
from app.coding.statements import segment_store
from app.db import get_db
from app.paging import Page, page_number
from app.roundtables.access import mine
from app.roundtables.talk import talking, turn_store
from app.words.labels import choices

# A page of the list of codings. Chosen, not measured: what a browser without script still scrolls.
PAGE = 200


@bp.app_template_global("bench_book")
def bench_book() -> dict[str, Any]:
    """The codebook for pages of other features on which statements are coded where they stand."""
    return palette(get_db(), themes_by_code(get_db()), current_user.id)


@bp.get("/review/documents/<document_id>")
@permit("review.code")
def document(document_id: str) -> ResponseReturnValue:
    db = get_db()
    found = passage_store.find_document(db, document_id, my_scope()) or abort(404)
    if request.args.get("list"):
        return _listed(db, found)
    roundtable = mine(found["roundtable_id"])
    last = judgment_store.last_judgments(db, current_user.id)
    return render_template(
        "coding/document/document.html",
        roundtable=roundtable,
        document_id=document_id,
        talk=talking.talk_of(db, roundtable, my_scope(), knows=False),
        starts={each["position"]: each["start"] for each in turn_store.spans_of(db, document_id)},
        codings_address=url_for("coding.document_codings", document_id=document_id),
        at=_asked_for(db, document_id),
        book=palette(db, themes_by_code(db), current_user.id),
        modules=DOCUMENT,
        stances=choices("stance"),
        statements=choices("statement"),
        last=last[0]["id"] if last else 0,
    )


def _asked_for(db: Database, document_id: str) -> int | None:
    """Where the segment begins that the address points at."""
    segment = segment_store.find_segment(db, request.args.get("at", ""), my_scope())
    return segment["start"] if segment and segment["document_id"] == document_id else None


def _listed(db: Database, found: sqlite3.Row) -> str:
    """The codings one after the other, each with a link to the bench of its statement."""
    told = passages.passage_told(
        db,
        found,
        turns=(0, LAST_TURN),
        scope=my_scope(),
        coder_id=current_user.id,
        names=theme_names(db),
        machine=False,
    )
    codings = sorted(told["codings"], key=lambda each: (each["start"], each["end"]))
    page = Page(page_number(), PAGE, len(codings))
    shown = codings[page.first - 1 : page.last]
    text = segment_store.placed(db, [each["segment"] for each in shown])
    return render_template(
        "coding/document/list.html",
        found=found,
        page=page,
        codings=shown,
        said={each["id"]: _words(each, text[each["segment"]]) for each in shown},
    )


def _words(coding: dict[str, int], segment: sqlite3.Row) -> str:
    """The very words of a coding."""
    return str(segment["text"])[coding["start"] - segment["start"] : coding["end"] - segment["start"]]
