"""Forms of sign-in and of the administration of people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length

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


class ReasonForm(FlaskForm):
    """Why a file that holds what people said is taken home. It changes nothing, so it is asked in the address."""

    class Meta:
        csrf = False

    reason = RadioField(_l("까닭"), [InputRequired(_l("까닭을 골라 주십시오."))])
    note = StringField(
        _l("설명"),
        [Length(max=200, message=_l("200자 이하로 적어 주십시오."))],
        description=_l("‘그 밖’이면 꼭 적습니다. 사람 이름이나 연락처는 적지 마십시오."),
        filters=[lambda text: " ".join((text or "").split())],
        render_kw={"maxlength": 200, "autocomplete": "off"},
    )

    def validate_note(self, field: StringField) -> None:
        if self.reason.data == "other" and len(field.data or "") < 5:
            raise ValidationError(_l("무엇에 쓰는지 다섯 자 이상으로 적어 주십시오."))


class ReviewForm(FlaskForm):
    """That a month's access record was looked through."""

    note = TextAreaField(
        _l("점검 의견"),
        [Length(max=1000, message=_l("1,000자 이하로 적어 주십시오."))],
        description=_l("무엇을 확인했고 어떻게 했는지 적습니다. 눈에 띄는 접속이 있는 달은 꼭 적습니다."),
        filters=[lambda text: (text or "").strip()],
        render_kw={"rows": 3, "maxlength": 1000},
    )
