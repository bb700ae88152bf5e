"""Forms around surveys: opening one, making links, bringing returns. Questionnaires: forms/questionnaire."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, HiddenField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError


class DayField(DateField):
    """A date whose error is in the page's language: WTForms' own would come out in English."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("날짜는 2026-11-22처럼 적어 주십시오.")) from error


class CountField(IntegerField):
    """A whole number whose error is in the page's language."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("숫자만 적어 주십시오. 예: 10")) from error


class SurveyForm(FlaskForm):
    """A new survey of a wave."""

    wave = SelectField(_l("조사 시기"), [InputRequired(_l("분기를 골라 주십시오."))], validate_choice=False)
    questionnaire = SelectField(_l("설문지"), [InputRequired(_l("설문지를 골라 주십시오."))], validate_choice=False)
    title_ko = StringField(
        _l("제목"),
        [Length(max=120, message=_l("120자 이하로 적어 주십시오."))],
        description=_l("응답하는 기업에도 보입니다. 비워 두면 분기와 설문지 이름으로 짓습니다."),
    )
    title_en = StringField(
        _l("영문 제목"),
        [Length(max=160, message=_l("160자 이하로 적어 주십시오."))],
        description=_l("비워 두면 분기와 설문지의 영문 이름으로 짓습니다."),
    )
    opens_on = DayField(_l("시작일"), [Optional()], description=_l("비워 두면 분기의 첫날입니다."))
    closes_on = DayField(
        _l("마감일"),
        [Optional()],
        description=_l("마감일 밤 12시까지 받습니다. 비워 두면 분기의 마지막 날입니다."),
    )
    target = CountField(
        _l("지역별 목표 응답 수"),
        [
            InputRequired(_l("목표 응답 수를 적어 주십시오.")),
            NumberRange(min=1, max=10_000, message=_l("1에서 10,000 사이의 수를 적어 주십시오.")),
        ],
        default=10,
        render_kw={"inputmode": "numeric"},
    )

    def validate_closes_on(self, field: DayField) -> None:
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(_l("시작일과 같거나 늦은 날을 골라 주십시오."))


class DayForm(FlaskForm):
    """Another last day of a survey."""

    closes_on = DayField(_l("새 마감일"), [InputRequired(_l("마감일을 골라 주십시오."))])


class TitlesForm(FlaskForm):
    """Other titles of a survey; one left empty stays."""

    title_ko = StringField(_l("제목"), [Length(max=120, message=_l("120자 이하로 적어 주십시오."))])
    title_en = StringField(_l("영문 제목"), [Length(max=160, message=_l("160자 이하로 적어 주십시오."))])


class LinkForm(FlaskForm):
    """Links for an area or for all of one's own; an open one may have limits."""

    area = StringField(_l("밀집지역"))
    everywhere = BooleanField(_l("담당 지역 전체"))
    kind = SelectField(
        _l("종류"),
        choices=[
            SelectChoice("open", _l("공개 링크 1개(지역의 어느 기업이나)")),
            SelectChoice("firm", _l("기업 하나의 개인 링크(한 번만 응답)")),
            SelectChoice("firms", _l("모든 기업의 개인 링크(기업마다 하나)")),
        ],
    )
    firm = SelectField(_l("기업"), validate_choice=False)
    most = CountField(
        _l("응답을 모두 몇 건까지 받습니까"),
        [Optional(), NumberRange(min=1, max=100_000, message=_l("1에서 100,000 사이의 수를 적어 주십시오."))],
        render_kw={"inputmode": "numeric"},
    )
    most_a_day = CountField(
        _l("하루에 몇 건까지 받습니까"),
        [Optional(), NumberRange(min=1, max=100_000, message=_l("1에서 100,000 사이의 수를 적어 주십시오."))],
        render_kw={"inputmode": "numeric"},
    )
    last_on = DayField(_l("언제까지 받습니까"), [Optional()])

    def validate_area(self, field: StringField) -> None:
        if not (field.data or "").strip() and not self.everywhere.data:
            raise ValidationError(_l("밀집지역을 적거나 ‘담당 지역 전체’에 표시해 주십시오."))

    def validate_firm(self, field: SelectField) -> None:
        if self.kind.data == "firm" and field.data not in [value for value, _word in field.choices if value]:
            raise ValidationError(_l("기업을 골라 주십시오. 밀집지역을 고르면 그 지역의 기업이 나옵니다."))


class ResponsesForm(FlaskForm):
    """A file of returns."""

    file = FileField(
        _l("응답 파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        description=_l("CSV(UTF-8, CP949), XLSX, XLS, XLSB, ODS, SPSS(.sav) 또는 Stata(.dta), 20 MB까지"),
        render_kw={"accept": ".csv,.xlsx,.tsv,.txt,.xls,.xlsb,.ods,.sav,.dta"},
    )


class CorrectionForm(FlaskForm):
    """Why a closed answer is corrected; the answer itself comes in the question's own field beside it."""

    class Meta(FlaskForm.Meta):
        csrf = False  # the page's own token guards it; a question may be called as a field here

    def __init__(self, **data: object) -> None:
        super().__init__(prefix="correction", **data)

    key = HiddenField()
    reason = RadioField(_l("사유"), [InputRequired(_l("사유를 골라 주십시오."))], validate_choice=False)
    note = StringField(
        _l("설명"),
        [
            InputRequired(_l("무엇을 보고 고치는지 적어 주십시오.")),
            Length(5, 500, message=_l("5자에서 500자 사이로 적어 주십시오.")),
        ],
        description=_l("무엇을 보고 고치는지 적습니다. 사람 이름이나 연락처는 적지 마십시오."),
    )


class ContactsForm(ResponsesForm):
    """A file of contacts."""

    file = FileField(
        _l("연락처 파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        render_kw={"accept": ".csv,.xlsx,.tsv,.txt,.xls,.xlsb,.ods"},
    )


class QuestionnaireFileForm(FlaskForm):
    """A questionnaire as a file."""

    file = FileField(
        _l("설문지 파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        description=_l("XLSForm으로 적은 엑셀 파일(.xlsx, .xls) 또는 JSON, 20 MB까지"),
        render_kw={"accept": ".xlsx,.xlsm,.xls,.xlsb,.ods,.json"},
    )


class EndForm(FlaskForm):
    """How a return ends, why, and that it is meant: neither act can be undone."""

    act = RadioField(
        _l("처리"),
        [InputRequired(_l("철회와 파기 가운데 하나를 골라 주십시오."))],
        choices=[
            SelectChoice("withdrawn", _l("철회: 더는 세지 않고 아무도 읽지 않습니다. 보관 기한까지는 남습니다.")),
            SelectChoice("destroyed", _l("파기: 답과 글, 누구의 응답인지를 지웁니다. 되살릴 수 없습니다.")),
        ],
        validate_choice=False,
    )
    reason = RadioField(
        _l("사유"),
        [InputRequired(_l("사유를 골라 주십시오."))],
        choices=[SelectChoice("request", _l("응답자가 요청함")), SelectChoice("mistake", _l("잘못 입력함"))],
        validate_choice=False,
    )
    sure = BooleanField(_l("되돌릴 수 없음을 알고 처리합니다"), [InputRequired(_l("처리하려면 표시해 주십시오."))])
