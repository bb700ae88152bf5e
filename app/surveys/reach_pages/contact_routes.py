"""How firms are reached: the list, a file of it brought and taken home. Personal data, apart from the register."""

from __future__ import annotations

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.areas.match_page import Target, brought, next_page
from app.areas.store import recent_imports
from app.db import get_db
from app.paging import Page, page_number
from app.surveys.asking.asked import area_asked
from app.surveys.blueprint import bp
from app.surveys.reaching import contact_importing, contact_store
from app.tables import waiting
from app.tables.mapping import Mapping
from app.tables.refused import refused_at
from app.tables.sheets import table_response
from app.words.formats import named, number
from forms.surveys import ContactsForm


@bp.route("/surveys/contacts", methods=["GET", "POST"])
@permit("surveys.contacts")
def contacts() -> ResponseReturnValue:
    """The firms of one's areas with how each is reached; a file brings more."""
    if "matching" in request.form:
        return next_page(_target())
    form = ContactsForm()
    if form.validate_on_submit():
        data, name = form.file.data.read(), form.file.data.filename
        with refused_at(form.file):
            return brought(_target(), data, name, _imported)
    return _page(form), 422 if form.errors else 200


def _page(form: ContactsForm) -> str:
    db, scope = get_db(), signing_in.my_scope()
    area_id, search = area_asked(), request.args.get("q", "").strip()
    missing = request.args.get("missing") == "1"
    found = contact_store.list_contacts(db, scope, area_id=area_id, search=search, missing=missing)
    page = Page(page_number(), 50, len(found))
    return render_template(
        "surveys/reaching/contacts.html",
        form=form,
        contacts=found[(page.number - 1) * page.size : page.number * page.size],
        page=page,
        area_id=area_id,
        search=search,
        missing=missing,
        known=contact_store.count_contacts(db, scope),
        imports=recent_imports(db, ["contacts"], 5),
    )


def _imported(data: bytes, file_name: str, mapping: Mapping | None = None) -> ResponseReturnValue:
    done = contact_importing.import_contacts(get_db(), data, file_name, current_user.id, signing_in.my_scope(), mapping)
    waiting.forget(current_app.config["MOKSORI"].data, current_user.id)
    told = {"new": number(done.new), "changed": number(done.changed), "unchanged": number(done.unchanged)}
    words = _(
        "연락처를 새로 %(new)s곳, 고쳐서 %(changed)s곳 저장했습니다. 그대로인 곳은 %(unchanged)s곳입니다.", **told
    )
    flash(words, "done")
    return redirect(url_for("surveys.contacts"))


def _target() -> Target:
    """The file's columns may be matched by a person, as those of the registers."""
    db, scope = get_db(), signing_in.my_scope()

    def trial(data: bytes, file_name: str, mapping: Mapping) -> int:
        contact_importing.import_contacts(db, data, file_name, current_user.id, scope, mapping)
        return 0

    back = url_for("surveys.contacts")
    return Target(
        "contacts",
        [(column, column.titles[0]) for column in contact_importing.columns()],
        trial,
        lambda data, name, mapping: _imported(data, name, mapping),
        back=back,
        active="surveys",
        crumbs=[(url_for("surveys.index"), _("설문")), (back, _("기업 연락처")), (None, _("열 맞추기"))],
    )


@bp.get("/surveys/contacts.<any(csv, xlsx):kind>")
@permit("surveys.contacts")
def contacts_export(kind: str) -> Response:
    """The list as a file that can be filled in and brought back."""
    found = contact_store.list_contacts(get_db(), signing_in.my_scope(), area_id=area_asked())
    titles = [
        _("밀집지역코드"),
        _("밀집지역"),
        _("기업"),
        *(column.titles[0] for column in contact_importing.columns()),
    ]
    fields = ("code", *contact_store.FIELDS)
    table = [[f["area_code"], named(f), f["name"], *(f[name] for name in fields)] for f in found]
    record_download(get_db(), "contacts", len(table))
    return table_response(kind, _("기업 연락처"), titles, table)
