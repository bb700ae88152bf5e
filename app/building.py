"""Building the application: settings, database, languages, accounts, and the pages of all features."""

from __future__ import annotations

from flask import Flask
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import db, errors, headers, jobs, nav, paging
from app.config import MAX_UPLOAD_BYTES, VERSION, Config, from_environment
from app.features import blueprints, join
from app.words import formats, i18n


def build(config: Config | None = None, *, pages: bool = True) -> Flask:
    """The Flask application over one data folder; its database is brought to the newest migration."""
    config = config or from_environment()
    app = Flask("app")
    app.config.update(
        MOKSORI=config,
        SECRET_KEY=config.secret_key,
        # The largest file, and the form around it.
        MAX_CONTENT_LENGTH=MAX_UPLOAD_BYTES + 1024 * 1024,
        # Typed fields alone; files do not count. Chosen, not measured: the framework's half a megabyte was raised.
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SESSION_COOKIE_NAME="moksori-example" if config.example else "moksori",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        # Chosen, not measured: shorter signs people out within a day's work, longer leaves forgotten screens open.
        # What was typed is kept when it ends (app/errors.py).
        PERMANENT_SESSION_LIFETIME=12 * 3600,
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        TEMPLATES_AUTO_RELOAD=False,
    )
    if config.proxies:
        # Limits and the access record want the client's address, not the proxy's.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=0)  # type: ignore[method-assign]
    db.open_database(config.database).conn.close()
    app.teardown_appcontext(db.close_db)
    errors.install(app)
    i18n.install(app)
    CSRFProtect(app)
    _install_refusing(app)
    _install_accounts(app)
    for blueprint in blueprints() if pages else ():
        app.register_blueprint(blueprint)
    join()
    jobs.install(app)
    _install_words(app, config)
    app.after_request(headers.add_headers)
    return app


def _install_accounts(app: Flask) -> None:
    from app.accounts import access
    from app.accounts.limiting import limiter
    from app.accounts.signing_in import load_person
    from app.personal import foretelling

    login = LoginManager(app)
    # "strong" would sign out whoever's address changes, as a phone's does in the field.
    login.session_protection = "basic"
    login.user_loader(load_person)
    limiter.init_app(app)
    access.install(app)
    # After the access record, so that it is run before: what nobody kept is not asked about while a view is recorded.
    foretelling.install(app)


def _install_refusing(app: Flask) -> None:
    from app.personal import refusing

    app.before_request(refusing.refuse)


def _install_words(app: Flask, config: Config) -> None:
    from app.accounts.office import office
    from app.areas import rounds

    app.jinja_env.filters.update(formats.FILTERS)
    app.jinja_env.globals.update(
        formats.GLOBALS,
        navigation=nav.entries,
        navigation_behind=nav.behind,
        help_pages=nav.help_pages,
        may=nav.may,
        here=paging.here,
        language=i18n.language,
        example=config.example,
        current_round=rounds.current,
        as_of=rounds.data_as_of,
        office=office,
        version=VERSION,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
