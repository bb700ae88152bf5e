"""Sign-in and one's own account; people and the audit trail have files of their own."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from app.accounts import signing_in
from app.accounts.blueprint import bp
from app.accounts.limiting import limiter
from app.accounts.permissions import permit, public
from app.db import get_db
from forms.accounts import PasswordForm, SignInForm


@bp.route("/sign-in", methods=["GET", "POST"])
@public
# By address. Chosen, not measured: lower locks out offices that share one, higher lets more be guessed.
@limiter.limit("30/minute;300/hour", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(_inside(request.args.get("next")))
    form = SignInForm()
    if form.validate_on_submit():
        person = signing_in.check_password(get_db(), form.login.data or "", form.password.data or "")
        if person:
            chosen = session.get("lang")
            session.clear()
            if chosen:
                session["lang"] = chosen
            login_user(person)
            return redirect(_inside(request.args.get("next")))
        form.password.errors = [_("아이디 또는 비밀번호가 맞지 않습니다. 다시 확인해 주십시오.")]
    return render_template("accounts/sign_in.html", form=form), 422 if form.errors else 200


@bp.post("/sign-out")
@permit("account.own")
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"))


@bp.route("/account", methods=["GET", "POST"])
@permit("account.own")
@limiter.limit("20/minute", methods=["POST"])
def own() -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit():
        if signing_in.check_password(get_db(), current_user.login, form.current.data or ""):
            signing_in.set_password(get_db(), current_user.id, form.password.data or "", by=current_user.id)
            flash(_("비밀번호를 바꾸었습니다. 새 비밀번호로 다시 로그인해 주십시오."), "done")
            return redirect(url_for("accounts.sign_in"))
        form.current.errors = [_("지금 비밀번호가 맞지 않습니다.")]
    return render_template("accounts/own.html", form=form), 422 if form.errors else 200


def _inside(target: str | None) -> str:
    """The address to go on to, if it is one of ours; else the first page."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")):
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc:
            return target
    return url_for("home.today")
