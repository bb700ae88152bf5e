"""What can be wrong with what a person brought, and the pages that say so in plain Korean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what is wrong, what would be right (all for people to read)."""

    where: str
    what: str
    right: str


class BadInput(Exception):
    """What a person brought cannot be taken. Carries every problem found; nothing has been stored."""

    def __init__(self, *problems: Problem, source: str = "") -> None:
        super().__init__("; ".join(f"{p.where}: {p.what}" for p in problems))
        self.problems = problems
        self.source = source


class Conflict(Exception):
    """What a person asked for no longer fits what is stored (somebody was quicker). The text is for people."""


View = TypeVar("View", bound=Callable[..., Any])


def in_json(view: View) -> View:
    """The route answers a script: what goes wrong is told it in JSON with the same codes and words."""
    view.in_json = True  # type: ignore[attr-defined]
    return view


def speaks_json() -> bool:
    """Whether the route asked for answers a script."""
    return bool(getattr(current_app.view_functions.get(request.endpoint or ""), "in_json", False))


def install(app: Flask) -> None:
    app.register_error_handler(BadInput, _bad_input)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _bad_input(error: BadInput) -> ResponseReturnValue:
    if speaks_json():
        told = [{"field": "", "where": p.where, "what": p.what, "right": p.right} for p in error.problems]
        return jsonify(problems=told), 422
    return render_template("errors/bad_input.html", problems=error.problems, source=error.source), 422


def _conflict(error: Conflict) -> ResponseReturnValue:
    return _page(409, _("다른 변경과 겹쳤습니다"), str(error))


def _csrf(_error: CSRFError) -> ResponseReturnValue:
    signed_out = not current_user.is_authenticated and _guarded()
    if _keepable():
        return _kept(401 if signed_out else 400, signed_out=signed_out)
    if signed_out:
        return _page(401, *_http_words(401))
    text = _("화면을 연 지 오래되어 보안 확인값이 만료되었습니다. 화면을 새로 고친 뒤 다시 보내 주십시오.")
    return _page(400, _("다시 보내 주십시오"), text)


def _guarded() -> bool:
    """Whether only people who have signed in may send to this address."""
    return getattr(current_app.view_functions.get(request.endpoint or ""), "permission", "public") != "public"


def _keepable() -> bool:
    """Whether what was sent can be offered again: typed on one of our own pages, and no password among it.

    A page of somebody else's must not be able to put words into a form of ours that lacks only a press.
    """
    if request.method != "POST" or not request.form or not _guarded():
        return False
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    ours = site == "same-origin" if site else urlsplit(origin).netloc == request.host
    return ours and not any("password" in name for name in request.form)


def _kept(code: int, *, signed_out: bool) -> tuple[str, int]:
    """A page that holds what was typed, to be sent again with a fresh token once the person has signed in."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    page = render_template(
        "errors/kept.html",
        code=code,
        signed_out=signed_out,
        fields=fields,
        texts=[value for _name, value in fields if len(value.strip()) > 1],
        had_files="multipart" in (request.mimetype or "") and any(f.filename for f in request.files.values()),
        target=request.full_path.rstrip("?"),
    )
    return page, code


def _http(error: HTTPException) -> ResponseReturnValue | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    if code == 401 and _keepable():
        return _kept(code, signed_out=True)
    title, text = _http_words(code)
    return _page(code, title, text)


def _http_words(code: int) -> tuple[str, str]:
    words = {
        400: (
            _("요청을 이해하지 못했습니다"),
            _("주소나 보낸 내용이 올바르지 않습니다. 이전 화면에서 다시 시도해 주십시오."),
        ),
        401: (_("로그인이 끝났습니다"), _("다시 로그인한 뒤 이전 화면에서 다시 보내 주십시오.")),
        403: (
            _("볼 수 있는 권한이 없습니다"),
            _("맡은 역할로는 이 화면을 열 수 없습니다. 필요하면 관리자에게 요청해 주십시오."),
        ),
        404: (_("찾을 수 없습니다"), _("없는 주소이거나, 담당하지 않는 지역의 자료입니다.")),
        405: (_("이 방법으로는 열 수 없습니다"), _("이전 화면의 단추를 눌러 다시 시도해 주십시오.")),
        413: (
            _("파일이 너무 큽니다"),
            _("파일은 20 MB까지 올릴 수 있습니다. 파일을 나누거나 필요한 시트만 남겨 다시 올려 주십시오."),
        ),
        429: (_("시도가 너무 많습니다"), _("잠시 기다린 뒤 다시 시도해 주십시오.")),
    }
    return words.get(
        code, (_("일시적인 오류입니다"), _("저장된 자료는 그대로 있습니다. 잠시 뒤 다시 시도해 주십시오."))
    )


def _unexpected(error: Exception) -> ResponseReturnValue:
    if current_app.testing:
        raise error
    current_app.logger.exception("unexpected error at %s", request.path)
    return _page(500, *_http_words(500))


def _page(code: int, title: str, text: str) -> ResponseReturnValue:
    if speaks_json():
        return jsonify(title=title, error=text), code
    return render_template("errors/page.html", code=code, title=title, text=text), code
