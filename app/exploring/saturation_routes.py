"""The page of saturation: how much new the last roundtables of a round or of an area brought."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit
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
    sight, area = my_sight(), request.args.get("area", "").strip()
    if sight is None:
        return nothing_yet()
    if area and not sight.scope.allows(area):
        abort(404)
    found = saturation(
        get_db(),
        sight.round_id,
        sight.scope,
        area_id=area,
        themed=store.themed(sight),
        blind_for=sight.blind_for,
    )
    return render_template(
        "exploring/saturation.html",
        **frame(sight, [Choice()]),
        area=area,
        found=found,
        chart=brought(found) if found.sittings else None,
        missing=meaning.why_not(),
    )
