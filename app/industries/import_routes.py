"""Bringing files of a cycle, and the forms they are written in."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.db import get_db
from app.industries import importing, store
from app.industries.blueprint import bp
from app.industries.columns import columns_of
from app.tables.refused import refused_at
from app.tables.sheets import table_response
from app.words.formats import number
from app.words.labels import label
from forms.helping.industries import IndustryImportForm

AFTER = {"list": "industries.index", "decisions": "industries.committee", "incentives": "industries.index"}


@bp.route("/industries/import", methods=["GET", "POST"], endpoint="import")
@permit("industries.edit")
def bring() -> ResponseReturnValue:
    db = get_db()
    cycles = store.list_cycles(db)
    form = IndustryImportForm(kind=request.args.get("kind", "list"), cycle=request.args.get("cycle", ""))
    form.cycle.choices = [(each["code"], each["code"]) for each in cycles]
    if form.validate_on_submit():
        cycle, kind = store.find_cycle(db, form.cycle.data) or abort(404), form.kind.data
        with refused_at(form.file):
            done = importing.bring(db, kind, cycle, form.file.data.read(), form.file.data.filename, current_user.id)
            told = {"new": number(done.new), "changed": number(done.changed), "unchanged": number(done.unchanged)}
            flash(_("새로 추가 %(new)s건, 변경 %(changed)s건, 그대로 %(unchanged)s건입니다.", **told), "done")
            if done.decided:
                again = _("이미 정한 것과 다름 %(n)s건입니다.", n=number(done.decided))
                stays = _("위원회가 다시 정하기 전에는 앞의 결정이 그대로 남습니다.")
                flash(f"{again} {stays}", "careful")
            return redirect(url_for(AFTER[kind], cycle=cycle["code"]), 303)
    explained = {kind: columns_of(db, kind) for kind in importing.KINDS}
    page = render_template("industries/import.html", form=form, cycles=cycles, explained=explained)
    return page, 422 if form.errors else 200


@bp.get("/industries/import/<any(list, decisions, incentives):kind>.<any(csv, xlsx):form>")
@permit("industries.edit")
def template(kind: str, form: str) -> ResponseReturnValue:
    explained = columns_of(get_db(), kind)
    titles, example = [e.column.titles[0] for e in explained], [e.example for e in explained]
    return table_response(form, label(kind, "industry_import"), titles, [example])
