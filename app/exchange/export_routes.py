"""Pages of taking codings along: every format, of what the person signed in may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.downloading import record_download
from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope, require_area
from app.areas import rounds
from app.areas import store as areas
from app.coding.access import is_expert, is_official, themes_by_code
from app.coding.codes.codes import codes_now
from app.coding.judging.queue import SOURCES
from app.coding.telling.opening import words_told
from app.coding.themes import quote_list
from app.coding.themes.quote_list import Wanted
from app.db import get_db
from app.exchange.blueprint import bp
from app.exchange.carrying import making, store
from app.exchange.carrying.gathering import Manner, gather
from app.exchange.carrying.tree import codebook_of
from app.exchange.project.project import Project, coded
from app.exchange.writers.formats import CODEBOOK, Format
from app.surveys.exchange import files
from app.tables.sheets import CHUNK, IN_MEMORY, download
from app.words.formats import named
from app.words.i18n import language
from forms.coding import ProjectForm


@bp.get("/exchange")
@permit("quotes.view")
def index() -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="themes")
    wanted = _wanted(db, found["id"])
    return render_template(
        "exchange/index.html",
        wanted=wanted,
        count=quote_list.count_quotes(db, wanted),
        areas=areas.list_areas(db, wanted.scope),
        themes=themes_by_code(db),
        form=ProjectForm() if may("review.code") else None,
        runs=store.runs_of(db, current_user.id) if may("review.code") else [],
        official=is_official(),
        made=making.jobs_of(db, current_user.id),
    )


@bp.get("/exchange/codings.<any(qdpx, csv, xlsx, jsonl, html, docx, hwpx):kind>")
@permit("quotes.view")
def export_codings(kind: str) -> ResponseReturnValue:
    return _handed("codings", kind)


@bp.get("/exchange/matrix.<any(csv, sav):kind>")
@permit("quotes.view")
def export_matrix(kind: str) -> ResponseReturnValue:
    return _handed("matrix", kind)


@bp.get("/exchange/made/<job_id>")
@permit("quotes.view")
def export_file(job_id: str) -> ResponseReturnValue:
    """A file the worker made, for who asked for it."""
    job = making.job_of(get_db(), job_id, current_user.id) or abort(404)
    data = files.kept(job["result"]["file"]) if job["result"] else None
    if data is None:
        abort(404)
    record_download(get_db(), "codings", job["result"]["rows"])
    args = job["args"]
    format_ = making.FORMATS[args["what"]][args["kind"]]
    return download(data, f"{args['name']}.{args['kind']}", format_.content_type)


@bp.get("/exchange/codebook.<any(qdc, csv):kind>")
@permit("codebook.view")
def export_codebook(kind: str) -> ResponseReturnValue:
    project = codebook_of(themes_by_code(get_db()), _("코드북"), codes_now(get_db()))
    return _file(CODEBOOK[kind], project, f"{project.name}.{kind}")


def _handed(what: str, kind: str) -> ResponseReturnValue:
    """The file, in the trail before its first byte leaves; a large one is made by the worker."""
    db, found = get_db(), rounds.current()
    format_ = making.FORMATS[what][kind]
    wanted = _wanted(db, found["id"] if found else "")
    name = _("전문가 코딩 %(round)s", round=named(found)) if found else _("전문가 코딩")
    asked: dict[str, Any] = {"name": name, "anonymous": is_official()}
    if making.is_large(db, wanted):
        making.start(db, what, kind, wanted, person_id=current_user.id, lang=language(), **asked)
        flash(_("코딩이 많아 파일을 따로 만듭니다. 이 화면에서 내려받으십시오."), "done")
        return redirect(url_for("exchange.index"), 303)
    manner = Manner(asked["anonymous"], format_.marks, format_.counting)
    memos = making.memos_of(db, wanted, {**asked, "reader": current_user.id})
    project = gather(db, wanted, themes_by_code(db), name=name, manner=manner, memos=memos)
    response = _file(format_, project, f"{project.name}.{kind}")
    record_download(db, "codings", sum(1 for _each in coded(project)))
    return response


def _file(format_: Format, project: Project, file_name: str) -> Response:
    """A file of any size: what is written piece by piece waits on the disk, not in memory."""
    written = format_.write(project)
    if isinstance(written, bytes):
        return download(written, file_name, format_.content_type)
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 closed with the answer
    file.writelines(written)
    length = file.tell()
    file.seek(0)
    pieces: Iterator[bytes] = iter(partial(file.read, CHUNK), b"")
    response = download(pieces, file_name, format_.content_type)
    response.content_length = length
    response.call_on_close(file.close)
    return response


def _wanted(db: Database, round_id: str) -> Wanted:
    """The filters of the address under the rules of quotes: the scope, and what waits for the expert's own word."""
    source = request.args.get("source", "")
    wanted = Wanted(
        *(round_id, my_scope()),
        area=request.args.get("area", "").strip(),
        theme=request.args.get("theme", "").strip(),
        source=source if source in SOURCES else "",
        blind_for=current_user.id if is_expert() else "",
    )
    if wanted.area:
        require_area(wanted.area)
    return replace(wanted, told=words_told(db, round_id, wanted.scope)) if is_official() else wanted
