"""Pages of new terms: what respondents often say and the codebook does not name."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.areas.anonymity import LEAST_FIRMS
from app.codebook import draft_store
from app.coding.access import theme_names
from app.db import get_db
from app.exploring import finding, offering, store
from app.exploring.access import frame, my_choice, my_sight, nothing_yet, whole
from app.exploring.blueprint import bp
from app.exploring.choices import Sight
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.labels import label
from nlp.exploring.concordance import cleaned
from nlp.exploring.newterms import NewTerm

PAGE = 30


@bp.get("/explore/terms")
@permit("explore.view")
def terms() -> ResponseReturnValue:
    sight, db = my_sight(), get_db()
    if sight is None:
        return nothing_yet()
    choice, number, found = my_choice(), page_number(), _offered(sight)
    shown = found[(number - 1) * PAGE : number * PAGE]
    return render_template(
        "exploring/terms.html",
        **frame(sight, [choice]),
        choice=choice,
        order=_order(),
        fewest=_fewest(),
        page=Page(number, PAGE, len(found)),
        found=shown,
        places=finding.places(db, [each for term in shown for each in term.examples]),
        passed=store.passed_terms(db, current_user.id),
        draft=draft_store.open_draft(db, current_user.id),
        address=choice.address(),
    )


@bp.get("/explore/terms.<any(csv, xlsx):kind>")
@permit("explore.view")
def terms_export(kind: str) -> ResponseReturnValue:
    sight = my_sight()
    if sight is None:
        return nothing_yet()
    themes = theme_names(get_db())
    table = [
        [
            *(t.form, label(t.lang, "language"), t.respondents, t.segments),
            *(themes.get(t.theme or "", ""), t.with_theme, round(t.closeness, 3), ", ".join(t.holds)),
        ]
        for t in _offered(sight)
    ]
    titles = [
        *(_("용어"), _("언어"), _("말한 곳"), _("문장"), _("가까운 주제"), _("그 주제의 문장"), "z"),
        _("들어 있는 용어"),
    ]
    return table_response(kind, _("새 용어 후보"), titles, table)


@bp.post("/explore/terms/pass")
@permit("explore.view")
def pass_term() -> ResponseReturnValue:
    """Set a term aside, or offer it again."""
    form = cleaned(request.form.get("form", ""))
    if request.form.get("again"):
        offering.offer_again(get_db(), current_user.id, form)
        flash(_("다시 보이게 했습니다: %(form)s", form=form), "done")
    elif form:
        offering.set_aside(get_db(), current_user.id, form)
        flash(
            _("더 보이지 않게 했습니다: %(form)s. 아래 ‘보지 않기로 한 용어’에서 되돌릴 수 있습니다.", form=form),
            "done",
        )
    return _back()


@bp.post("/explore/terms/add")
@permit("codebook.edit")
def add_term() -> ResponseReturnValue:
    """Put a term into the person's codebook draft."""
    form, theme = cleaned(request.form.get("form", "")), request.form.get("theme", "")
    lang = "en" if request.form.get("lang") == "en" else "ko"
    offering.put_into_draft(get_db(), current_user.id, theme=theme, form=form, lang=lang)
    name = theme_names(get_db()).get(theme, theme)
    flash(_("코드북 초안의 ‘%(theme)s’ 주제에 넣었습니다: %(form)s. 게시하면 쓰입니다.", form=form, theme=name), "done")
    return _back()


def _back() -> ResponseReturnValue:
    asked: dict[str, Any] = request.args.to_dict(flat=False)
    return redirect(url_for("exploring.terms", **asked))


def _offered(sight: Sight) -> list[NewTerm]:
    found = offering.offer(get_db(), my_choice(), sight, person_id=current_user.id, min_respondents=_fewest())
    return offering.ordered(found, _order())


def _fewest() -> int:
    return whole("respondents", LEAST_FIRMS, LEAST_FIRMS, 1000)


def _order() -> str:
    order = request.args.get("order", "")
    return order if order in offering.ORDERS else "closeness"
