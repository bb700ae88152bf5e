"""Pages of a draft: what it changes, files of terms in and out, carrying it over, its end."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.codebook import draft_store, drafting, releasing, store, term_importing
from app.codebook.access import PAGE, my_draft, rebase_page, themes_by_code
from app.codebook.blueprint import bp
from app.codebook.differences import changes_of, compare
from app.codebook.exporting import terms_response
from app.codebook.publishing import definition_of
from app.db import get_db
from app.errors import BadInput
from app.paging import Page, page_number
from app.words.formats import named, number
from forms.codebook import TermImportForm


@bp.post("/codebook/draft")
@permit("codebook.edit")
def begin() -> ResponseReturnValue:
    """Open the draft: on the newest version, from an old one, or on the way to a theme and a term to add."""
    restore = request.form.get("restore", type=int)
    drafting.begin(get_db(), current_user.id, restore=restore)
    if restore:
        flash(_("%(n)s판의 내용으로 초안을 만들었습니다. 미리 보기를 마친 뒤 새 판으로 게시합니다.", n=restore), "done")
    if code := request.form.get("theme"):
        return redirect(url_for("codebook.draft_theme", code=code, form=request.form.get("form") or None), 303)
    return redirect(url_for("codebook.draft"), 303)


@bp.get("/codebook/draft")
@permit("codebook.edit")
def draft() -> ResponseReturnValue:
    db = get_db()
    mine = draft_store.open_draft(db, current_user.id)
    if mine is None:
        return render_template("codebook/no_draft.html", newest=store.newest(db))
    base, difference, number = store.get(db, mine.base_id), drafting.difference_of(db, mine), page_number()
    changes = changes_of(difference, request.args.get("theme", ""), request.args.get("q", ""))
    # The terms of a theme that goes come back with it, not one by one.
    changes = [each for each in changes if each.theme not in difference.themes_gone]
    return render_template(
        "codebook/draft.html",
        draft=mine,
        base=base,
        newest=store.newest(db),
        overtaken=releasing.overtaken(db, mine),
        others=draft_store.others(db, current_user.id),
        difference=difference,
        changes=changes[(number - 1) * PAGE : number * PAGE],
        page=Page(number, PAGE, len(changes)),
        names=themes_by_code(mine.definition, definition_of(db, mine.base_id)),
        state=releasing.preview_state(db, mine),
        empty=[t for t in mine.definition["themes"] if not t["terms"]],
    )


@bp.post("/codebook/draft/drop")
@permit("codebook.edit")
def drop() -> ResponseReturnValue:
    drafting.drop(get_db(), current_user.id)
    flash(_("초안을 버렸습니다. 게시된 판은 그대로 있습니다."), "done")
    return redirect(url_for("codebook.index"), 303)


@bp.post("/codebook/draft/revert")
@permit("codebook.edit")
def revert() -> ResponseReturnValue:
    drafting.revert(get_db(), current_user.id, request.form.get("change", ""))
    flash(_("그 변경을 되돌렸습니다."), "done")
    return redirect(url_for("codebook.draft"), 303)


@bp.get("/codebook/draft.<any(csv, xlsx):kind>")
@permit("codebook.edit")
def draft_export(kind: str) -> ResponseReturnValue:
    return terms_response(kind, _("코드북 초안"), my_draft().definition)


@bp.route("/codebook/draft/import", methods=["GET", "POST"])
@permit("codebook.edit")
def import_terms() -> ResponseReturnValue:
    mine, form = my_draft(), TermImportForm()
    form.theme.choices = [("", _("모든 주제")), *((t["id"], named(t)) for t in mine.definition["themes"])]
    if request.method == "GET":
        form.theme.data = request.args.get("theme", "")
    if not form.validate_on_submit():
        return render_template("codebook/import.html", form=form), 422 if form.errors else 200
    upload = form.file.data
    try:
        after = term_importing.imported(
            mine.definition,
            upload.read(),
            upload.filename,
            theme=form.theme.data,
            way=form.way.data,
        )
    except BadInput as error:
        return render_template("codebook/import.html", form=form, problems=error.problems), 422
    same = not compare(mine.definition, after)
    drafting.put_definition(get_db(), current_user.id, after)
    flash(_("파일이 지금 초안과 같아 바뀐 것이 없습니다.") if same else _("파일의 용어를 초안에 담았습니다."), "done")
    return redirect(url_for("codebook.draft"), 303)


@bp.route("/codebook/draft/rebase", methods=["GET", "POST"])
@permit("codebook.edit")
def rebase() -> ResponseReturnValue:
    db, mine = get_db(), my_draft()
    if request.method == "POST":
        chosen = [name for name, side in request.form.items() if side == "mine"]
        already = len(releasing.settled_of(db, mine))
        releasing.carry_over(db, current_user.id, prefer_mine=chosen)
        told = _("내 변경을 새 판 위로 옮겼습니다. 미리 보기를 다시 해 주십시오.")
        if already:
            told += " " + _("새 판에 이미 있는 변경 %(n)s개는 옮길 것이 없었습니다.", n=number(already))
        flash(told, "done")
        return redirect(url_for("codebook.draft"), 303)
    if not releasing.overtaken(db, mine):
        return redirect(url_for("codebook.draft"))
    return rebase_page()
