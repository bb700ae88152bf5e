"""Pages of proposals: the list, one with its statements and history, and what becomes of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.downloading import record_download
from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope
from app.areas import store as areas
from app.clock import today
from app.coding.access import theme_names, themes_by_code
from app.db import get_db
from app.paging import Page, page_number
from app.proposals import access
from app.proposals.blueprint import bp
from app.proposals.keeping import answering, near, reflecting, sources, store
from app.proposals.keeping.making import FaultyProposal
from app.proposals.keeping.proposal import ANSWERED, JOINED, OPEN, STATES, Answer
from app.proposals.keeping.reflecting import REFLECTING
from app.roundtables.record.store import list_series
from app.roundtables.talk.telling import organization_told
from app.tables.sheets import table_response
from app.voices.seeing import said
from app.words.labels import label
from forms.helping.proposals import AnswerForm, JoinForm

SIZE = 50


@bp.get("/proposals")
@permit("proposals.view")
def index() -> str:
    db, asked, number = get_db(), access.wanted(), page_number()
    sort = request.args.get("sort", store.FIRST_SORT)
    found, total = store.list_proposals(db, my_scope(), asked, sort=sort, limit=SIZE, offset=(number - 1) * SIZE)
    ids = [each["id"] for each in found]
    return render_template(
        "proposals/index.html",
        found=found,
        page=Page(number, SIZE, total),
        sort=sort,
        asked=asked,
        address=access.address(asked),
        counts=store.counts(db, my_scope()),
        behind=access.numbers(found),
        themes=store.themes_of(db, ids),
        names=theme_names(db),
        areas=store.areas_of(db, ids),
        scope=my_scope(),
        states=("open", "overdue", *STATES),
        all_themes=themes_by_code(db),
        series=list_series(db),
        rounds=areas.list_rounds(db),
        addressees=store.addressees(db, my_scope()),
    )


@bp.get("/proposals.<any(csv, xlsx):kind>")
@permit("proposals.view")
def export(kind: str) -> ResponseReturnValue:
    db, asked = get_db(), access.wanted()
    found, total = store.list_proposals(db, my_scope(), asked, sort=request.args.get("sort", store.FIRST_SORT))
    titles = [
        _("번호"), _("제목"), _("내용"), _("상태"), _("받는 곳"), _("답할 날"), _("지난 날 수"), _("검토·답한 기관"),
        _("반영한 곳"), _("주소"), _("까닭이나 답"), _("상태가 바뀐 때"), _("영역"), _("주제"), _("밀집지역"), _("회의"),
        _("말한 기업 수"), _("그 밖의 발언자 수"), _("발언 수"), _("회의록·문서 수"),
    ]  # fmt: skip
    record_download(db, "proposals", total)
    return table_response(kind, _("제안 목록"), titles, _lines(found))


def _lines(found: list[sqlite3.Row]) -> list[list[object]]:
    db, ids = get_db(), [each["id"] for each in found]
    themes, where, names = store.themes_of(db, ids), store.areas_of(db, ids), theme_names(db)
    held, behind, scope = store.meetings_of(db, ids), access.numbers(found), my_scope()
    none = {"firms": 0, "others": 0, "statements": 0, "sources": 0}
    return [
        [
            f"{p['round_code']}-{p['number']}", p["title"], p["text"], label(p["state"], "proposal_state"),
            p["addressee"], p["due_on"], access.late(p) or None, p["organization"], p["reflected_in"], p["link"],
            p["reason"], p["state_at"], label(p["domain"], "domain") if p["domain"] else "",
            ", ".join(names.get(code, code) for code in themes[p["id"]]),
            ", ".join(a["code"] for a in where[p["id"]] if scope.allows(a["id"])),
            ", ".join(f"{m['held_on']} {m['title']}" for m in held[p["id"]]),
            *(_("3곳 미만") if number is None else number for number in behind.get(p["id"], none).values()),
        ]
        for p in found
    ]  # fmt: skip


@bp.get("/proposals/<proposal_id>")
@permit("proposals.view")
def show(proposal_id: str) -> str:
    return _page(access.mine(proposal_id))


def _page(found: sqlite3.Row, form: AnswerForm | None = None) -> str:
    db, scope = get_db(), my_scope()
    where = store.areas_of(db, [found["id"]])[found["id"]]
    into = store.find_proposal(db, found["other_id"], scope) if found["state"] == JOINED else None
    return render_template(
        "proposals/show.html",
        proposal=found,
        areas=[a for a in where if scope.allows(a["id"])],
        other_areas=sum(not scope.allows(a["id"]) for a in where),
        themes=store.themes_of(db, [found["id"]])[found["id"]],
        names=theme_names(db),
        said=said(db, store.segments_of(db, found["id"])),
        sources=[(each, who_asked(each)) for each in sources.sources_of(db, [found["id"]])[found["id"]]],
        behind=access.numbers([found]).get(found["id"]),
        meetings=store.meetings_of(db, [found["id"]])[found["id"]],
        events=store.events_of(db, found["id"]),
        versions=store.texts_of(db, found["id"]),
        into=into,
        joined=store.joined_in(db, found["id"]),
        alike=near.proposals_near(db, found, scope) if may("proposals.edit") and found["state"] != JOINED else [],
        form=form or _answer_form(found),
        join_form=JoinForm(formdata=None),
        addressees=store.addressees(db, scope),
    )


def who_asked(source: sqlite3.Row) -> str:
    """Who asked in minutes or a letter, as everybody reads it; a firm of the register by name for who knows names."""
    if source["firm_id"]:
        return str(source["who"]) if may("roundtables.raw") else label("firm", "org_kind")
    if source["participant_id"]:
        return organization_told(source["who"], source["org_kind"], source["shown_organization"])
    return str(source["organization"])


def _answer_form(found: sqlite3.Row | None) -> AnswerForm:
    form = AnswerForm()
    form.action.choices = [(code, label(code, "proposal_state")) for code in ("review", *ANSWERED, OPEN[0])]
    form.assignee_id.choices = [("", _("정하지 않음")), *((r["id"], r["name"]) for r in access.answerers())]
    if found is not None and request.method == "GET":
        form.seen.data = found["event_id"]
        form.action.data = "review" if found["state"] == "received" else found["state"]
        form.organization.data = found["organization"] or found["addressee"]
        form.assignee_id.data = found["assignee_id"] or ""
        form.happened_on.data = today().isoformat()
    return form


@bp.post("/proposals/<proposal_id>/answer")
@permit("proposals.answer")
def answer(proposal_id: str) -> ResponseReturnValue:
    found, form = access.mine(proposal_id), _answer_form(None)
    if not form.validate():
        return _page(found, form), 422
    fields = ("action", "organization", "reason", "reflected_in", "link", "happened_on", "assignee_id")
    given = Answer(**{name: (form[name].data or "").strip() for name in fields})
    may_assign = frozenset(r["id"] for r in access.answerers())
    try:
        given = _tied(given, form.reflected.data or "")
        answering.answer(
            get_db(), proposal_id, given, seen=form.seen.data or 0, person_id=access.me(), may_assign=may_assign
        )
    except FaultyProposal as error:
        for fault in error.faults:
            form[fault.field].errors = [f"{_(fault.what)}. {_(fault.right)}."]
        return _page(found, form), 422
    flash(
        _("제안 %(number)s: %(state)s", number=told_number(found), state=label(given.action, "proposal_state")), "done"
    )
    return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)


def _tied(given: Answer, typed: str) -> Answer:
    """The answer with the programme or task that was chosen, which is its name too where none was written."""
    thing, faults = reflecting.meant(get_db(), my_scope(), typed)
    if faults:
        raise FaultyProposal(faults)
    if thing is None:
        return given
    named_so = given.reflected_in or thing.title
    return replace(given, reflected_in=named_so, **{REFLECTING[thing.kind].column: thing.id})


@bp.get("/proposals/reflected")
@permit("proposals.answer")
def reflected() -> ResponseReturnValue:
    """Programmes and tasks that a text may mean, a page of them at most: the field offers them while one types."""
    found = reflecting.offered(get_db(), my_scope(), request.args.get("q", "")[:120])
    return jsonify([each.word for each in found[: reflecting.MOST]])


@bp.app_template_global("reflected_href")
def reflected_href(event: sqlite3.Row) -> str | None:
    """Where what an answer was reflected in opens, for the person signed in."""
    return reflecting.opens(get_db(), my_scope(), event)


@bp.app_template_global("proposal_number")
def told_number(found: sqlite3.Row) -> str:
    """A proposal's number as people say it: 2026H2-3."""
    return f"{found['round_code']}-{found['number']}"
