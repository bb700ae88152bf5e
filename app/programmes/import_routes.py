"""Bringing the register as a file, and the empty table to fill in."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.areas import store as areas
from app.db import get_db
from app.programmes.blueprint import bp
from app.programmes.register.importing import columns_of, import_programmes
from app.tables.refused import refused_at
from app.tables.sheets import table_response
from app.words.formats import number
from forms.helping.programme_files import ProgrammesFileForm


@bp.route("/programmes/import", methods=["GET", "POST"], endpoint="import")
@permit("programmes.edit")
def bring() -> ResponseReturnValue:
    db, form = get_db(), ProgrammesFileForm()
    if form.validate_on_submit():
        with refused_at(form.file):
            file = form.file.data
            done = import_programmes(db, file.read(), file.filename or "", person_id=current_user.id)
            told = _(
                "%(file)s: 새로 추가 %(new)s건, 변경 %(changed)s건, 그대로 %(unchanged)s건입니다.",
                file=done.file_name,
                new=number(done.new),
                changed=number(done.changed),
                unchanged=number(done.unchanged),
            )
            flash(told, "done")
            for text in done.told:
                flash(text, "careful")
            return redirect(url_for("programmes.index"), 303)
    page = render_template(
        "programmes/import.html", form=form, columns=columns_of(db), imports=areas.recent_imports(db, ["programmes"])
    )
    return page, 422 if form.errors else 200


@bp.get("/programmes/import.<any(csv, xlsx):form>")
@permit("programmes.edit")
def template(form: str) -> ResponseReturnValue:
    explained = columns_of(get_db())
    titles = [each.column.titles[0] for each in explained]
    return table_response(form, _("지원사업 양식"), titles, [[each.example for each in explained]])
