"""Before a typed text is stored with names replaced, whoever wrote it sees what would be replaced.

No list of forms: `written` tells here what it replaced, and before the transaction is kept it is asked whether that was
typed in this request and has been seen. Where it has not, the transaction is taken back and a page asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from flask import Flask, Response, current_app, g, has_request_context, render_template, request
from flask.typing import ResponseReturnValue

from app import db
from app.errors import speaks_json

Changes = Sequence[tuple[str, str]]
# What the page sends back: which words were seen with what becomes of them.
SEEN = "masking_seen"
# Longer ones are told in a field of several lines. Chosen, not measured: a title fits in one line.
ONE_LINE = 120


class Foretold(Exception):
    """Nothing was stored: what becomes of the typed words has not been seen yet."""


def install(app: Flask) -> None:
    """Ask before each transaction of a request; what no transaction kept is forgotten with the answer."""
    app.register_error_handler(Foretold, _page)
    app.after_request(_forget)
    if _ask not in db.before_commit:
        db.before_commit.append(_ask)


def note(text: str, changes: Changes) -> None:
    """`written` replaced this in a text. Heard only of texts that were typed in the form of somebody signed in."""
    if changes and has_request_context() and _asks():
        told = g.setdefault("foretold", {})
        for at in _typed(text):
            told[at] = list(dict.fromkeys([*told.get(at, ()), *changes]))


def _asks() -> bool:
    """A page can ask: not a script, and no file would have to be chosen again."""
    view = current_app.view_functions.get(request.endpoint or "")
    guarded = getattr(view, "permission", "public") != "public"
    return request.method == "POST" and guarded and not speaks_json() and not any(request.files.values())


def _typed(text: str) -> list[int]:
    """The places among the sent fields where a text was typed: as a whole, else as a line of one."""
    words, sent = " ".join(text.split()), [" ".join(value.split()) for _name, value in _sent()]
    return [n for n, each in enumerate(sent) if each == words] or [n for n, each in enumerate(sent) if words in each]


def _sent() -> list[tuple[str, str]]:
    return [(name, each) for name, each in request.form.items(multi=True) if name not in (SEEN, "csrf_token")]


def _ask() -> None:
    told = g.get("foretold") if has_request_context() else None
    if told and request.form.get(SEEN) != _seen(told):
        raise Foretold


def _seen(places: Iterable[int]) -> str:
    """What was shown, as a word: the fields and what stood in them."""
    sent = _sent()
    return sha256("\0".join(part for at in sorted(places) for part in sent[at]).encode()).hexdigest()


def _page(_error: Foretold) -> ResponseReturnValue:
    told = g.pop("foretold")
    fields = [(name, value, told.get(n, ())) for n, (name, value) in enumerate(_sent())]
    names = {"seen": _seen(told), "seen_name": SEEN, "target": request.full_path.rstrip("?")}
    return render_template("errors/foretold.html", fields=fields, one_line=ONE_LINE, **names), 422


def _forget(response: Response) -> Response:
    g.pop("foretold", None)
    return response
