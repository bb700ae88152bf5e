"""The page that says whether enough has been coded: how far successive models agree, and what asks for a second look."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.permissions import may, permit
from app.coding.access import theme_names
from app.coding.blueprint import bp
from app.coding.learning import learning, model_store, suspect_store
from app.coding.learning.enough import AGREED, IN_A_ROW, Step, chart, in_a_row, taught
from app.coding.learning.themes_now import themes_now
from app.coding.suggesting.precision import base_themes
from app.db import get_db

# Models in table and chart. Chosen, not measured: more stand too close to be told apart.
NEWEST = 24


@bp.get("/review/enough")
@permit("models.view")
def enough() -> ResponseReturnValue:
    db = get_db()
    models = [m for m in model_store.models(db) if m["kind"] == learning.THEME][:NEWEST]
    oldest_first = sorted(models, key=lambda m: m["number"])
    steps = [Step(m["decisions_sha256"], m["until"], m["agreement"]) for m in oldest_first]
    counted = [m for m, new in zip(oldest_first, taught(steps), strict=True) if new]
    same = in_a_row([m["agreement"] for m in counted])
    coder_id = current_user.id if may("review.code") else None
    return render_template(
        "coding/learning/enough.html",
        models=models,
        counted={m["version"] for m in counted},
        chart=chart([(m["number"], m["decisions"], m["agreement"]) for m in counted]),
        same=same,
        reached=same >= IN_A_ROW,
        agreed=AGREED,
        in_a_row=IN_A_ROW,
        themes=themes_now(db, base_themes()),
        names=theme_names(db),
        new=model_store.judgments_since(db),
        suspects=suspect_store.count_segments(db, coder_id),
    )
