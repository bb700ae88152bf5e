"""Whose eyes read: what their role lets them read of single statements."""

from __future__ import annotations

from dataclasses import dataclass

from flask_login import current_user

from app.accounts.people import EVERYTHING, Scope
from app.accounts.permissions import EXPERT, OFFICIAL, may
from app.accounts.signing_in import my_scope


@dataclass(frozen=True)
class Eyes:
    """Who reads.

    Attributes
    ----------
    single : bool
        Whether single statements are read as they stand: experts and analysts. All others read what is told of cells,
        firms' names masked, speakers blurred.
    talk : bool
        Whether what was said at roundtables is (a facilitator keeps them); what was written in surveys is not.
    coder : str
        An expert's id: others' codings show only where the expert has given a word.
    """

    scope: Scope
    single: bool = False
    talk: bool = False
    coder: str = ""


# What leaves the house is read by nobody in particular.
LEAVING = Eyes(EVERYTHING)


def my_eyes() -> Eyes:
    """The eyes of the person signed in."""
    role = current_user.role
    single = may("quotes.view") and role != OFFICIAL
    return Eyes(my_scope(), single, single or may("roundtables.view"), current_user.id if role == EXPERT else "")
