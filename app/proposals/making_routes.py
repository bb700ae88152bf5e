"""Pages on which proposals are made: statements that ask for something, the form, joining, splitting."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import TypeVar

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.areas.finding.finding import area_found
from app.coding.access import theme_names, themes_by_code
from app.coding.statements.segment_store import placed
from app.coding.statements.speaking import place, speaker
from app.db import get_db
from app.errors import BadInput
from app.paging import Page, page_number
from app.proposals import access
from app.proposals.blueprint import bp
from app.proposals.keeping import candidates, making, near, store
from app.proposals.keeping.making import FaultyProposal
from app.proposals.keeping.proposal import JOINED, Draft
from app.roundtables.record.store import Filters, list_roundtables
from app.words.formats import named
from app.words.labels import choices
from forms.helping.proposals import JoinForm, ProposalForm

Form = TypeVar("Form", bound=ProposalForm)
SIZE = 20
_NUMBER = re.compile(r"\s*(\S+?)\s*-\s*(\d{1,6})\s*")


@bp.get("/proposals/asking")
@permit("proposals.edit")
def asking() -> ResponseReturnValue:
    found = rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="proposals")
    db, scope, number = get_db(), my_scope(), page_number()
    where = area_found()
    chosen = {"theme": request.args.get("theme", ""), "roundtable": request.args.get("roundtable", "")}
    aside = request.args.get("aside") == "1"
    narrowed = {**chosen, "area": where["id"] if where else ""}
    offer = candidates.offer(db, found["id"], scope, **narrowed, spoken=access.spoken_only(), aside=aside)
    shown = offer.groups[(number - 1) * SIZE : number * SIZE]
    meetings, _total = list_roundtables(db, scope, Filters(round=found["code"]))
    return render_template(
        "proposals/asking.html",
        offer=offer,
        groups=shown,
        page=Page(number, SIZE, len(offer.groups)),
        said=_places([*(each for group in shown for each in group.segment_ids), *offer.unwritten]),
        chosen=chosen,
        aside=aside,
        area=where,
        themes=themes_by_code(db),
        names=theme_names(db),
        meetings=meetings,
        joinable=store.list_proposals(db, scope, access.Wanted(round=found["code"]), sort="-number", limit=200)[0],
    )


def _places(segment_ids: Sequence[str]) -> dict[str, dict[str, object]]:
    """Each statement's words, who said it and where, for the lists of this page."""
    found = placed(get_db(), list(segment_ids)) if segment_ids else {}
    return {
        key: {"text": r["text"], "language": r["language"], "who": speaker(r), "where": place(r)}
        for key, r in found.items()
    }


@bp.post("/proposals/asking")
@permit("proposals.edit")
def take() -> ResponseReturnValue:
    """What is done with the statements ticked: a new proposal, set aside or taken back, or joined to one there is."""
    chosen = _mine(access.picked())
    act = request.form.get("act", "")
    if not chosen:
        flash(_("발언을 하나 이상 고른 뒤 눌러 주십시오."), "careful")
        return redirect(request.full_path, 303)
    if act == "new":
        return redirect(url_for("proposals.new", segment=chosen), 303)
    if act == "add":
        into = access.mine(request.form.get("into", ""))
        making.attach(get_db(), into["id"], chosen, person_id=access.me())
        flash(_("제안에 발언 %(n)s개를 붙였습니다.", n=len(chosen)), "done")
        return redirect(url_for("proposals.show", proposal_id=into["id"]), 303)
    aside = act != "back"
    making.set_aside(get_db(), chosen, aside=aside, person_id=access.me())
    flash(
        _("발언 %(n)s개를 이 목록에서 뺐습니다. ‘뺀 발언’에서 되돌릴 수 있습니다.", n=len(chosen))
        if aside
        else _("발언 %(n)s개를 목록에 되돌렸습니다.", n=len(chosen)),
        "done",
    )
    return redirect(request.full_path, 303)


