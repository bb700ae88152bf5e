"""Pages of papers: the council's draft, the team's record, letters; filing one, the list of those filed, their files."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.accounts import signing_in
from app.accounts.office import office
from app.accounts.permissions import permit
from app.areas import rounds
from app.db import get_db
from app.evaluation.display.lines import Wanted, narrow
from app.evaluation.round import store as evaluation_store
from app.evaluation.round.presets import scheme_of
from app.paging import Page, page_number
from app.papers.sending import WRITERS, page_words, paper_response
from app.personal.written import written
from app.reports.blueprint import bp
from app.reports.filed import filing, filing_store, letter_paper
from app.reports.filed.council_reading import MOST, read_lines
from app.reports.filed.kinds import KINDS, Subject, subject_of
from app.reports.rounds import leveling
from app.tables.sheets import download, table_response
from app.words.formats import named
from app.words.labels import LABELS, label
from forms.office import CheckForm, HeadForm, LetterForm

SIZE = 50
# Stands for the office's own contact while names and numbers are replaced: a letter nobody can type.
_CONTACT = "\ue0ff"


# Before a number: papers as they stand ----------------------------------------------------------------------


@bp.get("/reports/council")
@permit("reports.view")
def council() -> ResponseReturnValue:
    """What the council is to decide: which areas, how they stand, and the draft of them to open or file."""
    db, current = get_db(), rounds.current()
    evaluation = evaluation_store.newest_evaluation(db, current["id"]) if current else None
    if current is None or evaluation is None:
        return render_template("reports/council.html", evaluation=None)
    asked = _asked("council")
    every = read_lines(db, current["id"], signing_in.my_scope(), Wanted())
    lines = narrow(every, Wanted(**asked))
    levels = [each.id for each in scheme_of(db, evaluation["scheme_id"]).levels]
    return render_template(
        "reports/council.html",
        evaluation=evaluation,
        lines=lines,
        asked=asked,
        districts=sorted({(line.row["district"], label(line.row["district"], "district")) for line in every}),
        kinds=sorted({(line.row["kind"], label(line.row["kind"], "area_kind")) for line in every}),
        counts=[(each, sum(line.level == each for line in lines)) for each in levels],
        states=list(leveling.counted(lines).items()),
        without=sum(line.level is None for line in lines),
        above=sum(line.above for line in lines),
        most=MOST,
    )


@bp.get("/reports/council/paper.<any(docx, hwpx, html):form>")
@permit("reports.view")
def council_paper(form: str) -> ResponseReturnValue:
    subject = _subject("council", _asked("council"))
    return _preview(subject, form, subject.paper.title)


@bp.get("/reports/team/<area_result_id>/paper.<any(docx, hwpx, html):form>")
@permit("reports.view")
def team_paper(area_result_id: str, form: str) -> ResponseReturnValue:
    subject = _subject("team", {"result": area_result_id})
    return _preview(subject, form, subject.paper.title)


def _preview(subject: Subject, form: str, name: str) -> Response:
    asked: dict[str, Any] = dict(subject.asked)
    number = url_for("reports.file_paper", what=subject.kind, **asked)
    trail = [(url_for("reports.index"), _("보고서")), (None, subject.paper.title)]
    return paper_response(
        subject.paper, form, name, lit="reports", trail=trail, beside=[(number, _("문서번호 매기기"))]
    )


# Filing ------------------------------------------------------------------------------------------------------


@bp.route("/reports/papers/new/<any(area, council, team):what>", methods=["GET", "POST"])
@permit("reports.view")
def file_paper(what: str) -> ResponseReturnValue:
    """The head of a paper that is to be filed; sent, it gets its number."""
    subject = _subject(what, _asked(what))
    form = HeadForm(data=None if request.method == "POST" else _begun(subject))
    if form.validate_on_submit():
        return _filed(subject, form)
    page = render_template("reports/file.html", form=form, subject=subject, counts=_next(form))
    return page, 422 if form.errors else 200


@bp.route("/reports/letters", methods=["GET", "POST"])
@permit("reports.view")
def letter() -> ResponseReturnValue:
    """A letter, begun from a text; sent, it is filed like any other paper."""
    about = request.args.get("about", "")
    start = letter_paper.begun(about, office=office().name, contact=office().contact, round_name=named(_round()))
    form = LetterForm(
        data=None if request.method == "POST" else {**_head("letter"), "title": start.title, "body": start.body}
    )
    if form.validate_on_submit():
        asked = {"title": written(get_db(), form.title.data), "body": _body(form.body.data)}
        return _filed(_subject("letter", asked), form)
    page = render_template("reports/letter.html", form=form, about=about, abouts=LABELS["letter_about"].items())
    return page, 422 if form.errors else 200


def _body(text: str) -> str:
    """The letter's words without whom they name; how to reach the office stays, or nobody could answer."""
    contact = office().contact.strip()
    marked = text.replace(contact, _CONTACT) if contact else text
    return written(get_db(), marked).replace(_CONTACT, contact)


