"""Pages of what was learned: the models, a model's card, two analyses side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.permissions import permit
from app.coding.access import begin_job, theme_names
from app.coding.blueprint import bp
from app.coding.learning import learning, model_store
from app.coding.learning.proof import ACCEPTED, ON_BASE, REJECTED, always_yes
from app.coding.learning.reliability import bins_of, reliability
from app.coding.learning.themes_now import themes_now
from app.coding.meaning import searching
from app.coding.statements.judgments import STANCES, STATEMENTS
from app.coding.suggesting.base_card import sections
from app.coding.suggesting.base_figures import figures
from app.coding.suggesting.precision import base_card, base_themes
from app.db import get_db
from app.words.labels import label


@bp.get("/models")
@permit("models.view")
def models() -> ResponseReturnValue:
    db = get_db()
    used = model_store.current(db, learning.THEME)
    return render_template(
        "coding/learning/models.html",
        models=model_store.models(db),
        used={kind: m["version"] for kind in ("theme", "stance", "statement") if (m := model_store.current(db, kind))},
        model=used,
        card=json.loads(used["card"]) if used else None,
        themes=themes_now(db, base_themes()),
        names=theme_names(db),
        new=model_store.judgments_since(db),
        due=learning.due(db),
        enough=learning.ENOUGH_NEW,
        needed=(ACCEPTED, REJECTED),
        on_base=ON_BASE,
    )


@bp.post("/models/refit")
@permit("coding.run")
def refit() -> ResponseReturnValue:
    return begin_job("refit")


@bp.get("/models/base")
@permit("models.view")
def base_model() -> ResponseReturnValue:
    names = theme_names(get_db())
    return render_template(
        "coding/learning/base_model.html",
        figures=figures(base_card(), list(names), vectors=searching.offered()),
        names=names,
        sections=sections(base_card(), str(get_locale()), list(names)),
        word=lambda key: names.get(key) or label(key, "base_card"),
    )


@bp.get("/models/<version>")
@permit("models.view")
def model(version: str) -> ResponseReturnValue:
    db = get_db()
    found = model_store.find_model(db, version) or abort(404)
    card, names = json.loads(found["card"]), _names(db, found["kind"])
    themes = model_store.themes_of(db, version)
    chosen = request.args.get("theme", "")
    chosen = chosen if chosen in card["themes"] else ""
    bins = bins_of(card["themes"], chosen)
    return render_template(
        "coding/learning/model.html",
        model=found,
        used=(model_store.current(db, found["kind"]) or {"version": ""})["version"] == version,
        withdrawn=model_store.learned_withdrawn(db, found),
        card=card,
        learned=card["learned"],
        lines=_by_theme(card["learned"]["held_out"], names),
        themes=themes,
        always_yes=always_yes,
        names=names,
        chosen=chosen,
        bins=bins,
        chart=reliability(bins, names.get(chosen, _("모든 주제"))),
        word=lambda w: _("용어집의 ‘%(theme)s’ 용어", theme=names.get(w[1:], w[1:])) if w.startswith("=") else w,
        needed=(ACCEPTED, REJECTED),
        on_base=ON_BASE,
    )


def _names(db: Database, kind: str) -> dict[str, str]:
    """Names of what a model of this kind tells apart."""
    if kind == learning.THEME:
        return theme_names(db)
    return {code: label(code, kind) for code in _codes(kind)}


def _codes(kind: str) -> tuple[str, ...]:
    return STANCES if kind == "stance" else STATEMENTS


def _by_theme(lines: list[dict[str, Any]], order: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The card's lines by theme in this order: all languages first, then each that was decided on."""
    found: dict[str, list[dict[str, Any]]] = {code: [] for code in order}
    for line in lines:
        if line["accepted"] or line["rejected"]:
            found.setdefault(line["theme"], []).append(line)
    return {code: own for code, own in found.items() if own}
