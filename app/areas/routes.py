"""Importing the registers, and choosing or opening the round."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from flask import abort, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import choices, importing, opening, presets, store
from app.areas.blueprint import bp
from app.areas.guessing import guesses_of
from app.areas.halves import Half
from app.areas.match_page import Target, brought, next_page
from app.db import get_db
from app.tables import waiting
from app.tables.mapping import Mapping
from app.tables.refused import refused_at
from app.tables.sheets import table_response
from app.words.formats import named, number
from forms.areas import ImportForm, RoundForm

NAMED_FIRMS = 10
GUESSES = Path(__file__).with_name("guesses.json")
ACTS = {"areas": importing.import_areas, "firms": importing.import_firms}


@bp.route("/areas/import", methods=["GET", "POST"], endpoint="import")
@permit("areas.import")
def import_registers() -> ResponseReturnValue:
    if signing_in.my_scope().area_ids is not None:
        abort(403)  # a register holds every area: only who sees all of them may bring one
    kind = request.args.get("kind", "areas")
    if "matching" in request.form and kind in ACTS:
        return next_page(_target(kind))
    form = ImportForm(kind=kind)
    if form.validate_on_submit():
        kind, data, name = form.kind.data, form.file.data.read(), form.file.data.filename
        with refused_at(form.file):
            return brought(_target(kind), data, name, partial(_imported, kind))
    return _import_page(form), 422 if form.errors else 200


def _imported(kind: str, data: bytes, file_name: str, mapping: Mapping | None = None) -> ResponseReturnValue:
    done = ACTS[kind](get_db(), data, file_name, current_user.id, mapping)
    waiting.forget(current_app.config["MOKSORI"].data, current_user.id)
    flash(_told(done), "done")
    for text in (*_told_moved(done.moved), *done.told):
        flash(text, "careful")
    return redirect(url_for("areas.import", kind=kind))


def _target(kind: str) -> Target:
    """A register as something whose columns may be matched."""
    db = get_db()
    presets.install(db)
    explained = importing.columns_of_areas(db) if kind == "areas" else importing.columns_of_firms(db)

    def trial(data: bytes, file_name: str, mapping: Mapping) -> int:
        ACTS[kind](db, data, file_name, current_user.id, mapping)
        return 0

    back = url_for("areas.import", kind=kind)
    return Target(
        kind,
        [(e.column, e.meaning) for e in explained],
        trial,
        lambda data, name, mapping: _imported(kind, data, name, mapping),
        guesses=guesses_of(GUESSES, kind),
        knows=importing.knower(db, [e.column for e in explained]),
        words=choices.words(db, kind),
        told=choices.teller(db),
        back=back,
        active="areas",
        crumbs=[(url_for("home.areas"), _("밀집지역")), (back, _("명부 가져오기")), (None, _("열 맞추기"))],
    )


def _told(done: importing.Imported) -> str:
    return _(
        "%(file)s: 새로 추가 %(new)s건, 변경 %(changed)s건, 그대로 %(unchanged)s건입니다.",
        file=done.file_name,
        new=number(done.new),
        changed=number(done.changed),
        unchanged=number(done.unchanged),
    )


def _told_moved(moved: tuple[importing.Moved, ...]) -> Iterator[str]:
    """Which firms changed area, and what that means for those that have answered or spoken."""
    if not moved:
        return
    names = _listed([f"{m.code} {m.name} {m.before} → {m.after}" for m in moved])
    yield _("지역이 바뀐 기업 %(n)s곳: %(names)s", n=number(len(moved)), names=names)
    if spoke := [m.code for m in moved if m.spoke]:
        yield _(
            "이미 응답했거나 간담회에서 말한 기업입니다: %(names)s. 지금까지의 응답과 발언은 이전 지역의 것으로 남고, "
            "앞으로의 것부터 새 지역으로 셉니다. 잘못 적은 것이면 코드를 바로잡아 다시 가져와 주십시오.",
            names=_listed(spoke),
        )


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED_FIRMS])
    rest = len(names) - NAMED_FIRMS
    return f"{shown} {_('외 %(n)s곳', n=rest)}" if rest > 0 else shown


def _import_page(form: ImportForm) -> str:
    db = get_db()
    return render_template(
        "areas/import.html",
        form=form,
        area_columns=importing.columns_of_areas(db),
        firm_columns=importing.columns_of_firms(db),
        imports=store.recent_imports(db, ACTS),
    )


@bp.get("/areas/import/<any(areas, firms):kind>.<any(csv, xlsx):form>")
@permit("areas.import")
def template(kind: str, form: str) -> ResponseReturnValue:
    columns_of = importing.columns_of_areas if kind == "areas" else importing.columns_of_firms
    explained = columns_of(get_db())
    name = _("밀집지역 명부 양식") if kind == "areas" else _("기업 명부 양식")
    titles = [e.column.titles[0] for e in explained]
    return table_response(form, name, titles, [[e.example for e in explained]])


@bp.get("/rounds")
@permit("areas.view")
def rounds() -> ResponseReturnValue:
    return _rounds_page(RoundForm(code=request.args.get("half", "")))


def _rounds_page(form: RoundForm, ahead: Half | None = None) -> str:
    """The rounds; `ahead` is a half-year that has not begun and waits for a yes."""
    db = get_db()
    halves = opening.openable(db)
    form.code.choices = [(each.code, f"{opening.name_of(each)} ({each.code})") for each in halves]
    asked = next((each for each in halves if each.code == request.args.get("half", "")), None)
    return render_template(
        "areas/rounds.html",
        rounds=store.rounds_collected(db),
        proposed=opening.proposed(db),
        openable=[each.code for each in halves],
        asked=asked,
        ahead=ahead,
        name_of=opening.name_of,
        form=form,
    )


@bp.post("/round")
@permit("areas.view")
def choose_round() -> ResponseReturnValue:
    found = store.find_round(get_db(), request.form.get("code", "")) or abort(404)
    session["round"] = found["code"]
    flash(_("이제 %(round)s 자료를 보여 드립니다.", round=named(found)), "done")
    return redirect(url_for("home.today"))


@bp.post("/rounds")
@permit("areas.import")
def open_round() -> ResponseReturnValue:
    db, form = get_db(), RoundForm()
    code = form.code.data or ""
    there = store.find_round(db, code) is not None
    if not form.validate_on_submit() or not (there or code in [each.code for each in opening.openable(db)]):
        form.code.errors = [_("열 수 있는 반기가 아닙니다. 목록에서 골라 주십시오.")]
        return _rounds_page(form), 422
    half = Half(code)
    if not there and opening.is_ahead(half) and not request.form.get("sure"):
        return _rounds_page(form, half)
    opening.open_round(db, code, by=current_user.id)
    flash(_("%(round)s 회차를 열었습니다.", round=opening.name_of(half)), "done")
    return redirect(url_for("areas.rounds"))
