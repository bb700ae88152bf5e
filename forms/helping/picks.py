"""Forms of a pick: whom a programme is offered to and why, and what became of it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from forms.helping.programmes import LONGEST, SHORT
from forms.surveys import DayField


class PickForm(FlaskForm):
    """Whom a programme is offered to, and why."""

    whole = HiddenField()
    reason = TextAreaField(
        _l("권하는 까닭"),
        [DataRequired(_l("왜 이 지원사업을 권하는지 적어 주십시오.")), LONGEST],
        description=_l("기업과 다음 회차가 읽을 수 있게 적습니다. 사람과 기업의 이름은 가려집니다."),
        render_kw={"rows": 3},
    )


class ToldForm(FlaskForm):
    """What became of a pick."""

    state = SelectField(_l("상태"), choices=[], validate_choice=False)
    on_day = DayField(_l("날짜"), [InputRequired(_l("있었던 날을 적어 주십시오."))])
    amount = StringField(
        _l("지원 금액"), [SHORT], description=_l("선정되었거나 끝났을 때. 800만 원처럼 적고, 모르면 비웁니다.")
    )
    note = TextAreaField(_l("메모"), [LONGEST], render_kw={"rows": 2})
