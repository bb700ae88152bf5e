"""Forms of one sitting: a reason for many areas, the council's list with its day, a visit of the team."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, MultipleFileField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from forms.evaluation import MultiCheckboxField


class ManyStatementsForm(FlaskForm):
    """One reason for every domain that is picked."""

    picked = MultiCheckboxField(
        _l("의견을 남길 곳"), [InputRequired(_l("하나 이상 골라 주십시오."))], validate_choice=False
    )
    text = TextAreaField(
        _l("의견"),
        [
            InputRequired(_l("의견을 적어 주십시오.")),
            Length(min=10, max=4000, message=_l("10자 이상 4,000자 이하로 적어 주십시오.")),
        ],
        description=_l("고른 곳 모두에 같은 의견이 남습니다. 적은 의견은 지워지지 않습니다."),
    )


class ListForm(FlaskForm):
    """The day of the meeting and its gist; what is decided of each area stands in the list itself."""

    met_on = DateField(
        _l("회의 날짜"),
        [InputRequired(_l("회의가 열린 날짜를 2026-11-20과 같이 적어 주십시오."))],
        description=_l("기록하는 날이 아니라 회의가 열렸거나 확정한 날입니다. 보고서에 이 날짜가 나옵니다."),
    )
    note = TextAreaField(
        _l("의결 요지"),
        [Length(max=2000, message=_l("2,000자 이하로 적어 주십시오."))],
        description=_l("목록 전체에 대한 의결의 요지입니다. 지역마다 함께 남습니다."),
    )
    latest: date | None = None

    def validate_met_on(self, field: DateField) -> None:
        if field.data and self.latest and field.data > self.latest:
            raise ValidationError(_l("아직 오지 않은 날짜입니다. 오늘이나 그 전의 날짜를 적어 주십시오."))


class ConfirmForm(ListForm):
    """The day the ministry confirmed, and the paper it did so by."""

    met_on = DateField(
        _l("확정한 날"),
        [InputRequired(_l("확정한 날짜를 2026-11-20과 같이 적어 주십시오."))],
        description=_l("기록하는 날이 아니라 중앙부처가 확정한 날입니다. 보고서에 이 날짜가 나옵니다."),
    )
    note = TextAreaField(
        _l("확정한 기관과 공문"),
        [
            InputRequired(_l("어느 기관이 어떤 공문으로 확정했는지 적어 주십시오.")),
            Length(min=5, max=2000, message=_l("5자 이상 2,000자 이하로 적어 주십시오.")),
        ],
        description=_l("예: 중소벤처기업부 예시과, 예시과-123호. 지역마다 함께 남습니다."),
    )


class VisitForm(FlaskForm):
    """A visit of the team: when, which seats, what of the checklist was looked at, what was seen, photos."""

    visited_on = DateField(_l("다녀온 날"), [InputRequired(_l("다녀온 날을 2026-11-12처럼 적어 주십시오."))])
    seats = MultiCheckboxField(
        _l("다녀온 자리"), [InputRequired(_l("다녀온 자리를 하나 이상 골라 주십시오."))], validate_choice=False
    )
    looked = MultiCheckboxField(_l("확인한 것"), validate_choice=False)
    note = TextAreaField(
        _l("본 것과 들은 것"),
        [
            InputRequired(_l("무엇을 보고 들었는지 적어 주십시오.")),
            Length(min=10, max=4000, message=_l("10자 이상 4,000자 이하로 적어 주십시오.")),
        ],
    )
    photos = MultipleFileField(
        _l("사진"),
        description=_l(
            "JPEG나 PNG 4장까지, 한 장에 5 MB까지. 찍은 곳과 때는 지우고 담습니다. "
            "얼굴이나 차량번호가 보이지 않게 찍어 주십시오."
        ),
        render_kw={"accept": "image/jpeg,image/png"},
    )
    latest: date | None = None

    def validate_visited_on(self, field: DateField) -> None:
        if field.data and self.latest and field.data > self.latest:
            raise ValidationError(_l("아직 오지 않은 날짜입니다. 오늘이나 그 전의 날짜를 적어 주십시오."))
