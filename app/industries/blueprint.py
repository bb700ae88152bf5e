"""The blueprint of industries, on which its pages stand: every module named `*routes` joins it by being imported."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("industries", __name__)
