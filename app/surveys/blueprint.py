"""The blueprint of surveys, on which the office's, the researcher's and the respondent's pages stand."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("surveys", __name__)
