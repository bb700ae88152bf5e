"""Forms of codes beneath themes: what one is, where it goes, what takes its place, its parts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

_LONG = _l("1,000자까지 적을 수 있습니다.")
_NAME = _l("80자까지 적을 수 있습니다.")


class ReasonForm(FlaskForm):
    """Why something is changed; `event` is what the page knew of the code, `count` how many codings it showed."""

    event = HiddenField()
    count = HiddenField()
    reason = StringField(
        _l("까닭"),
        [Length(max=300, message=_l("300자까지 적을 수 있습니다."))],
        description=_l("코드의 기록에 남습니다."),
    )


class CodeForm(ReasonForm):
    """A code's names, criteria, examples and color."""

    place = SelectField(_l("자리"), choices=[], validate_choice=False)
    name_ko = StringField(_l("이름"), [InputRequired(_l("적어 주십시오.")), Length(max=80, message=_NAME)])
    name_en = StringField(
        _l("이름(영어)"),
        [Length(max=80, message=_NAME)],
        description=_l("비워 두면 영어 화면에서도 앞의 이름을 씁니다."),
    )
    definition = TextAreaField(_l("정의"), [Length(max=1000, message=_LONG)], render_kw={"rows": 3})
    include = TextAreaField(_l("포함 기준"), [Length(max=1000, message=_LONG)], render_kw={"rows": 2})
    exclude = TextAreaField(_l("제외 기준"), [Length(max=1000, message=_LONG)], render_kw={"rows": 2})
    examples = TextAreaField(
        _l("예시"),
        [Length(max=1000, message=_LONG)],
        description=_l("이 코드에 드는 말을 한 줄에 하나씩 적습니다. 실제 사람이나 기업의 이름은 적지 마십시오."),
        render_kw={"rows": 2},
    )
    colour = SelectField(_l("색"), choices=[], validate_choice=False)


class PlaceForm(ReasonForm):
    """Where a code moves to."""

    place = SelectField(_l("옮길 자리"), choices=[], validate_choice=False)


class IntoForm(ReasonForm):
    """Which code takes another's place."""

    into = SelectField(_l("합칠 코드"), choices=[], validate_choice=False)


class PartsForm(ReasonForm):
    """The parts a code is split into, a line each; which coding goes to which stands beside."""

    names = TextAreaField(
        _l("나눌 코드의 이름"),
        [InputRequired(_l("적어 주십시오.")), Length(max=600, message=_l("600자까지 적을 수 있습니다."))],
        description=_l("한 줄에 하나씩, 여섯 개까지 적습니다. 같은 자리에 이미 있는 이름을 적으면 그 코드로 갑니다."),
        render_kw={"rows": 3},
    )
    retire = BooleanField(_l("나눈 뒤 이 코드는 더 쓰지 않습니다"))
