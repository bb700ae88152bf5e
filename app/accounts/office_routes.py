"""The administrator's page of who asks."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.blueprint import bp
from app.accounts.office import Office, read_office, write_office
from app.accounts.permissions import permit
from app.db import get_db
from forms.office import OfficeForm


@bp.route("/office", methods=["GET", "POST"], endpoint="office")
@permit("people.manage")
def office_page() -> ResponseReturnValue:
    form = OfficeForm(obj=read_office(get_db()))
    if form.validate_on_submit():
        told = (form.name_ko, form.name_en, form.contact, form.address)
        office = Office(*(" ".join((field.data or "").split()) for field in told))
        write_office(get_db(), office, person_id=current_user.id)
        flash(_("조사 기관을 저장했습니다. 이제 설문 화면에 나옵니다."), "done")
        return redirect(url_for("accounts.office"))
    return render_template("accounts/office.html", form=form), 422 if form.errors else 200
