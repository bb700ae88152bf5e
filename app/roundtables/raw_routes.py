"""Pages of the sealed side, for the facilitator alone: raw text, key, original file, and how long they are kept."""

from __future__ import annotations

import sqlite3
import unicodedata
from datetime import date
from pathlib import PurePath
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import store as accounts
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.clock import today
from app.db import get_db, writing
from app.paging import Page, page_number
from app.personal import sealed_store
from app.personal.disguises import SHOWN_KINDS
from app.personal.key_search import is_meant, ways_of, written_ways
from app.roundtables.access import changeable
from app.roundtables.blueprint import bp
from app.roundtables.sealed import deidentifying, originals_store, recording_store, retaining
from app.roundtables.sealed.listening import largest
from app.roundtables.sealed.sides import sides_of
from app.roundtables.talk import turn_store
from app.words.formats import day

TURNS_A_PAGE, ORIGINALS_A_PAGE = 100, 50
SEALED_PAGES = frozenset({"raw", "key", "original_file", "keeping", "keep", "destroy"}) | {
    *("recording", "put_recording", "destroy_recording")
}


def sealed_of(roundtable_id: str) -> tuple[sqlite3.Row, sqlite3.Row, sqlite3.Row]:
    """Roundtable, document and original; 404 where there is none, 403 where an area is another's.

    The document is the standing one, or the one the address names, which may be withdrawn.
    """
    found, named = changeable(roundtable_id), request.args.get("document", "")
    if named:
        document = turn_store.find_document(get_db(), roundtable_id, named) or abort(404)
    else:
        document = turn_store.document_of(get_db(), roundtable_id) or abort(404)
    return found, document, sealed_store.original_of(get_db(), document["id"]) or abort(404)


def _note(action: str, roundtable_id: str, **detail: Any) -> None:
    """Say in the audit trail who opened what is sealed."""
    db = get_db()
    with writing(db):
        accounts.record(
            db,
            action,
            person_id=current_user.id,
            object_kind="roundtable",
            object_id=roundtable_id,
            **detail,
        )


@bp.after_request
def note_refusal(answer: Response) -> Response:
    """Whoever tries to open what is sealed and may not, leaves a trace too."""
    page = (request.endpoint or "").rpartition(".")[2]
    if answer.status_code == 403 and page in SEALED_PAGES and current_user.is_authenticated:
        _note("sealed refused", (request.view_args or {})["roundtable_id"], what=page)
    return answer


@bp.get("/roundtables/<roundtable_id>/raw")
@permit("roundtables.raw")
def raw(roundtable_id: str) -> ResponseReturnValue:
    found, document, original = sealed_of(roundtable_id)
    sides = sides_of(get_db(), document, original)
    only = request.args.get("only") == "replaced"
    wanted = [side for side in sides if side.changed] if only else sides
    number = page_number()
    _note("raw transcript read", roundtable_id, replaced=original["replaced"])
    return render_template(
        "roundtables/sealed/raw.html",
        roundtable=found,
        document=document,
        original=original,
        sides=wanted[(number - 1) * TURNS_A_PAGE : number * TURNS_A_PAGE],
        page=Page(number, TURNS_A_PAGE, len(wanted)),
        only=only,
        recording=recording_store.recording_of(get_db(), document["id"]),
        megabytes=largest() // 1024 // 1024,
    )


@bp.get("/roundtables/<roundtable_id>/key")
@permit("roundtables.raw")
def key(roundtable_id: str) -> ResponseReturnValue:
    found, document, original = sealed_of(roundtable_id)
    text = unicodedata.normalize("NFC", request.args.get("q", "").strip())
    kind = request.args.get("kind", "")
    replaced = sealed_store.replacements_of(get_db(), document["id"])
    written = written_ways(original["raw_text"], document["text"], replaced)
    found_all = [(each, ways_of(each, written)) for each in sealed_store.list_key(get_db(), roundtable_id, "", kind)]
    listed = [(each, ways) for each, ways in found_all if not text or is_meant(each, ways, text)]
    listed.sort(key=lambda pair: SHOWN_KINDS.index(pair[0]["kind"]))
    _note("key read", roundtable_id, pseudonyms=len(listed))
    return render_template(
        "roundtables/sealed/key.html",
        roundtable=found,
        original=original,
        listed=listed,
        search=text,
        kind=kind,
        kinds=SHOWN_KINDS,
    )


