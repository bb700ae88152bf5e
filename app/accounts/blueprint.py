"""The blueprint of accounts, which its files of routes share."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("accounts", __name__)
