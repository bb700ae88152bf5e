"""Languages: Korean is the source text, English the catalogue. Compiles the catalogue when it is older than its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_app_context, has_request_context, request, session
from flask_babel import Babel, Domain, force_locale, get_domain, gettext
from flask_login import current_user
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from app.config import LANGUAGES
from app.words.particles import fit
from app.words.plurals import counted

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
    if has_app_context() and "language" in g:
        return g.language
    if not has_request_context():
        return "ko"
    g.language = _choose()
    return g.language


def speak(chosen: str) -> None:
    """Let the rest of this request, and the session, speak another language."""
    g.language = session["lang"] = chosen


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """For a while another language, of sentences and of names alike: a file in it changes nothing of the session."""
    before = g.get("language")
    g.language = chosen
    try:
        with force_locale(chosen):
            yield
    finally:
        if before is None:
            g.pop("language", None)
        else:
            g.language = before


def in_english(text: str) -> str:
    """A Korean text of the catalogue in English; itself where there is none, or no application to ask."""
    return _in_english(text) if has_app_context() else text


@lru_cache(maxsize=4096)
def _in_english(text: str) -> str:
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


def _ready(told: str, values: Mapping[str, object]) -> str:
    """A sentence with what hangs on its values: Korean particles, English singulars."""
    return fit(counted(told, values), values)


class Sentences(Domain):
    """The catalogue's texts, made to go with the values in them."""

    def gettext(self, string: str, **values: object) -> str:
        told = self.get_translations().ugettext(string)
        return _ready(told, values) % values if values else told

    def ngettext(self, singular: str, plural: str, num: int, **values: object) -> str:
        values.setdefault("num", num)
        return _ready(self.get_translations().ungettext(singular, plural, num), values) % values


class _Babel(Babel):
    @cached_property
    def domain_instance(self) -> Domain:
        return Sentences(domain=self.domain)


@pass_context
def _in_template(context: Context, string: str, /, **values: object) -> str:
    """`_` of a template: what Jinja would do, after the sentence was made to go with its values."""
    told = _ready(get_domain().get_translations().ugettext(string), values)
    return (Markup(told) if context.eval_ctx.autoescape else told) % values


def install(app: Flask) -> None:
    compile_catalogues()
    _Babel(app, default_locale="ko", locale_selector=language, default_timezone="Asia/Seoul")
    app.jinja_env.globals["gettext"] = _in_template
