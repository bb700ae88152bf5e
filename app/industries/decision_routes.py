"""Pages of the selection committee: a proposal of an industry, what waits, and what was decided, recorded."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope
from app.clock import today
from app.db import get_db, writing
from app.errors import BadInput
from app.industries import deciding, decision_store, grounds
from app.industries.access import (
    decided_for,
    decision_form,
    is_blurred,
    my_cycle,
    proposed_in,
    round_id,
    the_industry,
    theme_words,
    words,
)
from app.industries.blueprint import bp
from app.industries.cycle import Meeting, Proposal
from app.industries.evidence import read_evidence
from app.paging import Page, page_number
from app.personal.written import written
from app.voices.attaching import looking
from app.words.formats import number
from forms.helping.industries import DecisionForm, MeetingForm

PAGE = 100


@bp.get("/industries/<industry_id>/draft")
@permit("industries.edit")
def draft(industry_id: str) -> ResponseReturnValue:
    return _draft_page(industry_id, None)


@bp.post("/industries/<industry_id>/draft")
@permit("industries.edit")
def write_draft(industry_id: str) -> ResponseReturnValue:
    db, found = get_db(), the_industry(industry_id)
    cycle = decided_for(found)
    form = decision_form(found, cycle, None, [])
    if form.validate_on_submit() and _kept(found, cycle, form):
        flash(_("초안을 저장했습니다. 위원회 결정을 기다립니다."), "done")
        waits = decision_store.waiting_of(db, industry_id, cycle["id"])
        more = request.form.get("then") == "statements" and waits
        return redirect(
            looking("industry_decision", waits["id"], industry=found["industry_code"] or "")
            if more and waits
            else url_for("industries.show", industry_id=industry_id),
            303,
        )
    return _draft_page(industry_id, form), 422


@bp.route("/industries/<industry_id>/decide", methods=["GET", "POST"])
@permit("industries.decide")
def decide(industry_id: str) -> ResponseReturnValue:
    """One decision of the committee, other than the draft where it decided otherwise."""
    db, found = get_db(), the_industry(industry_id)
    cycle = decided_for(found)
    waits = decision_store.waiting_of(db, industry_id, cycle["id"])
    form = decision_form(found, cycle, waits, decision_store.themes_of(db, waits["id"]) if waits else [])
    meeting = MeetingForm() if request.method == "POST" else MeetingForm(formdata=None, data={"met_on": today()})
    if (
        request.method == "POST"
        and form.validate() & meeting.validate()
        and _decided(found, cycle, waits, form, meeting)
    ):
        flash(_("위원회의 결정을 기록했습니다."), "done")
        return redirect(url_for("industries.show", industry_id=industry_id), 303)
    page = render_template("industries/decide.html", meeting=meeting, **_around(found, cycle, waits, form))
    return page, 422 if form.errors or meeting.errors else 200


@bp.get("/industries/committee")
@permit("industries.view")
def committee() -> ResponseReturnValue:
    return _committee_page(MeetingForm(formdata=None, data={"met_on": today()}))


@bp.post("/industries/committee")
@permit("industries.decide")
def record_committee() -> ResponseReturnValue:
    """What the committee decided of the ticked drafts, at one meeting: all of them or none."""
    form = MeetingForm()
    ticked = request.form.getlist("decisions")
    if not ticked:
        form.decisions.errors = [_("결정한 초안을 하나 이상 골라 주십시오.")]
    if not form.validate() or not ticked:
        form.decisions.errors = form.decisions.errors or (
            [] if ticked else [_("결정한 초안을 하나 이상 골라 주십시오.")]
        )
        return _committee_page(form, ticked), 422
    if wrong := deciding.faults_of_meeting(_meeting(form)):
        form.met_on.errors = [f"{each.what}. {each.right}." for each in wrong]
        return _committee_page(form, ticked), 422
    if request.form.get("back"):
        return _committee_page(form, ticked)
    if not request.form.get("confirmed"):
        return _committee_page(form, ticked, sure=True)
    done = deciding.rule(get_db(), ticked, _meeting(form), person_id=current_user.id)
    flash(_("위원회의 결정 %(n)s건을 기록했습니다.", n=number(done)), "done")
    cycle = my_cycle()
    return redirect(url_for("industries.changes", cycle=cycle["code"] if cycle else None), 303)


@bp.post("/industries/decisions/<decision_id>/statements/<segment_id>/off")
@permit("industries.edit")
def take_off(decision_id: str, segment_id: str) -> ResponseReturnValue:
    db = get_db()
    found = decision_store.find_decision(db, decision_id) or abort(404)
    if grounds.title_of(db, decision_id) is None:
        abort(404)  # what the committee has decided keeps what it stood on
    if grounds.take_off(db, decision_id, segment_id, person_id=current_user.id):
        flash(_("초안에서 발언을 뗐습니다."), "done")
    return redirect(url_for("industries.draft", industry_id=found["industry_id"]), 303)


def _kept(found: Any, cycle: Any, form: DecisionForm) -> str | None:
    """Keep the proposal of a form; None, with its errors told, where it is wrong."""
    db, told = get_db(), proposed_in(form)
    told = Proposal(**{**told.__dict__, "reason": written(db, told.reason), "grounds": written(db, told.grounds)})
    try:
        with writing(db):
            made = deciding.draft(db, found, cycle, told, person_id=current_user.id)
            decision_store.put_themes(db, made, [code for code in form.themes.data or [] if code in theme_words()])
    except BadInput as error:
        form.verdict.errors = [f"{each.what}. {each.right}." for each in error.problems]
        return None
    return made


def _decided(found: Any, cycle: Any, waits: Any, form: DecisionForm, meeting: MeetingForm) -> bool:
    """Decide the draft that waits, or one that says what the committee decided instead; both in one transaction."""
    db = get_db()
    try:
        with writing(db):
            same = waits and _same(waits, proposed_in(form))
            decision_id = waits["id"] if same else _kept(found, cycle, form)
            if decision_id is None:
                return False
            deciding.rule(db, [decision_id], _meeting(meeting), person_id=current_user.id)
    except BadInput as error:
        meeting.met_on.errors = [f"{each.what}. {each.right}." for each in error.problems]
        return False
    return True


def _same(waits: Any, told: Proposal) -> bool:
    named: tuple[str, ...] = ("verdict", "reason", "grounds")
    if told.verdict == "replace":
        named = (*named, "successor_id")
    if told.verdict == "adjust":
        named = (*named, "name_ko", "kind", "scope")
    return all(waits[name] == getattr(told, name) for name in named)


def _meeting(form: MeetingForm) -> Meeting:
    note = written(get_db(), (form.note.data or "").strip())
    return Meeting(form.met_on.data.isoformat(), form.members.data, form.attended.data, note)


def _draft_page(industry_id: str, form: DecisionForm | None) -> str:
    db, found = get_db(), the_industry(industry_id)
    cycle = decided_for(found)
    waits = decision_store.waiting_of(db, industry_id, cycle["id"])
    themes = decision_store.themes_of(db, waits["id"]) if waits else []
    form = form or decision_form(found, cycle, waits, themes)
    return render_template("industries/draft.html", **_around(found, cycle, waits, form))


def _around(found: Any, cycle: Any, waits: Any, form: DecisionForm) -> dict[str, Any]:
    """What the page of a proposal holds beside its form: the evidence, and the statements of the draft that waits."""
    db = get_db()
    evidence = (
        read_evidence(db, found["industry_code"], round_id(), my_scope(), blurred=is_blurred())
        if found["industry_code"]
        else None
    )
    return {
        **{"industry": found, "cycle": cycle, "waits": waits, "form": form, "evidence": evidence, "shown_areas": 10},
        "ruled": decision_store.decided(db, cycle["id"]).get(found["id"]),
        "said": grounds.said_of(db, [waits["id"]])[waits["id"]] if waits else None,
        **words(),
    }


def _committee_page(form: MeetingForm, ticked: list[str] | None = None, *, sure: bool = False) -> str:
    db, cycle = get_db(), my_cycle()
    found = decision_store.waiting(db, cycle["id"]) if cycle else []
    if sure:
        found = [each for each in found if each["id"] in (ticked or [])]
    page = Page(page_number(), max(PAGE, len(ticked or [])), len(found))
    return render_template(
        "industries/committee.html",
        cycle=cycle,
        drafts=found[page.first - 1 if found else 0 : page.last],
        ticked=set(ticked if ticked is not None else [each["id"] for each in found]),
        page=page,
        form=form,
        sure=sure,
        may_decide=may("industries.decide"),
        decided=decision_store.decided(db, cycle["id"]) if cycle else {},
    )