def _mine(segment_ids: Sequence[str]) -> list[str]:
    return candidates.readable(get_db(), segment_ids, my_scope(), spoken=access.spoken_only())


@bp.route("/proposals/new", methods=["GET", "POST"])
@permit("proposals.edit")
def new() -> ResponseReturnValue:
    db, chosen = get_db(), _mine(access.picked())
    if not chosen:
        flash(_("제안이 나온 발언부터 골라 주십시오."), "careful")
        return redirect(url_for("proposals.asking"), 303)
    round_id = making.round_of(db, chosen) or abort(404)
    form = _form(candidates.themes_of_segments(db, chosen))
    if request.method == "POST" and form.validate():
        try:
            made = making.make(db, round_id, draft_in(form), chosen, person_id=access.me())
            flash(_("제안을 만들었습니다."), "done")
            tell_covered(made, draft_in(form))
            return redirect(url_for("proposals.show", proposal_id=made), 303)
        except FaultyProposal as error:
            show_faults(form, error)
    nearby = near.statements_near(db, round_id, my_scope(), chosen, spoken=access.spoken_only())
    return _form_page(form, chosen=chosen, nearby=[each for each in nearby if each not in chosen])


@bp.route("/proposals/<proposal_id>/edit", methods=["GET", "POST"])
@permit("proposals.edit")
def edit(proposal_id: str) -> ResponseReturnValue:
    db, found = get_db(), access.mine(proposal_id)
    form = _form()
    if request.method == "GET":
        stands = making.draft_of(db, proposal_id)
        for name in ("title", "text", "domain", "addressee", "due_on"):
            form[name].data = getattr(stands, name)
        form.themes.data, form.seen.data = list(stands.themes), found["seen"]
    elif form.validate():
        try:
            done = making.change(db, proposal_id, draft_in(form), seen=form.seen.data or 0, person_id=access.me())
            flash(_("제안을 고쳤습니다.") if done else _("바뀐 것이 없습니다."), "done")
            tell_covered(proposal_id, draft_in(form))
            return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)
        except FaultyProposal as error:
            show_faults(form, error)
    return _form_page(form, proposal=found)


@bp.route("/proposals/<proposal_id>/split", methods=["GET", "POST"])
@permit("proposals.edit")
def split(proposal_id: str) -> ResponseReturnValue:
    """A proposal's statements with boxes: those ticked become a proposal of their own."""
    db, found = get_db(), access.mine(proposal_id)
    held = _mine(store.segments_of(db, proposal_id))
    chosen = [each for each in access.picked() if each in held]
    form = _form()
    if request.method == "GET":
        form.themes.data, form.addressee.data = store.themes_of(db, [proposal_id])[proposal_id], found["addressee"]
        form.domain.data, form.due_on.data = found["domain"] or "", found["due_on"] or ""
    elif form.validate():
        try:
            made = making.split(db, proposal_id, draft_in(form), chosen, person_id=access.me())
            flash(_("고른 발언을 새 제안으로 나눴습니다."), "done")
            tell_covered(made, draft_in(form))
            return redirect(url_for("proposals.show", proposal_id=made), 303)
        except FaultyProposal as error:
            show_faults(form, error)
        except BadInput as error:
            flash(f"{error.problems[0].what}. {error.problems[0].right}.", "careful")
    return _form_page(form, proposal=found, held=held, ticked=chosen)


@bp.post("/proposals/<proposal_id>/detach")
@permit("proposals.edit")
def detach(proposal_id: str) -> ResponseReturnValue:
    access.mine(proposal_id)
    ended = making.detach(get_db(), proposal_id, _mine(access.picked()), person_id=access.me())
    flash(_("제안에서 발언 %(n)s개를 뺐습니다. 무엇을 뺐는지는 기록에 남습니다.", n=ended), "done")
    return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)


