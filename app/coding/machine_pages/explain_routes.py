"""A suggestion taken apart: word by word, the versions that made it, and what was suggested before."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit
from app.coding.access import my_segment, theme_names
from app.coding.blueprint import bp
from app.coding.judging import judgment_store
from app.coding.learning import model_store
from app.coding.statements.judgments import evidence_of
from app.coding.statements.speaking import asked, place, speaker
from app.coding.suggesting.precision import precisions
from app.coding.suggesting.reasons import attitudes_of, maker, plain, reasons_of, shaded
from app.db import get_db, row


@bp.get("/suggestions/<suggestion_id>")
@permit("models.view")
def suggestion(suggestion_id: str) -> ResponseReturnValue:
    db = get_db()
    found = row(db, "select segment_id from suggestion where id = ?", [suggestion_id]) or abort(404)
    segment = my_segment(found["segment_id"])
    every = judgment_store.all_suggestions_of(db, segment["id"])
    shown = next(s for s in every if s["id"] == suggestion_id)
    reasons, evidence = reasons_of(shown, segment["text"]), evidence_of(shown["evidence"], segment["text"])
    parts = reasons.parts if reasons else plain(evidence.spans, segment["text"])
    return render_template(
        "coding/suggesting/explanation.html",
        shown=shown,
        segment=segment,
        who=speaker(segment),
        question=asked(segment),
        place=place(segment),
        reasons=reasons,
        attitudes=attitudes_of(shown, segment["text"]),
        evidence=evidence,
        pieces=shaded(segment["text"], parts, against=True),
        history=every,
        precision=precisions(segment["language"]),
        makers={s["id"]: maker(s) for s in every},
        models=[m for v in shown["model_version"].split("+") if (m := model_store.find_model(db, v))],
        names=theme_names(db),
    )
