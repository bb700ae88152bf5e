"""Pages of key industries: the list of a cycle, the change of a cycle as one table, one industry with its evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.db import get_db
from app.errors import BadInput
from app.industries import deciding, decision_store, editing, store
from app.industries.access import (
    as_data,
    exports,
    industry_form,
    is_blurred,
    my_cycle,
    round_id,
    the_industry,
    told_in,
    words,
)
from app.industries.blueprint import bp
from app.industries.cycle import KINDS, MATURITIES, VERDICTS, count, narrowed
from app.industries.evidence import read_evidence
from app.industries.grounds import said_of
from app.industries.tables import change_rows, list_rows
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.labels import label
from forms.helping.industries import CycleForm, IncentiveForm

PAGE = 100
# Areas with firms of an industry on its page; the rest are counted. Chosen, not measured.
AREAS = 20
LISTED, CHANGED = ("q", "province", "kind", "maturity"), ("q", "province", "kind", "verdict")


@bp.get("/industries")
@permit("industries.view")
def index() -> ResponseReturnValue:
    db, cycle = get_db(), my_cycle()
    wanted, found = _asked(LISTED), _listed()
    page = Page(page_number(), PAGE, len(found))
    return render_template(
        "industries/index.html",
        cycle=cycle,
        cycles=store.list_cycles(db),
        industries=found[page.first - 1 if found else 0 : page.last],
        candidates=store.candidates(db, cycle["id"]) if cycle and cycle["before_id"] else [],
        counts=_counts() if cycle and cycle["before_id"] else None,
        incentives=store.incentives_of_cycle(db, cycle["id"]) if cycle else None,
        page=page,
        wanted=wanted,
        options=_options(),
        files=exports("industries.export", cycle=cycle["code"], **wanted) if cycle else [],
        form=CycleForm(),
        may_follow=cycle and store.following(db, cycle["id"]) is None,
    )


@bp.get("/industries.<any(csv, xlsx):kind>")
@permit("industries.view")
def export(kind: str) -> ResponseReturnValue:
    """The list of a cycle: the file comes back in as it went out."""
    return table_response(kind, _("주력산업 목록"), *list_rows(_listed()))


@bp.get("/industries/changes")
@permit("industries.view")
def changes() -> ResponseReturnValue:
    """The change of a cycle as one table, counted from its rows."""
    cycle = my_cycle()
    if cycle is None or cycle["before_id"] is None:
        return redirect(url_for("industries.index"))
    wanted = _asked(CHANGED)
    found = narrowed(decision_store.changes(get_db(), cycle), **wanted)
    page = Page(page_number(), PAGE, len(found))
    return render_template(
        "industries/changes.html",
        cycle=cycle,
        changes=found[page.first - 1 if found else 0 : page.last],
        counts=_counts(),
        page=page,
        wanted=wanted,
        options=_options(),
        files=exports("industries.changes_export", cycle=cycle["code"], **wanted),
    )


@bp.get("/industries/changes.<any(csv, xlsx):kind>")
@permit("industries.view")
def changes_export(kind: str) -> ResponseReturnValue:
    cycle = my_cycle()
    if cycle is None:
        abort(404)
    found = narrowed(decision_store.changes(get_db(), cycle), **_asked(CHANGED))
    return table_response(kind, _("주력산업 주기의 바뀜"), *change_rows(found))


@bp.get("/industries/<industry_id>")
@permit("industries.view")
def show(industry_id: str) -> ResponseReturnValue:
    return _page(industry_id, IncentiveForm(formdata=None))


@bp.post("/industries/<industry_id>/incentives")
@permit("industries.edit")
def record_incentive(industry_id: str) -> ResponseReturnValue:
    found, form = the_industry(industry_id), IncentiveForm()
    if not form.validate_on_submit():
        return _page(industry_id, form), 422
    told: dict[str, Any] = {"year": form.year.data, "amount": form.amount.data, "as_of": form.as_of.data.isoformat()}
    new = editing.record_incentive(
        get_db(), found, grade=form.grade.data, source=form.source.data, **told, person_id=current_user.id
    )
    flash(_("평가 결과를 기록했습니다.") if new else _("같은 내용이 이미 있습니다."), "done")
    return redirect(url_for("industries.show", industry_id=industry_id), 303)


@bp.route("/industries/new", methods=["GET", "POST"])
@permit("industries.edit")
def new() -> ResponseReturnValue:
    cycle = my_cycle() or abort(404)
    form = industry_form()
    if form.validate_on_submit():
        try:
            made = editing.add(get_db(), cycle, told_in(form), person_id=current_user.id)
            return redirect(url_for("industries.show", industry_id=made), 303)
        except BadInput as error:
            form.code.errors = [error.problems[0].what]
    return render_template("industries/edit.html", form=form, cycle=cycle, industry=None), 422 if form.errors else 200


@bp.route("/industries/<industry_id>/edit", methods=["GET", "POST"])
@permit("industries.edit")
def edit(industry_id: str) -> ResponseReturnValue:
    found = the_industry(industry_id)
    form = industry_form(as_data(store.told_of(found)))
    if form.validate_on_submit():
        told = replace(told_in(form), code=found["code"])
        changed = editing.change(get_db(), found, told, person_id=current_user.id)
        flash(_("산업의 내용을 고쳤습니다.") if changed else _("바뀐 것이 없습니다."), "done")
        return redirect(url_for("industries.show", industry_id=industry_id), 303)
    cycle = store.get_cycle(get_db(), found["cycle_id"])
    return render_template("industries/edit.html", form=form, cycle=cycle, industry=found), 422 if form.errors else 200


@bp.post("/industries/cycles")
@permit("industries.edit")
def make_cycle() -> ResponseReturnValue:
    form = CycleForm()
    if not form.validate_on_submit():
        flash(_("주기를 만들지 못했습니다. 첫해와 마지막 해를 네 자리 연도로 적어 주십시오."), "careful")
        return redirect(url_for("industries.index"), 303)
    years = (form.first_year.data, form.last_year.data)
    code = editing.make_cycle(get_db(), years, before=form.before.data or "", person_id=current_user.id)
    flash(_("%(cycle)s 주기를 만들었습니다.", cycle=code), "done")
    return redirect(url_for("industries.index", cycle=code), 303)


def _page(industry_id: str, form: IncentiveForm) -> str:
    db, found = get_db(), the_industry(industry_id)
    cycle = deciding.cycle_to_decide(db, found)
    waits = decision_store.waiting_of(db, industry_id, cycle["id"]) if cycle else None
    listed = decision_store.history(db, industry_id)
    evidence = (
        read_evidence(db, found["industry_code"], round_id(), my_scope(), blurred=is_blurred())
        if found["industry_code"]
        else None
    )
    return render_template(
        "industries/show.html",
        industry=found,
        origin=store.find_industry(db, found["origin_id"]) if found["origin_id"] else None,
        cycle=cycle,
        waits=waits,
        history=listed,
        themes_of={d["id"]: decision_store.themes_of(db, d["id"]) for d in listed},
        said_of=said_of(db, [d["id"] for d in listed]),
        results={d["result_id"]: store.find_industry(db, d["result_id"]) for d in listed if d["result_id"]},
        evidence=evidence,
        shown_areas=AREAS,
        incentives=store.incentives(db, industry_id),
        form=form,
        **words(),
    )


def _listed() -> list[Any]:
    """The industries of the cycle asked for that fit the filters."""
    cycle = my_cycle()
    wanted = _asked(LISTED)
    found = store.industries(get_db(), cycle["id"]) if cycle else []
    terms = wanted["q"].casefold().split()
    return [
        r
        for r in found
        if all(term in f"{r['code']} {r['name_ko']} {r['name_en']} {r['province']}".casefold() for term in terms)
        and all(not wanted[key] or r[key] == wanted[key] for key in ("province", "kind", "maturity"))
    ]


def _counts() -> Any:
    db, cycle = get_db(), my_cycle()
    assert cycle is not None
    return count(decision_store.changes(db, cycle), store.industries(db, cycle["id"]))


def _asked(names: tuple[str, ...]) -> dict[str, str]:
    return {name: request.args.get(name, "").strip() for name in names}


def _options() -> dict[str, list[tuple[str, str]]]:
    """What each filter may be set to."""
    told = [
        *((v, label(v, "industry_verdict")) for v in VERDICTS),
        ("waiting", _("초안이 기다림")),
        ("open", _("초안 없음")),
    ]
    return {
        "province": [(each, each) for each in store.provinces(get_db())],
        "kind": [(code, label(code, "key_industry_kind")) for code in KINDS],
        "maturity": [(code, label(code, "maturity")) for code in MATURITIES],
        "verdict": told,
    }
