"""Forms of sign-in and of the administration of people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, EqualTo, Length

from forms.checkboxes import CheckboxesField


class SignInForm(FlaskForm):
    login = StringField(
        _l("아이디"),
        [DataRequired(_l("아이디를 적어 주십시오.")), Length(max=64, message=_l("아이디가 너무 깁니다."))],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
    password = PasswordField(
        _l("비밀번호"),
        [DataRequired(_l("비밀번호를 적어 주십시오.")), Length(max=200, message=_l("비밀번호가 너무 깁니다."))],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(FlaskForm):
    current = PasswordField(
        _l("지금 비밀번호"),
        [DataRequired(_l("지금 비밀번호를 적어 주십시오."))],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _l("새 비밀번호"),
        [
            DataRequired(_l("새 비밀번호를 적어 주십시오.")),
            Length(min=10, max=200, message=_l("10자 이상 200자 이하로 적어 주십시오.")),
        ],
        description=_l("10자 이상"),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("새 비밀번호 확인"),
        [DataRequired(_l("새 비밀번호를 한 번 더 적어 주십시오.")), EqualTo("password", _l("새 비밀번호와 다릅니다."))],
        render_kw={"autocomplete": "new-password"},
    )


class PersonForm(FlaskForm):
    login = StringField(
        _l("아이디"),
        [
            DataRequired(_l("아이디를 적어 주십시오.")),
            Length(min=3, max=32, message=_l("3자 이상 32자 이하로 적어 주십시오.")),
        ],
        description=_l("영문 소문자와 숫자"),
    )
    name = StringField(
        _l("이름 또는 직함"),
        [DataRequired(_l("이름 또는 직함을 적어 주십시오.")), Length(max=60, message=_l("60자 이하로 적어 주십시오."))],
    )
    role = SelectField(_l("역할"))
    all_areas = BooleanField(_l("모든 밀집지역을 봅니다"))
    areas = CheckboxesField(_l("담당 밀집지역"), description=_l("모든 지역을 보지 않을 때만 고릅니다"))
    sure = BooleanField(_l("담당 지역 없이 만듭니다"))


class ScopeForm(FlaskForm):
    all_areas = BooleanField(_l("모든 밀집지역을 봅니다"))
    areas = CheckboxesField(_l("담당 밀집지역"), description=_l("모든 지역을 보지 않을 때만 고릅니다"))
    sure = BooleanField(_l("이대로 바꿉니다"))


class ConfirmForm(FlaskForm):
    """A button that changes something: only the token."""
