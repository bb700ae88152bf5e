"""The administrator's pages of people: who there is, new people, their areas, passwords and suspended accounts."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in, store
from app.accounts.blueprint import bp
from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput
from app.words.formats import named
from app.words.labels import choices
from forms.accounts import ConfirmForm, PersonForm, ScopeForm

NAMED_AREAS = 5


@bp.route("/people", methods=["GET", "POST"])
@permit("people.manage")
def people() -> ResponseReturnValue:
    db = get_db()
    form = PersonForm()
    form.role.choices = choices("role")
    districts = _offer_areas(form)
    if form.validate_on_submit() and _has_areas(form):
        password = signing_in.make_password()
        try:
            _add(form, password)
        except BadInput as error:
            form.login.errors = [f"{p.what}. {p.right}." for p in error.problems]
        else:
            return render_template("accounts/new_password.html", login=form.login.data, password=password)
    page = render_template("accounts/people.html", people=store.list_people(db), form=form, districts=districts)
    return page, 422 if form.errors else 200


def _has_areas(form: PersonForm) -> bool:
    """Whether the new person can see anything, or that he or she cannot has been said to be meant."""
    if form.all_areas.data or form.areas.data or form.sure.data:
        return True
    form.sure.errors = [_("담당 지역을 고르지 않았습니다. 이대로 만들면 어느 지역의 자료도 볼 수 없습니다.")]
    return False


def _add(form: PersonForm, password: str) -> None:
    signing_in.add_person(
        get_db(),
        login=(form.login.data or "").strip(),
        name=form.name.data or "",
        role=form.role.data,
        password=password,
        area_ids=form.areas.data or [],
        all_areas=form.all_areas.data,
        by=current_user.id,
    )


@bp.route("/people/<person_id>", methods=["GET", "POST"])
@permit("people.manage")
def person(person_id: str) -> ResponseReturnValue:
    db, found = get_db(), _listed(person_id)
    before = {r["id"]: r for r in store.areas_of_person(db, person_id)}
    form = ScopeForm(data={"all_areas": bool(found["all_areas"]), "areas": list(before)})
    districts = _offer_areas(form)
    if form.validate_on_submit():
        doubt = _lost(form, before, all_before=bool(found["all_areas"]))
        if not doubt or form.sure.data:
            areas = form.areas.data or []
            signing_in.set_scope(db, person_id, areas, all_areas=form.all_areas.data, by=current_user.id)
            flash(_("담당 지역을 바꾸었습니다."), "done")
            return redirect(url_for("accounts.people"))
        form.sure.errors = [doubt]
    page = render_template("accounts/person.html", person=found, form=form, districts=districts)
    return page, 422 if form.errors else 200


def _lost(form: ScopeForm, before: dict[str, sqlite3.Row], *, all_before: bool) -> str:
    """What the person would no longer see, in words; nothing where nothing is lost."""
    after = form.areas.data or []
    if form.all_areas.data:
        return ""
    if not after:
        return _("고른 지역이 없습니다. 이대로 바꾸면 이 사람은 어느 지역의 자료도 볼 수 없습니다.")
    if all_before:
        return _("모든 지역을 보던 사람입니다. 이대로 바꾸면 고른 %(n)s곳만 볼 수 있습니다.", n=len(after))
    lost = [f"{r['code']} {named(r)}" for key, r in before.items() if key not in after]
    if not lost:
        return ""
    names = ", ".join(lost[:NAMED_AREAS])
    if len(lost) > NAMED_AREAS:
        names += " " + _("외 %(n)s곳", n=len(lost) - NAMED_AREAS)
    return _("지금 담당하는 %(all)s곳 가운데 %(n)s곳이 빠집니다: %(names)s", all=len(before), n=len(lost), names=names)


@bp.route("/people/<person_id>/password", methods=["GET", "POST"])
@permit("people.manage")
def reset_password(person_id: str) -> ResponseReturnValue:
    found = store.find_person(get_db(), person_id) or abort(404)
    if not ConfirmForm().validate_on_submit():
        return _ask(
            _("%(login)s 계정의 비밀번호를 새로 만듭니까?", login=found.login),
            _("지금 비밀번호로는 더 로그인할 수 없고, 이 사람이 열어 둔 화면은 모두 로그아웃됩니다."),
            _("새 비밀번호 만들기"),
            name=found.name,
        )
    password = signing_in.make_password()
    signing_in.set_password(get_db(), person_id, password, by=current_user.id)
    return render_template("accounts/new_password.html", login=found.login, password=password)


@bp.route("/people/<person_id>/active", methods=["GET", "POST"])
@permit("people.manage")
def set_active(person_id: str) -> ResponseReturnValue:
    if person_id == current_user.id:
        abort(400)
    found = _listed(person_id)
    if not ConfirmForm().validate_on_submit():
        return _ask_active(found)
    active = request.form.get("active") == "1"
    signing_in.set_active(get_db(), person_id, active=active, by=current_user.id)
    flash(_("계정을 다시 쓸 수 있습니다.") if active else _("계정을 정지했습니다. 기록은 그대로 남습니다."), "done")
    return redirect(url_for("accounts.people"))


def _ask_active(found: sqlite3.Row) -> str:
    if found["active"]:
        return _ask(
            _("%(login)s 계정을 정지합니까?", login=found["login"]),
            _("이 사람은 바로 로그아웃되고 다시 로그인할 수 없습니다. 남긴 기록은 그대로이고, 나중에 풀 수 있습니다."),
            _("계정 정지"),
            name=found["name"],
            danger=True,
            fields={"active": "0"},
        )
    return _ask(
        _("%(login)s 계정을 다시 쓰게 합니까?", login=found["login"]),
        _("전과 같은 비밀번호와 담당 지역으로 로그인할 수 있습니다."),
        _("다시 사용"),
        name=found["name"],
        fields={"active": "1"},
    )


def _ask(
    question: str, told: str, word: str, *, name: str, danger: bool = False, fields: dict[str, str] | None = None
) -> str:
    """A page that says what will happen; its button posts to the same address."""
    asked: dict[str, Any] = {"question": question, "told": told, "word": word, "name": name}
    return render_template("accounts/confirm.html", **asked, danger=danger, fields=fields or {})


def _listed(person_id: str) -> sqlite3.Row:
    return next((p for p in store.list_people(get_db()) if p["id"] == person_id), None) or abort(404)


def _offer_areas(form: PersonForm | ScopeForm) -> list[tuple[str, list[Any]]]:
    """Give the form its choices; returns each district with the boxes of its areas."""
    found = store.areas_by_district(get_db())
    form.areas.choices = [(r["id"], f"{r['code']} {named(r)}") for r in found]
    boxes = zip(found, form.areas, strict=True)
    return [
        (district, [box for _area, box in group])
        for district, group in groupby(boxes, lambda pair: pair[0]["district"])
    ]
