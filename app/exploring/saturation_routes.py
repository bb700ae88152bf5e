"""The page of saturation: how much new the last roundtables of a round or of an area brought."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit
from app.areas.finding.finding import area_found
from app.coding.themes.saturating import saturation
from app.db import get_db
from app.exploring import meaning, store
from app.exploring.access import frame, my_sight, nothing_yet
from app.exploring.blueprint import bp
from app.exploring.charting import brought
from app.exploring.choices import Choice


@bp.get("/explore/saturation")
@permit("explore.view")
def saturated() -> ResponseReturnValue:
    sight = my_sight()
    if sight is None:
        return nothing_yet()
    chosen = area_found()
    found = saturation(
        get_db(),
        sight.round_id,
        sight.scope,
        area_id=chosen["id"] if chosen else "",
        themed=store.themed(sight),
        blind_for=sight.blind_for,
    )
    return render_template(
        "exploring/saturation.html",
        **frame(sight, [Choice()]),
        chosen=chosen,
        found=found,
        chart=brought(found) if found.sittings else None,
        missing=meaning.why_not(),
    )
