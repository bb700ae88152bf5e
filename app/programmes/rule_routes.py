"""The rules of matching: read in words, taken home as a file, changed by a file."""

from __future__ import annotations

import json

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import may, permit
from app.db import get_db
from app.programmes.blueprint import bp
from app.programmes.matching import rule_store
from app.programmes.matching.rules import canonical, shipped
from app.programmes.matching.ruling import rules_in_use, store_rules
from app.tables.refused import refused_at
from app.tables.sheets import download
from forms.helping.programme_files import RulesForm


@bp.route("/programmes/rules", methods=["GET", "POST"])
@permit("programmes.view")
def rules() -> ResponseReturnValue:
    db, form = get_db(), RulesForm()
    if form.is_submitted() and not may("programmes.edit"):
        abort(403)
    if form.validate_on_submit():
        with refused_at(form.file):
            file = form.file.data
            stored = store_rules(db, file.read(), file.filename or "", person_id=current_user.id)
            flash(_("매칭 규칙을 바꾸었습니다.") if stored else _("지금 규칙과 같습니다."), "done")
            return redirect(url_for("programmes.rules"), 303)
    page = render_template("programmes/rules.html", form=form, rules=rules_in_use(db), versions=rule_store.versions(db))
    return page, 422 if form.errors else 200


@bp.get("/programmes/rules.json")
@permit("programmes.view")
def rules_file() -> ResponseReturnValue:
    found = rule_store.newest(get_db())
    definition = json.loads(found["definition"] if found else canonical(shipped()))
    text = json.dumps(definition, ensure_ascii=False, indent=2) + "\n"
    return download(text.encode(), f"{_('매칭 규칙')}.json", "application/json; charset=utf-8")
