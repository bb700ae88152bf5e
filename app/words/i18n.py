"""Languages: Korean is the source text, English the catalogue. Compiles the catalogue when it is older than its source."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_app_context, has_request_context, request, session
from flask_babel import Babel, force_locale, gettext
from flask_login import current_user

from app.config import LANGUAGES

TRANSLATIONS = Path(__file__).parents[1] / "translations"


def compile_catalogues(folder: Path = TRANSLATIONS) -> None:
    """Write each messages.mo that is missing or older than its messages.po."""
    for source in folder.glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        # A name of its own: the processes of a server all compile it when they start together.
        with NamedTemporaryFile(dir=target.parent, prefix="messages.", suffix=".part", delete=False) as part:
            write_mo(part, catalogue)
        Path(part.name).chmod(0o644)
        Path(part.name).replace(target)


def language() -> str:
    """The language of this request: chosen in the address, kept in the session, or the person's own; else Korean."""
    if not has_request_context():
        return "ko"
    if "language" not in g:
        g.language = _choose()
    return g.language


@lru_cache(maxsize=4096)
def in_english(text: str) -> str:
    """A Korean text of the catalogue in English; itself where there is none, or no application to ask."""
    if not has_app_context():
        return text
    with force_locale("en"):
        return gettext(text)


def _choose() -> str:
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        session["lang"] = asked
        return asked
    if session.get("lang") in LANGUAGES:
        return session["lang"]
    if current_user and current_user.is_authenticated:
        return current_user.locale
    return "ko"


def install(app: Flask) -> None:
    compile_catalogues()
    Babel(app, default_locale="ko", locale_selector=language, default_timezone="Asia/Seoul")