@bp.get("/roundtables/<roundtable_id>/original")
@permit("roundtables.raw")
def original_file(roundtable_id: str) -> ResponseReturnValue:
    _found, document, _original = sealed_of(roundtable_id)
    data = sealed_store.file_of(get_db(), document["id"])
    if data is None:
        abort(404)
    _note("original downloaded", roundtable_id, bytes=len(data))
    answer = Response(data, mimetype="application/octet-stream")
    answer.headers.set("Content-Disposition", "attachment", filename=PurePath(document["file_name"]).name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/roundtables/originals")
@permit("roundtables.raw")
def originals() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "") for name in ("q", "state", "sort")}
    number = page_number()
    listed, total = originals_store.list_originals(
        get_db(),
        my_scope(),
        text=unicodedata.normalize("NFC", asked["q"].strip()),
        state=asked["state"],
        today=today().isoformat(),
        sort=asked["sort"] or "until",
        limit=ORIGINALS_A_PAGE,
        offset=(number - 1) * ORIGINALS_A_PAGE,
    )
    return render_template(
        "roundtables/sealed/originals.html",
        listed=listed,
        page=Page(number, ORIGINALS_A_PAGE, total),
        asked=asked,
        sort=asked["sort"] or "until",
        today=today().isoformat(),
    )


@bp.get("/roundtables/<roundtable_id>/keeping")
@permit("roundtables.raw")
def keeping(roundtable_id: str) -> ResponseReturnValue:
    return _keeping_page(roundtable_id, {}, "")


def _keeping_page(roundtable_id: str, wrong: dict[str, str], typed: str) -> str:
    found, document, original = sealed_of(roundtable_id)
    return render_template(
        "roundtables/sealed/keeping.html",
        roundtable=found,
        document=document,
        original=original,
        key=sealed_store.list_key(get_db(), roundtable_id, "", ""),
        key_stays=originals_store.has_original(get_db(), roundtable_id, but=document["id"]),
        last_day=deidentifying.last_day(get_db(), roundtable_id, today()).isoformat(),
        wrong=wrong,
        typed=typed,
    )


@bp.post("/roundtables/<roundtable_id>/keeping")
@permit("roundtables.raw")
def keep(roundtable_id: str) -> ResponseReturnValue:
    _found, document, _original = sealed_of(roundtable_id)
    typed = request.form.get("keep_until", "").strip()
    last = deidentifying.last_day(get_db(), roundtable_id, today())
    try:
        wanted = date.fromisoformat(typed)
    except ValueError:
        return _keeping_page(roundtable_id, {"keep_until": _("날짜를 2027-11-22처럼 적어 주십시오.")}, typed), 422
    if not today() <= wanted <= last:
        said = _("오늘부터 %(last)s까지 가운데에서 고르십시오.", last=day(last.isoformat()))
        return _keeping_page(roundtable_id, {"keep_until": said}, typed), 422
    changed = retaining.keep_until(get_db(), roundtable_id, document["id"], wanted, person_id=current_user.id)
    flash(_("보관 기한을 바꾸었습니다.") if changed else _("바뀐 것이 없습니다."), "done")
    return redirect(url_for("roundtables.keeping", roundtable_id=roundtable_id, document=request.args.get("document")))


@bp.post("/roundtables/<roundtable_id>/destroy")
@permit("roundtables.raw")
def destroy(roundtable_id: str) -> ResponseReturnValue:
    _found, document, _original = sealed_of(roundtable_id)
    typed = request.form.get("said", "").strip().casefold()
    if typed != _("파기합니다").casefold():
        said = _("되돌릴 수 없으므로 ‘%(word)s’라고 적어 주십시오.", word=_("파기합니다"))
        return _keeping_page(roundtable_id, {"said": said}, ""), 422
    done = retaining.destroy(get_db(), roundtable_id, document["id"], person_id=current_user.id)
    if done.documents:
        flash(_("원본을 파기했습니다. 바꾼 글과 전문가의 판단은 그대로 있습니다."), "done")
    else:
        flash(_("원본을 이미 파기했습니다."))
    return redirect(url_for("roundtables.keeping", roundtable_id=roundtable_id, document=request.args.get("document")))