@bp.post("/proposals/<proposal_id>/join")
@permit("proposals.edit")
def join(proposal_id: str) -> ResponseReturnValue:
    """Others go on in this one: by their boxes, or by a number that was typed."""
    found, form = access.mine(proposal_id), JoinForm()
    others = access.picked("other_id")
    if form.validate() and (typed := (form.other.data or "").strip()):
        named_so = _by_number(typed)
        if named_so is None:
            flash(
                _("‘%(number)s’ 제안이 없습니다. 목록에 있는 번호를 2026H2-3처럼 적어 주십시오.", number=typed),
                "careful",
            )
            return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)
        others.append(named_so["id"])
    if not others:
        flash(_("합칠 제안을 고르거나 번호를 적어 주십시오."), "careful")
        return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)
    done = making.join(get_db(), found["id"], others, scope=my_scope(), person_id=access.me())
    flash(_("제안 %(n)s건을 이 제안에 합쳤습니다. 다시 나눌 수 있습니다.", n=done), "done")
    return redirect(url_for("proposals.show", proposal_id=proposal_id), 303)


def _by_number(typed: str) -> sqlite3.Row | None:
    parts = _NUMBER.fullmatch(typed)
    if parts is None:
        return None
    wanted = access.Wanted(round=parts[1])
    found, _total = store.list_proposals(get_db(), my_scope(), wanted)
    return next((p for p in found if p["number"] == int(parts[2]) and p["state"] != JOINED), None)


def _form(suggested: dict[str, tuple[str, ...]] | None = None) -> ProposalForm:
    return filled(ProposalForm(), suggested)


def filled(form: Form, suggested: dict[str, tuple[str, ...]] | None = None) -> Form:
    """The form with its choices; a new one begins with the themes of its statements and their domain."""
    themes = themes_by_code(get_db())
    form.themes.choices = [(code, named(theme)) for code, theme in themes.items()]
    form.domain.choices = [("", _("정하지 않음")), *choices("domain")]
    if suggested is not None and request.method == "GET":
        codes = sorted({code for each in suggested.values() for code in each if code in themes})
        form.themes.data = codes
        form.domain.data = next((themes[code]["domain"] or "" for code in codes), "")
    return form


def draft_in(form: ProposalForm) -> Draft:
    words = {name: " ".join((form[name].data or "").split()) for name in ("title", "addressee", "due_on")}
    return Draft(
        **words,
        text=(form.text.data or "").strip(),
        themes=tuple(form.themes.data or ()),
        domain=form.domain.data or "",
    )


def tell_covered(proposal_id: str, typed: Draft) -> None:
    """Whoever typed a name is told that it is not there any more, and how it reads."""
    stored = making.draft_of(get_db(), proposal_id)
    reads = [now for now, then in ((stored.title, typed.title), (stored.text, typed.text)) if now != then]
    if reads:
        covered = _(
            "적으신 이름이나 번호를 가렸습니다. 모두가 읽는 칸입니다. 이렇게 읽힙니다: %(words)s",
            words=" / ".join(reads),
        )
        flash(covered, "careful")


def show_faults(form: ProposalForm, error: FaultyProposal) -> None:
    for fault in error.faults:
        form[fault.field].errors = [f"{_(fault.what)}. {_(fault.right)}."]


def _form_page(
    form: ProposalForm,
    *,
    proposal: sqlite3.Row | None = None,
    chosen: Sequence[str] = (),
    nearby: Sequence[str] = (),
    held: Sequence[str] = (),
    ticked: Sequence[str] = (),
) -> ResponseReturnValue:
    page = render_template(
        "proposals/form.html",
        form=form,
        proposal=proposal,
        chosen=chosen,
        nearby=nearby,
        held=held,
        ticked=ticked,
        said=_places([*chosen, *nearby, *held]),
        addressees=store.addressees(get_db(), my_scope()),
    )
    return page, 422 if form.errors else 200
