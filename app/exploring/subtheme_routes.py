"""The page of sub-themes: clusters of statements proposed as sub-themes, and their terms for a draft."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.codebook import draft_store
from app.coding.access import theme_names
from app.db import get_db
from app.exploring import finding, meaning, offering, store
from app.exploring.access import my_sight, nothing_yet
from app.exploring.blueprint import bp
from app.exploring.choices import Sight
from app.exploring.ordering import job_page, my_job, ordered
from app.paging import Page, page_number
from nlp.exploring.concordance import cleaned
from nlp.exploring.newterms import squeezed

PAGE = 10


@bp.get("/explore/subthemes")
@permit("explore.view")
def subthemes() -> ResponseReturnValue:
    sight, db = my_sight(), get_db()
    if sight is None:
        return nothing_yet()
    job, result = my_job("subthemes")
    number, clusters = page_number(), _clusters(result, sight)
    shown = clusters[(number - 1) * PAGE : number * PAGE]
    return render_template(
        "exploring/subthemes.html",
        **job_page(job, sight),
        result=result,
        clusters=shown,
        page=Page(number, PAGE, len(clusters)),
        places=finding.places(db, [each for cluster in shown for each in cluster["members"]]),
        new=_new(shown),
        draft=draft_store.open_draft(db, current_user.id),
        missing=meaning.why_not(),
    )


@bp.post("/explore/subthemes")
@permit("explore.view")
def find_subthemes() -> ResponseReturnValue:
    return ordered("subthemes")


@bp.post("/explore/subthemes/add")
@permit("codebook.edit")
def add_subtheme() -> ResponseReturnValue:
    """Put the ticked words of a cluster into the person's codebook draft."""
    theme = request.form.get("theme", "")
    ticked = [each.partition(":") for each in request.form.getlist("term")]
    terms = [("en" if lang == "en" else "ko", cleaned(form)) for lang, _colon, form in ticked if cleaned(form)]
    if not terms or not theme:
        flash(_("넣을 말과 주제를 골라 주십시오."), "careful")
    else:
        offering.put_all_into_draft(get_db(), current_user.id, theme=theme, terms=terms)
        told = {"theme": theme_names(get_db()).get(theme, theme), "form": ", ".join(form for _lang, form in terms)}
        flash(_("코드북 초안의 ‘%(theme)s’ 주제에 넣었습니다: %(form)s. 게시하면 쓰입니다.", **told), "done")
    asked: dict[str, Any] = request.args.to_dict(flat=False)
    return redirect(url_for("exploring.subthemes", **asked))


def _clusters(result: dict[str, Any], sight: Sight) -> list[dict[str, Any]]:
    """The clusters with what of them is within the scope today."""
    listed = result.get("clusters", [])
    seen = set(store.within(get_db(), [each for cluster in listed for each in cluster["members"]], sight.scope))
    clusters = [{**each, "members": [s for s in each["members"] if s in seen]} for each in listed]
    return [each for each in clusters if len(each["members"]) > 1]


def _new(clusters: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
    """Of each cluster, the terms that neither the codebook nor the person's draft names."""
    known = {squeezed(form) for form in offering.known_forms(get_db(), current_user.id)}
    return [[(form, lang) for form, lang in each["terms"] if squeezed(form) not in known] for each in clusters]
