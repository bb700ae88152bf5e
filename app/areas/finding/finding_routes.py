"""What the field for an area offers while one types."""

from __future__ import annotations

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas.blueprint import bp
from app.areas.finding import finding
from app.db import get_db
from app.words.formats import named


@bp.get("/areas/matches")
@permit("areas.view")
def matches() -> ResponseReturnValue:
    """Codes and names of the areas of one's own that a text may mean, a page of them at most."""
    found = finding.matches(get_db(), signing_in.my_scope(), request.args.get("q", "")[:120])
    return jsonify([f"{area['code']} {named(area)}" for area in found[: finding.MOST]])


bp.add_app_template_global(finding.few, "few_areas")
bp.add_app_template_global(finding.area_found, "area_found")
