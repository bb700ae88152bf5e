"""Who knows which firm a number is of: those who send people there or go, and for all others a sign in its place."""

from __future__ import annotations

import hashlib

from flask import current_app

from app.accounts.permissions import may


def knows_firms() -> bool:
    """Whether the person signed in reads names beside numbers of firms: one rule for every page that has both."""
    return may("field.view")


def sign_of(round_id: str, firm_id: str) -> str:
    """A firm's name for those who are not to know it: the same all through a round, and another in the next."""
    secret = current_app.config["MOKSORI"].secret_key
    return hashlib.sha256(f"{secret} {round_id} {firm_id}".encode()).hexdigest()[:4].upper()
