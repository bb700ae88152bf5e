"""The form of what a programme says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from forms.checkboxes import CheckboxesField
from forms.surveys import DayField

NAME = Length(max=100, message=_l("100자까지 적을 수 있습니다."))
SHORT = Length(max=200, message=_l("200자까지 적을 수 있습니다."))
LONGEST = Length(max=1000, message=_l("1,000자까지 적을 수 있습니다."))
_ANY = _l("고르지 않으면 가리지 않습니다.")


class ProgrammeForm(FlaskForm):
    """What a programme says; the page fills in the choices. `seen` is the version the page showed."""

    seen = IntegerField(default=0, validators=[Optional()], widget=HiddenInput())
    code = StringField(
        _l("코드"),
        [Length(max=20, message=_l("20자까지 적을 수 있습니다."))],
        description=_l("비우면 P001처럼 다음 번호를 붙입니다."),
    )
    name_ko = StringField(_l("이름"), [DataRequired(_l("이름을 적어 주십시오.")), NAME])
    name_en = StringField(_l("영문 이름"), [NAME], description=_l("비우면 영문 화면에도 한국어 이름이 나옵니다."))
    owner_kind = SelectField(_l("기관 종류"), choices=[], validate_choice=False)
    owner = StringField(_l("기관"), [DataRequired(_l("운영하는 기관을 적어 주십시오.")), NAME])
    region = StringField(
        _l("시행 지역"),
        [SHORT],
        description=_l("다른 시·도의 사업이면 그 지역을 적습니다. 권하지 않고 참고로만 보입니다."),
    )
    domains = CheckboxesField(_l("분야"), choices=[], validate_choice=False)
    themes = CheckboxesField(
        _l("주제"), choices=[], validate_choice=False, description=_l("고르지 않으면 분야에 드는 주제 모두입니다.")
    )
    levels = CheckboxesField(_l("위기징후 단계"), choices=[], validate_choice=False, description=_ANY)
    stages = CheckboxesField(_l("성장단계"), choices=[], validate_choice=False, description=_ANY)
    sizes = CheckboxesField(_l("기업 규모"), choices=[], validate_choice=False, description=_ANY)
    industry_kinds = CheckboxesField(_l("산업 종류"), choices=[], validate_choice=False, description=_ANY)
    area_kinds = CheckboxesField(_l("지역 종류"), choices=[], validate_choice=False, description=_ANY)
    cap = StringField(_l("한도"), [SHORT], description=_l("15억 원, 800만 원처럼 적습니다. 모르면 비웁니다."))
    cap_per = SelectField(_l("한도 기준"), choices=[], validate_choice=False)
    opens_on = DayField(_l("시작일"), [Optional()], description=_l("모르면 비웁니다."))
    closes_on = DayField(_l("마감일"), [Optional()], description=_l("모르면 비웁니다."))
    applications = StringField(_l("접수 차수"), [SHORT], description=_l("해마다 몇 번, 언제 받는지"))
    apply = TextAreaField(_l("신청 방법"), [LONGEST], render_kw={"rows": 3})
    source = StringField(_l("출처"), [DataRequired(_l("무엇을 보고 적었는지 적어 주십시오.")), SHORT])
    address = StringField(_l("출처 주소"), [LONGEST], description=_l("공고가 있는 주소. 글로만 보입니다."))
    as_of = DayField(_l("기준일"), [InputRequired(_l("출처가 그렇게 말한 날을 적어 주십시오."))])
    note = TextAreaField(_l("비고"), [LONGEST], render_kw={"rows": 3})

    def validate_domains(self, field: CheckboxesField) -> None:
        if not {code for code, _word in field.choices} & set(field.data or ()):
            raise ValidationError(_l("분야를 하나는 골라 주십시오."))

    def validate_closes_on(self, field: DayField) -> None:
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(_l("마감일이 시작일보다 빠릅니다."))


def chosen(field: CheckboxesField, allowed: Any) -> tuple[str, ...]:
    """What was ticked of what there is, in the order of what there is."""
    return tuple(code for code in allowed if code in (field.data or ()))
