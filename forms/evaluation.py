"""Forms of validation and decision: seats, a blind vote, closing it, the council's decision."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

CONFLICT = "conflict"
# Shorter words say no reason. Chosen, not measured; a statement asks for as much (app/evaluation/display/stating.py).
LEAST_REASON = 10


class MultiCheckboxField(SelectMultipleField):
    """Several choices as a list of checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class GroundsForm(FlaskForm):
    """What another level than the computed one needs; `free` holds the answers that need none."""

    code = SelectField(_l("다르게 판단한 사유"), validate_choice=False)
    evidence = MultiCheckboxField(_l("근거가 되는 자료"), validate_choice=False)
    seen = TextAreaField(
        _l("직접 확인한 내용"),
        [Length(max=2000, message=_l("2,000자 이하로 적어 주십시오."))],
        description=_l("언제, 어디서, 무엇을 보았는지 적습니다. 위의 자료를 고르지 않았다면 꼭 적어 주십시오."),
    )
    free: frozenset[str] = frozenset()

    def needs_grounds(self) -> bool:
        """Whether the level chosen needs a reason code and evidence."""
        chosen = self["level"].data
        return bool(chosen) and chosen not in self.free

    def validate(self, extra_validators: object = None) -> bool:
        good = super().validate(extra_validators)
        if not self.needs_grounds():
            return good
        if not self.code.data:
            self.code.errors = [_l("산출 단계와 다르게 정하는 사유를 골라 주십시오.")]
            good = False
        if not self.evidence.data and not (self.seen.data or "").strip():
            self.evidence.errors = [_l("자료를 하나 이상 고르거나 아래에 확인한 내용을 적어 주십시오.")]
            good = False
        return good


class VoteForm(GroundsForm):
    """One seat's vote: a level, or a declared conflict; `confirmed` is set once it was told in words."""

    level = RadioField(_l("내 판단"), [InputRequired(_l("단계를 고르거나 기권을 골라 주십시오."))])
    reason = TextAreaField(
        _l("사유"),
        [
            InputRequired(_l("판단 사유를 적어 주십시오.")),
            Length(
                min=LEAST_REASON,
                max=2000,
                message=_l("다른 사람이 읽고 알 수 있게 10자 이상 2,000자 이하로 적어 주십시오."),
            ),
        ],
        description=_l("기권이면 어떤 이해관계가 있는지 적습니다."),
    )
    confirmed = HiddenField()


class CloseForm(FlaskForm):
    """Closing a vote at quorum."""

    note = TextAreaField(
        _l("조기 마감 사유"),
        [
            InputRequired(_l("모든 표가 모이기 전에 마감하는 사유를 적어 주십시오.")),
            Length(max=1000, message=_l("1,000자 이하로 적어 주십시오.")),
        ],
    )


class DecisionForm(GroundsForm):
    """The council's decision or the ministry's confirmation; `confirmed` is set once it was told in words."""

    level = RadioField(_l("단계"), [InputRequired(_l("단계를 골라 주십시오."))])
    reason = TextAreaField(
        _l("의결 내용"),
        [Length(max=2000, message=_l("2,000자 이하로 적어 주십시오."))],
        description=_l("의결의 요지를 적습니다. 산출 단계나 지금 단계와 다르면 꼭 적어 주십시오."),
    )
    met_on = DateField(
        _l("회의 날짜"),
        [InputRequired(_l("회의가 열린 날짜를 2026-11-20과 같이 적어 주십시오."))],
        description=_l("기록하는 날이 아니라 회의가 열렸거나 확정한 날입니다. 보고서에 이 날짜가 나옵니다."),
    )
    state = HiddenField()
    confirmed = HiddenField()
    latest: date | None = None

    def validate_met_on(self, field: DateField) -> None:
        if field.data and self.latest and field.data > self.latest:
            raise ValidationError(_l("아직 오지 않은 날짜입니다. 오늘이나 그 전의 날짜를 적어 주십시오."))

    def validate(self, extra_validators: object = None) -> bool:
        good = super().validate(extra_validators)
        if self.needs_grounds() and not (self.reason.data or "").strip():
            self.reason.errors = [_l("왜 다르게 정하는지 적어 주십시오.")]
            good = False
        return good
