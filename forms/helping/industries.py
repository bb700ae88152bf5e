"""Forms of key industries: an industry, what is proposed of it, the committee's meeting, a cycle, a result, a file."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from forms.checkboxes import CheckboxesField

_NEEDED = InputRequired(_l("적어 주십시오."))
_SHORT, _LONG = (
    Length(max=100, message=_l("100자까지 적을 수 있습니다.")),
    Length(max=2000, message=_l("2,000자까지 적을 수 있습니다.")),
)
_DAY = InputRequired(_l("날짜를 적어 주십시오."))
_CODE = Regexp(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}$", message=_l("영문자와 숫자로 20자까지 적어 주십시오(예: BS-01)."))


class IndustryForm(FlaskForm):
    """An industry of a cycle's list."""

    code = StringField(_l("코드"), [_NEEDED, _CODE])
    name_ko = StringField(_l("이름"), [_NEEDED, _SHORT])
    name_en = StringField(_l("영어 이름"), [Optional(), _SHORT])
    kind = SelectField(_l("구분"), choices=[])
    province = StringField(_l("시·도"), [_NEEDED, _SHORT])
    region = StringField(_l("권역"), [Optional(), _SHORT])
    industry_code = SelectField(_l("명부의 업종"), choices=[], validate_choice=True)
    maturity = SelectField(_l("기술 성숙도"), choices=[])
    infrastructure = TextAreaField(_l("기반시설"), [Optional(), _LONG])
    scope = TextAreaField(_l("범위"), [Optional(), _LONG])
    example = BooleanField(_l("지어낸 예시입니다"))
    source = StringField(_l("출처"), [_NEEDED, _SHORT])
    as_of = DateField(_l("출처의 날짜"), [_DAY])


class DecisionForm(FlaskForm):
    """What is proposed of an industry. Name, kind and scope count where it is adjusted, the successor where replaced."""

    verdict = RadioField(_l("결정"), [InputRequired(_l("결정을 골라 주십시오."))], choices=[])
    successor = SelectField(_l("대체할 산업(후보)"), choices=[], validate_choice=False)
    name_ko = StringField(_l("새 이름"), [Optional(), _SHORT])
    kind = SelectField(_l("새 구분"), choices=[], validate_choice=False)
    scope = TextAreaField(_l("새 범위"), [Optional(), _LONG])
    reason = TextAreaField(_l("사유"), [_NEEDED, _LONG])
    grounds = TextAreaField(_l("근거가 된 자료"), [Optional(), _LONG])
    themes = CheckboxesField(_l("근거가 된 주제"), choices=[], validate_choice=False)


class MeetingForm(FlaskForm):
    """A meeting of the committee, and the drafts it decided."""

    decisions = SelectMultipleField(_l("결정한 초안"), choices=[], validate_choice=False)
    met_on = DateField(_l("회의 날짜"), [_DAY])
    members = IntegerField(
        _l("위원 수"),
        [InputRequired(_l("위원 수를 적어 주십시오.")), NumberRange(1, 500, _l("1명부터 500명까지 적어 주십시오."))],
    )
    attended = IntegerField(
        _l("참석"),
        [
            InputRequired(_l("참석한 위원 수를 적어 주십시오.")),
            NumberRange(1, 500, _l("1명부터 500명까지 적어 주십시오.")),
        ],
    )
    note = TextAreaField(_l("회의에서 나온 말"), [Optional(), _LONG])

    def validate_attended(self, field: IntegerField) -> None:
        """No more came than there are."""
        if self.members.data is not None and field.data is not None and field.data > self.members.data:
            raise ValidationError(_l("참석한 사람이 위원 수보다 많습니다. 위원 수까지 적어 주십시오."))


class CycleForm(FlaskForm):
    """A cycle: its years and the cycle before."""

    first_year = IntegerField(_l("첫해"), [_NEEDED, NumberRange(1990, 2100, _l("네 자리 연도를 적어 주십시오."))])
    last_year = IntegerField(_l("마지막 해"), [_NEEDED, NumberRange(1990, 2100, _l("네 자리 연도를 적어 주십시오."))])
    before = SelectField(_l("앞 주기"), choices=[], validate_choice=False)


class IncentiveForm(FlaskForm):
    """The result of a year's evaluation of an industry."""

    year = IntegerField(_l("평가한 해"), [_NEEDED, NumberRange(1990, 2100, _l("네 자리 연도를 적어 주십시오."))])
    grade = StringField(_l("등급"), [_NEEDED, _SHORT])
    amount = IntegerField(
        _l("인센티브(원)"),
        [Optional(), NumberRange(0, 10**15, _l("0 이상의 금액을 적어 주십시오."))],
        description=_l("모르면 비워 둡니다. 비운 것은 0원이 아니라 모르는 것입니다."),
    )
    source = StringField(_l("출처"), [_NEEDED, _SHORT])
    as_of = DateField(_l("출처의 날짜"), [_DAY])


class IndustryImportForm(FlaskForm):
    """A file of a cycle and what it holds."""

    cycle = SelectField(_l("주기"), choices=[])
    kind = RadioField(
        _l("자료"),
        [InputRequired(_l("어느 자료인지 골라 주십시오."))],
        choices=[
            SelectChoice("list", _l("산업 목록")),
            SelectChoice("decisions", _l("선정위원회 결정 초안")),
            SelectChoice("incentives", _l("평가와 인센티브")),
        ],
    )
    file = FileField(
        _l("파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        description=_l("CSV(UTF-8, CP949), XLSX, XLS, XLSB 또는 ODS, 20 MB까지"),
        render_kw={"accept": ".csv,.xlsx,.tsv,.txt,.xls,.xlsb,.ods"},
    )