def _filed(subject: Subject, form: HeadForm) -> ResponseReturnValue:
    head = filing.Head(
        office=form.office.data.strip(),
        department=(form.department.data or "").strip(),
        to=(form.to.data or "").strip(),
        made_on=form.made_on.data,
        signers=form.cells,
    )
    paper_id = filing.file_paper(get_db(), subject, head, person_id=current_user.id)
    flash(_("문서번호를 매겼습니다. 파일을 내려받으면 그 파일의 해시값이 목록에 남습니다."), "done")
    return redirect(url_for("reports.paper", paper_id=paper_id))


# Filed papers ------------------------------------------------------------------------------------------------


@bp.get("/reports/papers")
@permit("reports.view")
def papers() -> ResponseReturnValue:
    db, wanted = get_db(), {key: request.args.get(key, "").strip() for key in ("kind", "q")}
    found = filing_store.list_papers(db, signing_in.my_scope(), current_user.id, **wanted)
    page = Page(page_number(), SIZE, len(found))
    shown = found[(page.number - 1) * SIZE : page.number * SIZE]
    return render_template(
        "reports/papers.html",
        papers=[(each, filing_store.files_of(db, each["id"])) for each in shown],
        page=page,
        wanted=wanted,
        kinds=[(kind, label(kind, "paper_kind")) for kind in KINDS],
        exports=[(url_for("reports.papers_export", form=kind), kind.upper()) for kind in ("csv", "xlsx")],
        check=CheckForm(),
    )


@bp.post("/reports/papers")
@permit("reports.view")
def check_file() -> ResponseReturnValue:
    """Which filed paper a file is, by its hash; the file itself is not kept."""
    form = CheckForm()
    if not form.validate_on_submit():
        flash(_("견줄 파일을 골라 주십시오."), "wrong")
        return redirect(url_for("reports.papers"))
    found = filing_store.paper_of_file(get_db(), hashlib.sha256(form.file.data.read()).hexdigest())
    mine = found and filing_store.find_paper(get_db(), found["id"], signing_in.my_scope(), current_user.id)
    if found is None or mine is None:
        flash(_("이 목록에서 내려받은 그대로의 파일이 아닙니다. 고쳐 저장한 파일은 다른 파일로 봅니다."), "wrong")
        return redirect(url_for("reports.papers"))
    flash(
        _("문서번호 %(number)s의 %(form)s 파일 그대로입니다.", number=found["number"], form=found["form"].upper()),
        "done",
    )
    return redirect(url_for("reports.paper", paper_id=found["id"]))


