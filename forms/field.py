"""Forms of the field: sending researchers to firms, what came of a visit, stacks of paper, what laptops bring."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, MultipleFileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from forms.surveys import CountField, DayField


class SendForm(FlaskForm):
    """Who goes, and when; which visits or firms stands in the boxes of the table beside it."""

    id = HiddenField()
    researcher = SelectField(_l("조사원"), [InputRequired(_l("조사원을 골라 주십시오."))], validate_choice=False)
    planned_on = DayField(_l("방문할 날"), [InputRequired(_l("방문할 날을 골라 주십시오."))])


class VisitReportForm(FlaskForm):
    """What came of a visit: outcome and reason in one choice, so that it works without script."""

    id = HiddenField()
    outcome = SelectField(_l("결과"), [InputRequired(_l("방문 결과를 골라 주십시오."))], validate_choice=False)
    visited_on = DayField(_l("방문한 날"), [InputRequired(_l("방문한 날을 골라 주십시오."))])
    second_on = DayField(
        _l("다시 방문할 날"),
        [Optional()],
        description=_l("거절했거나 만나지 못했을 때 적으면 그날의 방문이 잡힙니다."),
    )
    note = TextAreaField(
        _l("메모"),
        [Length(max=2000, message=_l("2,000자 이하로 적어 주십시오."))],
        description=_l(
            "기업이 한 말의 요지나 다음에 갈 사람에게 알릴 것을 적습니다. 사람 이름과 연락처는 가려져 저장됩니다."
        ),
    )
    consent = BooleanField(_l("위 문구를 읽어 드렸고, 동의하셨습니다"))
    photos = MultipleFileField(
        _l("사진"),
        description=_l(
            "JPEG, PNG, WebP 사진 4장까지. 크기를 줄이고 찍은 곳과 때는 지우고 담습니다. "
            "얼굴이나 차량번호가 보이지 않게 찍어 주십시오."
        ),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )
    latest: date | None = None

    def validate_visited_on(self, field: DayField) -> None:
        if field.data and self.latest and field.data > self.latest:
            raise ValidationError(_l("아직 오지 않은 날짜입니다. 오늘이나 그 전의 날짜를 적어 주십시오."))


class StackForm(FlaskForm):
    """A stack of paper forms of one area, numbered on the paper."""

    id = HiddenField()
    area = SelectField(_l("밀집지역"), [InputRequired(_l("밀집지역을 골라 주십시오."))], validate_choice=False)
    sheets = CountField(
        _l("종이 장수"),
        [
            InputRequired(_l("몇 장인지 적어 주십시오.")),
            NumberRange(min=1, max=500, message=_l("1에서 500 사이의 수를 적어 주십시오.")),
        ],
        description=_l("종이마다 1부터 번호를 적어 두십시오. 두 번 입력한 것을 이 번호로 맞춥니다."),
        render_kw={"inputmode": "numeric"},
    )


class SheetForm(FlaskForm):
    """What stands on a sheet beside its answers."""

    id = HiddenField()
    firm = SelectField(_l("기업"), [InputRequired(_l("기업을 골라 주십시오."))], validate_choice=False)
    answered_on = DayField(
        _l("적은 날"), [InputRequired(_l("종이에 적힌 날을 골라 주십시오."))], description=_l("종이에 적힌 날짜입니다.")
    )
    name = StringField(
        _l("기업 이름"),
        [Length(max=100, message=_l("100자 이하로 적어 주십시오."))],
        description=_l("명부에 없는 기업이면 이름과 업종, 규모를 종이에 적힌 대로 적습니다."),
    )
    industry = SelectField(_l("업종"), [Optional()], validate_choice=False)
    size = SelectField(_l("기업 규모"), [Optional()], validate_choice=False)


class UnusableForm(FlaskForm):
    """That a sheet cannot be used, and why."""

    id = HiddenField()
    unusable = SelectField(_l("까닭"), [InputRequired(_l("까닭을 골라 주십시오."))], validate_choice=False)


# The trail's readers want a sentence, not an essay. Chosen, not measured; the least stands in settling.py too.
LEAST, MOST = 5, 500


class SettleForm(FlaskForm):
    """What becomes of a held record, and why."""

    act = RadioField(
        _l("처리"),
        choices=[
            SelectChoice("accepted", _l("이대로 응답으로 받아들임")),
            SelectChoice("set_aside", _l("응답에서 제외함")),
        ],
        validators=[InputRequired(_l("하나를 골라 주십시오"))],
    )
    reason = TextAreaField(
        _l("까닭"),
        validators=[
            InputRequired(_l("까닭을 적어 주십시오")),
            Length(LEAST, MOST, _l("5자 이상 500자 이하로 적어 주십시오")),
        ],
        render_kw={"rows": 3},
    )


class SettleVisitForm(SettleForm):
    """What becomes of a held visit: which visit it belongs to, and its result where what came cannot stand."""

    act = RadioField(
        _l("처리"),
        choices=[
            SelectChoice("accepted", _l("고른 방문의 결과로 받아들임")),
            SelectChoice("set_aside", _l("방문에서 제외함")),
        ],
        validators=[InputRequired(_l("하나를 골라 주십시오"))],
    )
    visit = SelectField(_l("어느 방문입니까"), validate_choice=False)
    outcome = SelectField(_l("방문 결과"), validate_choice=False)
    why = SelectField(
        _l("방문 결과의 까닭"), validate_choice=False, description=_l("거절, 부재, 폐업·이전이면 까닭이 있어야 합니다.")
    )

    def validate_visit(self, field: SelectField) -> None:
        if self.act.data == "accepted" and not field.data:
            raise ValidationError(_l("이 기록이 어느 방문의 것인지 골라 주십시오."))


class BundleForm(FlaskForm):
    """A file a laptop wrote on a stick."""

    file = FileField(_l("현장 자료 파일"), validators=[FileRequired(_l("파일을 골라 주십시오"))])
