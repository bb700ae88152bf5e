"""Forms of the evaluation: running it as of a day, and stating what it cannot tell."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length


class RunForm(FlaskForm):
    """The day as of which data count."""

    as_of = DateField(
        _l("기준일"),
        [InputRequired(_l("기준일을 2026-11-22처럼 적어 주십시오."))],
        description=_l("이날까지 공표되고 모인 자료만 씁니다. 회차의 기준일이 아닌 날은 시험 계산으로 남습니다."),
    )


class StatementForm(FlaskForm):
    """A person's words about one domain."""

    domain = HiddenField()
    text = TextAreaField(
        _l("의견"),
        [
            InputRequired(_l("의견을 적어 주십시오.")),
            Length(min=10, max=4000, message=_l("10자 이상 4,000자 이하로 적어 주십시오.")),
        ],
        description=_l("지표와 목소리가 왜 다른지, 무엇을 확인했는지 적어 주십시오. 적은 의견은 지워지지 않습니다."),
    )
