"""Pages of a round's public set: what would be published, each page as it will look, the ZIP."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import store as areas_store
from app.db import get_db
from app.reports.blueprint import bp
from app.reports.public import making, writing
from app.reports.public.gathering import gather
from app.reports.public.making import Asked
from app.reports.public.published import PublicRound
from app.surveys.exchange import files
from app.tables.sheets import download
from app.words.formats import named

TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8"}
ZIP_TYPE = "application/zip"


@bp.get("/reports/rounds/<code>/public")
@permit("reports.view")
def public_pages(code: str) -> ResponseReturnValue:
    asked = _asked(code)
    found = _gathered(asked)
    return render_template(
        "reports/rounds/public.html",
        found=found,
        asked=asked,
        many=len(found.areas) > making.AT_ONCE,
        job=making.job_of(get_db(), asked, current_user.id),
        choice=_choice(asked),
        what=("draft" if asked.draft else "decided") + ("_quotes" if asked.quotes else ""),
        waiting=found.counts["waiting"],
        told_firms=sum(area.firms is not None for area in found.areas),
        quotes=[(area, quote) for area in found.areas for quote in area.quotes],
        theme_name=lambda theme: named(found.themes[theme]) if theme in found.themes else theme,
    )


@bp.post("/reports/rounds/<code>/public")
@permit("reports.view")
def make_public_pages(code: str) -> ResponseReturnValue:
    """Have the worker make the pages of many areas."""
    asked = _asked(code)
    _gathered(asked)
    making.start(get_db(), asked, current_user.id)
    flash(_("쪽을 만들기 시작했습니다. 다 되면 이 화면에서 내려받습니다."))
    return redirect(url_for("reports.public_pages", code=code, **_choice(asked)))


@bp.get("/reports/rounds/<code>/public.zip")
@permit("reports.view")
def public_zip(code: str) -> ResponseReturnValue:
    db, asked = get_db(), _asked(code)
    round_ = areas_store.find_round(db, code) or abort(404)
    job = making.job_of(db, asked, current_user.id)
    if job and job["there"]:
        data, count = files.kept(job["result"]["file"]) or b"", job["result"]["rows"]
    elif len(_gathered(asked).areas) > making.AT_ONCE:
        flash(_("지역이 많아 먼저 만들어야 합니다."), "careful")
        return redirect(url_for("reports.public_pages", code=code, **_choice(asked)))
    else:
        data, count = making.packed(db, asked)
    record_download(db, "public_pages", count, object_kind="round", object_id=round_["id"])
    return download(data, f"{_file_name(code, draft=asked.draft)}.zip", ZIP_TYPE)


@bp.get("/reports/rounds/<code>/public/<any(decided, draft, decided_quotes, draft_quotes):what>/<path:page>")
@permit("reports.view")
def public_file(code: str, what: str, page: str) -> ResponseReturnValue:
    """One page as it will look; its links lead to the others of the same choice."""
    asked = Asked(code, my_scope(), draft=what.startswith("draft"), quotes=what.endswith("quotes"))
    content = writing.one_file(_gathered(asked), page)
    if content is None:
        abort(404)
    answer = Response(content, content_type=TYPES[page.rpartition(".")[2]])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _asked(code: str) -> Asked:
    """Which pages the address asks for."""
    return Asked(code, my_scope(), draft=request.values.get("draft") == "1", quotes=request.values.get("quotes") == "1")


def _choice(asked: Asked) -> dict[str, Any]:
    """The same as an address's arguments."""
    return {key: "1" for key, chosen in (("draft", asked.draft), ("quotes", asked.quotes)) if chosen}


def _gathered(asked: Asked) -> PublicRound:
    db = get_db()
    round_ = areas_store.find_round(db, asked.code) or abort(404)
    return gather(db, round_, asked.scope, draft=asked.draft, quotes=asked.quotes) or abort(404)


def _file_name(code: str, *, draft: bool) -> str:
    if draft:
        return _("%(round)s 공개용 쪽(안)", round=code)
    return _("%(round)s 공개용 쪽", round=code)
