"""Pages of a round's report and of its one page for a mayor, and both as files of an office."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import signing_in
from app.accounts.office import read_office
from app.accounts.permissions import permit
from app.areas import store as areas_store
from app.config import LANGUAGES
from app.db import get_db
from app.papers.sending import paper_response
from app.reports.blueprint import bp
from app.reports.rounds import offering
from app.reports.rounds.figures import MOST, told
from app.reports.rounds.mayor import one_page
from app.reports.rounds.papering import paper_of, paper_of_page
from app.reports.rounds.reading import read_round_report
from app.reports.rounds.round_report import RoundReport
from app.words.i18n import language, speaking


def asked_language() -> str:
    """The language a file is wanted in: what the address asks for, else the reader's. The session keeps its own."""
    wanted = request.args.get("language", "")
    return wanted if wanted in LANGUAGES else language()


def the_report(code: str, *, whole: bool = True) -> RoundReport:
    """The report on a round over the areas the reader may see; 404 where nothing was evaluated."""
    db = get_db()
    round_ = areas_store.find_round(db, code) or abort(404)
    return read_round_report(db, round_, signing_in.my_scope(), whole=whole, most=MOST) or abort(404)


@bp.get("/reports/rounds/<code>")
@permit("reports.view")
def round_page(code: str) -> ResponseReturnValue:
    return render_template(
        "reports/rounds/round.html",
        report=the_report(code),
        told=told,
        files=offering.files(code, "report"),
    )


@bp.get("/reports/rounds/<code>/summary")
@permit("reports.view")
def mayor(code: str) -> ResponseReturnValue:
    page = one_page(the_report(code, whole=False))
    return render_template("reports/rounds/mayor.html", page=page, files=offering.files(code, "summary"))


@bp.get("/reports/rounds/<code>/<any(report, summary):what>.<any(docx, hwpx):form>")
@permit("reports.view")
def round_file(code: str, what: str, form: str) -> ResponseReturnValue:
    """The report or its one page as a file, in the language asked for."""
    with speaking(asked_language()):
        report, office = the_report(code, whole=what == "report"), read_office(get_db())
        if what == "summary":
            paper, name = paper_of_page(one_page(report), office), _("%(round)s 한 쪽 요약", round=code)
        else:
            paper, name = paper_of(report, office), _("%(round)s 보고서", round=code)
        return paper_response(paper, form, report.extent.title(name))
