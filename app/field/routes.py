"""The laptop's app and what it takes along: the shell and its worker, which hold nothing of anybody, forms, the day."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from flask import Response, abort, current_app, g, jsonify, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import refresh
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.office import office
from app.accounts.permissions import permit, public
from app.areas import choices
from app.config import LANGUAGES
from app.db import get_db
from app.errors import BadInput
from app.field.blueprint import bp
from app.field.laptop import day, shell, words
from app.field.records import registering
from app.ids import is_id
from app.surveys.answering import filling
from app.surveys.asking import pictures, store

# A laptop asks a geopoint and takes photos; no other page of ours may.
ON_SITE = "camera=(self), microphone=(), geolocation=(self)"


@bp.get("/field/")
@public
def app() -> ResponseReturnValue:
    """The app itself in Korean: it opens without network and without a session, and holds nothing of anybody."""
    return _shell("ko")


@bp.get("/field/en")
@public
def app_in_english() -> ResponseReturnValue:
    return _shell("en")


def _shell(lang: str) -> ResponseReturnValue:
    answer = Response(_page(lang))
    answer.headers["Permissions-Policy"] = ON_SITE
    return answer


def _page(lang: str) -> str:
    _speak(lang)
    return render_template("field/shell.html", words=words.told(), lang=lang)


def _speak(lang: str) -> None:
    """This request's language, without changing the one that was chosen for the other pages."""
    g.language = lang
    refresh()


@bp.get("/field/sw.js")
@public
def worker() -> ResponseReturnValue:
    """The worker with the list of what it keeps. A changed file changes this text, by which the browser learns of it."""
    pages = {url_for("field.app"): _page("ko"), url_for("field.app_in_english"): _page("en")}
    files = {url_for("static", filename=name): sha256 for name, sha256 in shell.files().items()}
    told = {
        "version": shell.version(*pages.values()),
        "pages": {path: hashlib.sha256(page.encode()).hexdigest() for path, page in pages.items()},
        "files": files,
    }
    text = (shell.STATIC / "js" / "field_worker.js").read_text(encoding="utf-8")
    return Response(f"const SHELL = {json.dumps(told)};\n{text}", mimetype="text/javascript")


@bp.get("/field/me")
@permit("field.work")
def me() -> ResponseReturnValue:
    """Who is signed in, for the laptop to know whose store it opens."""
    return jsonify(person=current_user.id, login=current_user.login)


@bp.get("/field/day")
@permit("field.work")
def days_package() -> ResponseReturnValue:
    db, folder = get_db(), current_app.config["MOKSORI"].data
    told = day.package(db, current_user, signing_in.my_scope(), folder=folder)
    forms = [_form(survey, lang) for survey in day.surveys(db) for lang in LANGUAGES]
    return jsonify(**told, forms=forms)


def _form(survey: sqlite3.Row, lang: str) -> dict[str, str]:
    html = _rendered(survey, lang)
    href = url_for("field.form", version_id=survey["version_id"], survey=survey["id"], to=lang)
    sha256 = hashlib.sha256(html.encode()).hexdigest()
    return {"version": survey["version_id"], "survey": survey["id"], "lang": lang, "href": href, "sha256": sha256}


# Rendered forms by everything they are made of, for every laptop asks for the same in the morning; and how many are
# kept. Chosen, not measured: a long one is some hundred kilobytes.
_FORMS: dict[tuple[object, ...], str] = {}
_MOST_FORMS = 64


def _rendered(survey: sqlite3.Row, lang: str) -> str:
    made_of = (*(survey[name] for name in ("id", "version_id", "wave", "title_ko", "title_en")), lang, office())
    if made_of not in _FORMS:
        if len(_FORMS) >= _MOST_FORMS:
            _FORMS.clear()
        _FORMS[made_of] = _render(survey, lang)
    return _FORMS[made_of]


def _render(survey: sqlite3.Row, lang: str) -> str:
    before = g.get("language", "ko")
    _speak(lang)
    try:
        blank = filling.blank(survey)
        page = render_template(
            "field/form.html", survey=survey, filled=blank, picture_src=pictures.inlined, **choices.of_a_firm(get_db())
        )
        return page.replace(blank.response_id, "")
    finally:
        _speak(before)


@bp.get("/field/forms/<version_id>")
@permit("field.work")
def form(version_id: str) -> ResponseReturnValue:
    """A version's form as every page shows it, with nothing of a firm in it, in the language `to`."""
    survey = store.find_survey(get_db(), request.args.get("survey", "")) or abort(404)
    lang = request.args.get("to", "ko")
    if survey["version_id"] != version_id or lang not in LANGUAGES:
        abort(404)
    return _rendered(survey, lang)


@bp.put("/field/devices/<device>")
@permit("field.work")
def register(device: str) -> ResponseReturnValue:
    """Know a laptop's public key; told is what opens its store beside the PIN. May be repeated."""
    if not is_id(device):
        abort(404)
    try:
        told = registering.register(
            get_db(),
            device,
            request.get_json(silent=True),
            person_id=current_user.id,
            folder=current_app.config["MOKSORI"].data,
        )
    except BadInput as error:
        return jsonify(refused=[vars(problem) for problem in error.problems]), 400
    return jsonify(person=current_user.id, login=current_user.login, **told)


def _exempt(state: BlueprintSetupState) -> None:
    """A laptop that was away for days has no fresh token; no form and no foreign page can send a PUT (records.md)."""
    state.app.extensions["csrf"].exempt(f"{__name__}.register")


bp.record(_exempt)
