"""Why somebody takes home what people said: asked before such a file is handed out, kept in the trail."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import may
from app.errors import BadInput, Problem
from app.words.labels import choices, label
from forms.accounts import ReasonForm

# Files that hold single people's or firms' words, names or returns, and what each is (a code of LABELS["download"]).
# tests/accounts/test_reasons.py looks into every file there is.
REASONED = {
    "accounts.audit_export": "audit",
    "coding.codings_export": "codings",
    "coding.compare_export": "comparison",
    "exchange.export_codings": "codings",
    "exchange.export_file": "codings",
    "exchange.export_matrix": "codings",
    "corpus.find_export": "corpus",
    "exploring.alike_export": "alike",
    "exploring.meaning_export": "meaning",
    "exploring.words_export": "concordance",
    "proposals.minutes_verbatim": "minutes_verbatim",
    "roundtables.export_transcript": "transcript",
    "roundtables.original_file": "original",
    "surveys.export_file": "responses",
    "surveys.responses": "responses",
    "surveys.responses_outside": "responses_outside",
    "surveys.texts_export": "texts",
}
# Asked but not told: the request wants something first.
ASKED = 428
# A shorter word explains nothing. Chosen, not measured.
LEAST = 5
OTHER = "other"


def ask() -> ResponseReturnValue | None:
    """Before a request: the page that asks, where the file wants a reason and none was given; else the reason is kept."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.endpoint not in REASONED or not may(getattr(view, "permission", "home.view")):
        return None
    form = ReasonForm(request.args)
    form.reason.choices = choices("reason")
    asked = "reason" in request.args or "note" in request.args
    if asked and form.validate():
        g.reason = {"reason": form.reason.data, **({"note": form.note.data} if form.note.data else {})}
        return None
    return _page(form), ASKED


def _page(form: ReasonForm) -> str:
    asked = ("reason", "note", "back")
    kept = [(key, value) for key, value in request.args.items(multi=True) if key not in asked]
    return render_template(
        "accounts/reason.html",
        form=form,
        kept=kept,
        back=_back(),
        what=label(REASONED[request.endpoint or ""], "download"),
    )


def _back() -> str:
    """The page of ours the person came from."""
    came = urlsplit(request.referrer or "")
    page = came._replace(scheme="", netloc="").geturl() if came.netloc == request.host else ""
    page = request.args.get("back") or page
    return page if page.startswith("/") and not page.startswith(("//", "/\\")) else url_for("home.today")


def told(reason: str) -> dict[str, str]:
    """A reason given to a command: a code or a word of the list, or one's own words. Raises BadInput without one."""
    reason, listed = reason.strip(), dict(choices("reason"))
    for code, word in listed.items():
        if reason in (code, word) and code != OTHER:
            return {"reason": code}
    if len(reason) < LEAST or reason in (OTHER, listed[OTHER]):
        known = ", ".join(code for code in listed if code != OTHER)
        what = _("개인정보가 담긴 파일을 내보내는 까닭이 없습니다")
        right = _("다음 가운데 하나나 다섯 자 이상의 설명: %(known)s", known=known)
        raise BadInput(Problem("--reason", what, right))
    return {"reason": OTHER, "note": reason}
