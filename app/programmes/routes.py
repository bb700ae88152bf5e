"""Pages of the register: the list, one programme with its versions, and writing one."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.areas import store as areas_store
from app.clock import today
from app.db import get_db
from app.errors import BadInput
from app.paging import Page, page_number
from app.programmes import access
from app.programmes.blueprint import bp
from app.programmes.matching.reading import hold_all, most_asking, read_grounds, themes_of
from app.programmes.matching.ruling import rules_in_use
from app.programmes.picks import pick_store
from app.programmes.picks.pick_store import Wanted as PicksWanted
from app.programmes.register import editing, store
from app.programmes.register.programme import LISTS, PLAIN, Programme
from app.programmes.register.store import PERIODS, Wanted
from app.tables.sheets import table_response
from app.words.formats import named, number
from app.words.labels import LABELS, choices, label
from forms.helping.programmes import ProgrammeForm, chosen

PAGE, AREAS = 50, 20
# Lists of a programme to the kind of their codes' words; themes have theirs in the codebook.
KINDS = {
    "domains": "domain",
    "levels": "level",
    "stages": "growth_stage",
    "sizes": "size_band",
    "industry_kinds": "industry_kind",
    "area_kinds": "area_kind",
}


@bp.get("/programmes")
@permit("programmes.view")
def index() -> ResponseReturnValue:
    db, wanted, sort, at = get_db(), _wanted(), request.args.get("sort", "code"), page_number()
    found, total = store.listed(db, wanted, sort=sort, limit=PAGE, offset=(at - 1) * PAGE)
    return render_template(
        "programmes/index.html",
        programmes=found,
        page=Page(at, PAGE, total),
        wanted=wanted,
        sort=sort,
        periods=PERIODS,
        themes=themes_of(db),
        labels=LABELS,
        day=wanted.day,
        soon=wanted.soon,
        exports=access.exports("programmes.export", **_asked(wanted), sort=sort),
    )


@bp.get("/programmes.<any(csv, xlsx):kind>")
@permit("programmes.view")
def export(kind: str) -> ResponseReturnValue:
    db, wanted = get_db(), _wanted()
    found, _total = store.listed(db, wanted, sort=request.args.get("sort", "code"))
    names = themes_of(db)
    table = [_cells(each, names, wanted.day) for each in found]
    return table_response(kind, _("지원사업 목록"), [title for title, _cell in columns(names)], table)


def columns(themes: dict[str, Any]) -> list[tuple[str, Any]]:
    """The columns of the list as a file, which the import reads again, each with its cell."""

    def codes(name: str) -> Any:
        return lambda p: ", ".join(label(code, KINDS[name]) for code in getattr(p, name))

    return [
        (_("코드"), lambda p: p.code),
        (_("이름"), lambda p: p.name_ko),
        (_("영문이름"), lambda p: p.name_en),
        (_("기관종류"), lambda p: label(p.owner_kind, "programme_owner")),
        (_("기관"), lambda p: p.owner),
        (_("시행지역"), lambda p: p.region),
        (_("분야"), codes("domains")),
        (_("주제"), lambda p: ", ".join(named(themes[c]) if c in themes else c for c in p.themes)),
        (_("단계"), codes("levels")),
        (_("성장단계"), codes("stages")),
        (_("규모"), codes("sizes")),
        (_("산업 종류"), codes("industry_kinds")),
        (_("지역 종류"), codes("area_kinds")),
        (_("한도"), lambda p: _("모름") if p.cap is None else p.cap),
        (_("한도기준"), lambda p: label(p.cap_per, "cap_per")),
        (_("시작일"), lambda p: p.opens_on),
        (_("마감일"), lambda p: p.closes_on),
        (_("접수 차수"), lambda p: p.applications),
        (_("신청 방법"), lambda p: p.apply),
        (_("출처"), lambda p: p.source),
        (_("출처 주소"), lambda p: p.address),
        (_("기준일"), lambda p: p.as_of),
        (_("비고"), lambda p: p.note),
        (_("상태"), lambda p: label(p.period(today().isoformat()), "programme_period")),
        (_("판"), lambda p: p.versions),
    ]


def _cells(programme: Programme, themes: dict[str, Any], day: str) -> list[Any]:
    return [cell(programme) for _title, cell in columns(themes)]


@bp.get("/programmes/<programme_id>")
@permit("programmes.view")
def programme(programme_id: str) -> ResponseReturnValue:
    db, found, round_id = get_db(), access.my_programme(programme_id), access.round_id()
    held = hold_all(db, read_grounds(db, round_id, my_scope()), [found])
    fitting = [int(n) for n in held.fits.fits[:, 0].nonzero()[0]]
    asking = most_asking(db, round_id, my_scope()) if round_id else {}
    fitting.sort(key=lambda n: (-held.fits.scores(n)[0], -asking.get(held.places[n].area_id, 0)))
    offers, offered = pick_store.listed(db, PicksWanted(programme=programme_id), my_scope(), limit=10)
    return render_template(
        "programmes/programme.html",
        programme=found,
        versions=store.versions_of(db, programme_id),
        themes=themes_of(db),
        kinds=KINDS,
        areas=_areas(fitting[:AREAS], held),
        fitting=len(fitting),
        held=held,
        offers=offers,
        offered=offered,
        day=held.day,
        soon=access.soon(held.rules),
    )


def _areas(places: list[int], held: Any) -> list[tuple[Any, Any]]:
    rows = {a["id"]: a for a in areas_store.list_areas(get_db(), my_scope())}
    return [(rows[held.places[n].area_id], held.places[n]) for n in places]


@bp.route("/programmes/new", methods=["GET", "POST"])
@permit("programmes.edit")
def new() -> ResponseReturnValue:
    form = _form(ProgrammeForm(as_of=today()))
    if form.validate_on_submit():
        try:
            made = editing.add(get_db(), form.code.data or "", _said(form), person_id=current_user.id)
        except BadInput as error:
            form.code.errors = [f"{error.problems[0].what}. {error.problems[0].right}."]
        else:
            flash(_("지원사업을 등록했습니다."), "done")
            return redirect(url_for("programmes.programme", programme_id=made), 303)
    return render_template("programmes/edit.html", form=form, programme=None), 422 if form.errors else 200


@bp.route("/programmes/<programme_id>/edit", methods=["GET", "POST"])
@permit("programmes.edit")
def edit(programme_id: str) -> ResponseReturnValue:
    found = access.my_programme(programme_id)
    form = _form(ProgrammeForm(data=_filled(found)) if request.method == "GET" else ProgrammeForm())
    if form.validate_on_submit():
        said, seen = _said(form), form.seen.data or 0
        changed = editing.change(get_db(), programme_id, said, seen=seen, person_id=current_user.id)
        flash(_("다음 판으로 저장했습니다.") if changed else _("바뀐 것이 없습니다."), "done")
        return redirect(url_for("programmes.programme", programme_id=programme_id), 303)
    return render_template("programmes/edit.html", form=form, programme=found), 422 if form.errors else 200


def _form(form: ProgrammeForm) -> ProgrammeForm:
    """With the choices there are; an amount that cannot be read is told at its field."""
    form.themes.choices = [(code, named(theme)) for code, theme in themes_of(get_db()).items()]
    for name, kind in {**KINDS, "owner_kind": "programme_owner", "cap_per": "cap_per"}.items():
        form[name].choices = choices(kind)
    form.cap.validators = (*form.cap.validators, access.readable_amount)
    return form


def _filled(found: Programme) -> dict[str, Any]:
    """What the form shows of a programme."""
    shown = {name: getattr(found, name) for name in (*PLAIN, *LISTS)} | {"code": found.code, "seen": found.version}
    days = {
        name: date.fromisoformat(shown[name]) if shown[name] else None for name in ("opens_on", "closes_on", "as_of")
    }
    return shown | days | {"cap": "" if found.cap is None else f"{number(found.cap)}원"}


def _said(form: ProgrammeForm) -> Programme:
    """What was filled in, as a programme."""
    allowed = {name: [code for code, _word in form[name].choices] for name in LISTS}
    said: dict[str, Any] = {
        name: " ".join((form[name].data or "").split())
        for name in ("name_ko", "name_en", "owner", "region", "applications", "source", "address")
    }
    said |= {name: chosen(form[name], allowed[name]) for name in LISTS}
    said |= {name: form[name].data.isoformat() if form[name].data else None for name in ("opens_on", "closes_on")}
    return Programme(
        **said,
        owner_kind=form.owner_kind.data if form.owner_kind.data in LABELS["programme_owner"] else "other",
        cap=access.amount(form.cap.data),
        cap_per=form.cap_per.data if form.cap_per.data in LABELS["cap_per"] else "firm",
        apply=(form.apply.data or "").strip(),
        as_of=form.as_of.data.isoformat(),
        note=(form.note.data or "").strip(),
    )


def _wanted() -> Wanted:
    asked = {f.name: request.args.get(f.name, "").strip() for f in fields(Wanted) if f.name not in ("day", "soon")}
    return Wanted(**asked, day=today().isoformat(), soon=access.soon(rules_in_use(get_db())))


def _asked(wanted: Wanted) -> dict[str, str]:
    return {name: value for name, value in asdict(wanted).items() if name not in ("day", "soon")}
