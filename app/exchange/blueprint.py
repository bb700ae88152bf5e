"""The blueprint of exchange: every module named `*routes` of this feature joins it."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("exchange", __name__)
