"""The blueprint of questions to the corpus: every module named `*routes` joins it by being imported."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("corpus", __name__)