@bp.get("/reports/papers.<any(csv, xlsx):form>")
@permit("reports.view")
def papers_export(form: str) -> ResponseReturnValue:
    db = get_db()
    found = filing_store.list_papers(db, signing_in.my_scope(), current_user.id)
    titles = [
        *(_("문서번호"), _("종류"), _("제목"), _("회차"), _("밀집지역"), _("기관"), _("부서"), _("수신")),
        *(_("시행일"), _("만든 사람"), _("만든 때"), _("평가한 때"), _("내용 해시값"), _("파일 해시값")),
    ]
    table = [
        [
            *(r["number"], label(r["kind"], "paper_kind"), r["title"], r["round_code"], r["area_code"] or ""),
            *(r["office"], r["department"], r["recipient"], r["made_on"], r["person_name"], r["at"]),
            *(r["evaluated_at"], r["words_sha256"]),
            " ".join(f"{each['form']}:{each['sha256']}" for each in filing_store.files_of(db, r["id"])),
        ]
        for r in found
    ]
    return table_response(form, _("문서 목록"), titles, table)


@bp.get("/reports/papers/<paper_id>")
@permit("reports.view")
def paper(paper_id: str) -> ResponseReturnValue:
    filed = _paper(paper_id)
    forms = [(form.upper(), url_for("reports.paper_file", paper_id=paper_id, form=form)) for form in WRITERS]
    return render_template(
        "reports/paper.html",
        **{**page_words(filed.paper), "forms": forms if filed.same else []},
        filed=filed,
        files=filing_store.files_of(get_db(), paper_id),
    )


@bp.get("/reports/papers/<paper_id>.<any(docx, hwpx):form>")
@permit("reports.view")
def paper_file(paper_id: str, form: str) -> ResponseReturnValue:
    filed = _paper(paper_id)
    if not filed.same:
        flash(_("이 번호를 매긴 뒤 내용이 바뀌어 내려받을 수 없습니다. 새 번호를 매겨 주십시오."), "wrong")
        return redirect(url_for("reports.paper", paper_id=paper_id))
    data = filing.file_of(get_db(), filed, form, person_id=current_user.id)
    g.handed = 1
    return download(data, f"{filed.row['number']} {filed.paper.title}.{form}", WRITERS[form][1])


# What the pages stand on -------------------------------------------------------------------------------------


def _round() -> sqlite3.Row:
    current: sqlite3.Row | None = rounds.current()
    return current or abort(404)


def _asked(kind: str) -> dict[str, str]:
    return {key: request.args.get(key, "").strip() for key in KINDS[kind].keys}


def _subject(kind: str, asked: dict[str, str]) -> Subject:
    found = subject_of(get_db(), kind, asked, round_=_round(), scope=signing_in.my_scope())
    return found or abort(404)


def _paper(paper_id: str) -> filing.Filed:
    found = filing.read_filed(get_db(), paper_id, signing_in.my_scope(), current_user.id)
    return found or abort(404)


def _begun(subject: Subject) -> dict[str, Any]:
    begun = _head(subject.kind)
    if subject.kind == "team" and subject.paper.sign_off:
        begun["signers"] = ", ".join(subject.paper.sign_off.lines)
    return begun


def _head(kind: str) -> dict[str, Any]:
    """What this person wrote last above such a paper, of this day."""
    last = filing_store.last_head(get_db(), current_user.id, kind)
    same = last if last is not None and last["kind"] == kind else None
    return {
        "office": last["office"] if last else office().name,
        "department": last["department"] if last else "",
        "to": same["recipient"] if same and kind != "letter" else _addressee(kind),
        "made_on": clock.today(),
        "signers": "" if kind == "letter" else ", ".join((_("담당"), _("검토"), _("결재"))),
    }


def _addressee(kind: str) -> str:
    return {"council": _("지역 중소기업 지원협의회"), "letter": ""}.get(kind, _("내부결재"))


def _next(form: HeadForm) -> str:
    """The number that would be next, as long as nobody files another before."""
    made_on = form.made_on.data or clock.today()
    serial = filing_store.next_serial(get_db(), made_on.year)
    head = filing.Head(form.office.data or "", form.department.data or "", "", made_on, ())
    return filing.number_of(head, serial)
