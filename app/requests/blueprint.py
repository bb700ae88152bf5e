"""The blueprint of requests, on which its pages stand: every module named `*routes` joins it by being imported."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("requests", __name__)
