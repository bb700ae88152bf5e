"""Who may do what: one readable table of permissions and roles, and the decorators every route stands under."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import abort, redirect, request, url_for
from flask_login import current_user

from app.errors import speaks_json

RESEARCHER, FACILITATOR, EXPERT = "researcher", "facilitator", "expert"
ANALYST, OFFICIAL, ADMIN = "analyst", "official", "admin"
EVERYONE = frozenset({RESEARCHER, FACILITATOR, EXPERT, ANALYST, OFFICIAL, ADMIN})

PERMISSIONS: dict[str, frozenset[str]] = {
    "home.view": EVERYONE,
    "areas.view": EVERYONE,
    "areas.import": frozenset({ANALYST, ADMIN}),
    "indicators.view": frozenset({EXPERT, ANALYST, OFFICIAL, ADMIN}),
    "indicators.import": frozenset({ANALYST, ADMIN}),
    "indicators.classify": frozenset({ANALYST}),
    "surveys.view": frozenset({RESEARCHER, ANALYST, OFFICIAL}),
    "surveys.manage": frozenset({ANALYST}),
    "surveys.invite": frozenset({RESEARCHER, ANALYST}),
    "surveys.contacts": frozenset({ANALYST}),
    "surveys.enter": frozenset({RESEARCHER}),
    "surveys.returns": frozenset({ANALYST}),
    "surveys.texts": frozenset({RESEARCHER, EXPERT, ANALYST}),
    "surveys.confirm": frozenset({RESEARCHER, ANALYST}),
    "surveys.sealed": frozenset({ANALYST}),
    "surveys.correct": frozenset({ANALYST}),
    # On site: the day's package, forms and records of one's own laptop; whoever asks firms on site, and nobody else.
    "field.work": frozenset({RESEARCHER}),
    "field.assign": frozenset({ANALYST}),
    # A single visit with its notes and photos: who goes there and who sends them.
    "field.view": frozenset({RESEARCHER, ANALYST}),
    # Keying in paper forms: whoever is at the office; two of them are wanted.
    "field.paper": frozenset({RESEARCHER, ANALYST}),
    # What a laptop brought and no rule let in: read as it was given, so only who holds the sealed side already.
    "field.settle": frozenset({ANALYST}),
    "roundtables.view": frozenset({FACILITATOR, EXPERT, ANALYST}),
    "roundtables.edit": frozenset({FACILITATOR}),
    "roundtables.raw": frozenset({FACILITATOR}),
    "codebook.view": frozenset({EXPERT, ANALYST}),
    "codebook.edit": frozenset({EXPERT, ANALYST}),
    "models.view": frozenset({EXPERT, ANALYST}),
    "explore.view": frozenset({EXPERT, ANALYST}),
    "review.code": frozenset({EXPERT}),
    # Settling where coders differ: a coder proposes and somebody else agrees, whoever did not code it settles.
    "review.settle": frozenset({EXPERT, ANALYST}),
    # Who is to code what, and who is behind.
    "review.plan": frozenset({ANALYST}),
    "themes.view": frozenset({EXPERT, ANALYST, OFFICIAL}),
    "quotes.view": frozenset({EXPERT, ANALYST, OFFICIAL}),
    "coding.run": frozenset({EXPERT, ANALYST}),
    "evaluation.view": frozenset({ANALYST, OFFICIAL}),
    # What one firm's word adds to a score: for who reads and judges single answers anyway, and nobody else.
    "evaluation.answers": frozenset({EXPERT, ANALYST}),
    "evaluation.run": frozenset({ANALYST}),
    "evaluation.state": frozenset({ANALYST}),
    "schemes.draft": frozenset({ANALYST}),
    # A second person: the official who answers for the policy, or another analyst.
    "schemes.approve": frozenset({ANALYST, OFFICIAL}),
    "validation.view": frozenset({EXPERT, ANALYST, OFFICIAL}),
    "validation.vote": frozenset({OFFICIAL, EXPERT}),
    "validation.close": frozenset({ANALYST}),
    "levels.decide": frozenset({OFFICIAL}),
    # Whoever reads statements notes what comes to mind of them; a diary is its author's alone.
    "memos.write": frozenset({EXPERT, ANALYST}),
    # For good, and without reading: who runs the workbench.
    "memos.empty": frozenset({ADMIN}),
    # What the city or an area means to do: whoever prepares the council, and the official who answers for it.
    "plans.view": frozenset({ANALYST, OFFICIAL}),
    "plans.edit": frozenset({ANALYST, OFFICIAL}),
    "industries.view": frozenset({EXPERT, ANALYST, OFFICIAL}),
    "industries.edit": frozenset({ANALYST}),
    # The selection committee's word is recorded by who answers for it.
    "industries.decide": frozenset({OFFICIAL}),
    # Programmes of support: what there is and whom it fits; picking one for a firm, and what became of it.
    "programmes.view": frozenset({EXPERT, ANALYST, OFFICIAL}),
    "programmes.edit": frozenset({ANALYST}),
    "programmes.pick": frozenset({ANALYST, OFFICIAL}),
    # What firms ask for: made and joined by who holds the meetings, answered by who can speak for the office.
    "proposals.view": frozenset({FACILITATOR, EXPERT, ANALYST, OFFICIAL}),
    "proposals.edit": frozenset({FACILITATOR, ANALYST}),
    "proposals.answer": frozenset({ANALYST, OFFICIAL}),
    "reports.view": frozenset({ANALYST, OFFICIAL}),
    # The analyst alone: holds the sealed side of returns already, so that answering opens nothing new. Not the
    # administrator, who hands out rights and closes accounts and reads nothing that was said.
    "requests.handle": frozenset({ANALYST}),
    "people.manage": frozenset({ADMIN}),
    "audit.view": frozenset({ADMIN, ANALYST}),
    "audit.review": frozenset({ADMIN}),
    "account.own": EVERYONE,
}

View = TypeVar("View", bound=Callable[..., Any])


def may(permission: str) -> bool:
    """Whether the person signed in holds the permission."""
    return current_user.is_authenticated and current_user.role in PERMISSIONS[permission]


def permit(permission: str) -> Callable[[View], View]:
    """The route needs this permission: nobody signed in goes to the sign-in page (a script gets 401), another role 403."""
    if permission not in PERMISSIONS:
        raise ValueError(f"unknown permission: {permission}")

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                if request.method != "GET" or speaks_json():
                    abort(401)
                return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
            if not may(permission):
                abort(403)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return wrap


def public(view: View) -> View:
    """The route is open to anyone: respondents' pages, sign-in. Tests hold the list of these."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view
