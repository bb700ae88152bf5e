"""A questionnaire as a file: brought, looked at with all that is not carried, then published; and taken home again."""

from __future__ import annotations

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.db import get_db
from app.surveys.asking import bringing, store
from app.surveys.asking.files import written
from app.surveys.blueprint import bp
from app.tables import waiting
from app.tables.sheets import XLSX_TYPE, download
from forms.surveys import QuestionnaireFileForm
from forms.xlsform import answer

# A form of a survey programme has thousands of names that are no ids: more lines than these nobody reads on a page.
SHOWN = 200
_TYPES = {"xlsx": XLSX_TYPE, "json": "application/json; charset=utf-8"}


@bp.route("/questionnaires/import", methods=["GET", "POST"])
@permit("surveys.manage")
def bring_questionnaire() -> ResponseReturnValue:
    """Choose a file, and see what it asks before anything is stored."""
    form = QuestionnaireFileForm()
    if not form.validate_on_submit():
        return render_template("surveys/questionnaires/bring.html", form=form), 422 if form.errors else 200
    data, name = form.file.data.read(), form.file.data.filename or ""
    looked = bringing.look(get_db(), data, name)
    if looked.checked.questionnaire is None:
        problems = bringing.problems(looked.checked)
        return render_template("surveys/questionnaires/bring.html", form=form, problems=problems, name=name), 422
    sha256 = waiting.keep(current_app.config["MOKSORI"].data, current_user.id, data)
    return _preview(looked, sha256)


def _preview(looked: bringing.Looked, sha256: str) -> str:
    return render_template(
        "surveys/questionnaires/preview.html",
        looked=looked,
        told=answer(looked.checked),
        asked=looked.checked.questionnaire,
        sha256=sha256,
        shown=SHOWN,
    )


@bp.post("/questionnaires/publish")
@permit("surveys.manage")
def publish_questionnaire() -> ResponseReturnValue:
    """Publish the file that was looked at, and no other."""
    folder, name = current_app.config["MOKSORI"].data, request.form.get("file_name", "")
    data = waiting.kept(folder, current_user.id, request.form.get("sha256", ""))
    if data is None:
        flash(_("살펴본 파일이 더는 없습니다. 파일을 다시 골라 주십시오."), "wrong")
        return redirect(url_for("surveys.bring_questionnaire"))
    db = get_db()
    version_id = bringing.publish_checked(db, bringing.look(db, data, name).checked, current_user.id)
    waiting.forget(folder, current_user.id)
    flash(_("설문지를 게시했습니다. 이제 이 설문지로 조사를 열 수 있습니다."), "done")
    return redirect(url_for("surveys.questionnaire", version_id=version_id))


@bp.get("/questionnaires/<version_id>/questionnaire.<any(xlsx, json):kind>")
@permit("surveys.manage")
def questionnaire_file(version_id: str, kind: str) -> ResponseReturnValue:
    """A version as an XLSForm or as JSON; either can be brought back as the same version."""
    version = store.find_version(get_db(), version_id) or abort(404)
    record_download(get_db(), "questionnaire", 1, object_kind="questionnaire", object_id=version["questionnaire_id"])
    name = f"{version['code']} {version['number']}.{kind}"
    return download(written(version["definition"], f".{kind}"), name, _TYPES[kind])
