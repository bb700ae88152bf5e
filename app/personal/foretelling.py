"""Before a typed reason or note is stored with names replaced, whoever wrote it sees what would be replaced."""

from __future__ import annotations

from hashlib import sha256

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.permissions import may
from app.db import get_db
from app.personal.written import foretold

# Forms whose texts pass through `written` and are stored for good, with the fields that do.
FIELDS = {
    "programmes.choose": ("reason",),
    "programmes.tell_offer": ("note",),
    "plans.tell": ("note",),
    "proposals.answer": ("reason", "reflected_in"),
    "proposals.new": ("title", "text"),
    "proposals.edit": ("title", "text"),
    "memos.make": ("text",),
    "memos.change": ("text",),
    "evaluation.add_statement": ("text",),
    "evaluation.record_decisions": ("note",),
    "evaluation.close_validation": ("note",),
}
# What the page sends back: which words were seen with what becomes of them.
SEEN = "masking_seen"


def foretell(fields: dict[str, tuple[str, ...]] = FIELDS) -> ResponseReturnValue | None:
    """Before a request: the page that shows what would be replaced, until its words have been seen and sent as they are."""
    names = fields.get(request.endpoint or "", ()) if request.method == "POST" else ()
    texts = {name: request.form[name] for name in names if request.form.get(name, "").strip()}
    seen = sha256("\0".join(texts.values()).encode()).hexdigest()
    if not texts or request.form.get(SEEN) == seen or not _allowed():
        return None
    told = {name: foretold(get_db(), text) for name, text in texts.items()}
    if not any(told.values()):
        return None
    page = render_template(
        "errors/foretold.html",
        fields=[(name, texts[name], changes) for name, changes in told.items() if changes],
        others=[(n, v) for n, v in request.form.items(multi=True) if n not in {*_shown(told), SEEN, "csrf_token"}],
        seen=seen,
        seen_name=SEEN,
        target=request.full_path.rstrip("?"),
    )
    return page, 422


def _shown(told: dict[str, list[tuple[str, str]]]) -> list[str]:
    return [name for name, changes in told.items() if changes]


def _allowed() -> bool:
    """Whoever may not send the form is told so by its route, and learns nothing of the register here."""
    return may(getattr(current_app.view_functions.get(request.endpoint or ""), "permission", ""))
