"""What an office worker is told by somebody who asks what is held of him or her."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from forms.surveys import DayField


def _word(name: Any, description: Any, most: int = 100) -> StringField:
    return StringField(
        name,
        [Length(max=most, message=_l("%(max)d자 이하로 적어 주십시오."))],
        description=description,
        render_kw={"autocomplete": "off"},
    )


class RequestForm(FlaskForm):
    """Any of it is enough; what more is given, finds more."""

    receipt = _word(_l("접수번호"), _l("응답을 마치며 받은 번호입니다. 예: 2026Q4-7KX2MP"), 40)
    firm = _word(_l("기업"), _l("기업 명부의 이름이나 코드"))
    name = _word(_l("이름"), _l("성과 이름. 예: 홍길동"))
    phone = _word(_l("전화번호"), _l("예: 010-1234-5678"), 40)
    email = _word(_l("이메일"), _l("예: name@example.com"))
    login = _word(_l("아이디"), _l("이 시스템에 로그인하던 사람일 때만 적습니다."), 64)
    received = DayField(_l("요구를 받은 날"), [InputRequired(_l("받은 날을 적어 주십시오."))])
