"""Pages of areas."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.permissions import permit

bp = Blueprint("areas", __name__)
