"""Forms of plans: the head of a plan with its strategies, a task with its milestones, how a task stands, a file."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from forms.checkboxes import CheckboxesField
from forms.surveys import DayField

# Sixteen digits and more are no budget of any city, and SQLite's integers end at nineteen.
MOST_WON = 10**15
_UNITS = {
    **{"조": 10**12, "천억": 10**11, "백억": 10**10, "십억": 10**9, "억": 10**8},
    **{"천만": 10**7, "백만": 10**6, "만": 10**4, "천": 10**3, "": 1},
}
_PART = re.compile(r"(\d+(?:\.\d+)?)(조|천억|백억|십억|억|천만|백만|만|천|)")
UNKNOWN = frozenset({"", "모름", "미정", "비공개", "금액모름", "unknown", "-", "–"})
HOW = _l("1,000억 원, 15억 원, 8,000,000처럼 적고, 모르면 비워 두십시오.")


def read_won(text: str) -> int | None:
    """An amount as people write it, in won; None where nobody knows it. Raises ValueError for what is no amount.

    >>> read_won("4,265억 원"), read_won("15억 3,000만원"), read_won("8000000"), read_won("모름")
    (426500000000, 1530000000, 8000000, None)
    """
    bare = re.sub(r"[\s,]", "", text).removesuffix("원").casefold()
    if bare in UNKNOWN:
        return None
    parts = _PART.findall(bare)
    sizes = [_UNITS[unit] for _number, unit in parts]
    if "".join(number + unit for number, unit in parts) != bare or sizes != sorted(set(sizes), reverse=True):
        raise ValueError(str(HOW))
    whole = sum(_times(number, size) for (number, _unit), size in zip(parts, sizes, strict=True))
    if whole > MOST_WON:
        raise ValueError(str(HOW))
    return whole


def _times(number: str, size: int) -> int:
    """A number with its unit in whole won: 1.5억 is 150,000,000, and 0.3 won is no amount."""
    whole, _point, rest = number.partition(".")
    scaled = int(whole + rest) * size
    if scaled % 10 ** len(rest):
        raise ValueError(str(HOW))
    return scaled // 10 ** len(rest)


class WonField(StringField):
    """An amount of money in any way people write it; data is won, None for unknown."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.written = valuelist[0] if valuelist else ""
        try:
            self.data = read_won(self.written)
        except ValueError as error:
            self.data = None
            raise ValueError(
                _l("금액으로 읽을 수 없습니다. 1,000억 원, 15억 원, 8,000,000처럼 적어 주십시오.")
            ) from error

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:,}"


class StrategyLine(Form):
    """A strategy of a plan, where it stands among the others, and the id it has kept since it was made."""

    id = HiddenField()
    position = StringField(_l("순서"), [Length(max=3)], render_kw={"inputmode": "numeric"})
    title = StringField(_l("전략"), [Length(max=200, message=_l("200자 이하로 적어 주십시오."))])


class MilestoneLine(Form):
    """A step of a task: what, by when, reached when."""

    title = StringField(_l("무엇을"), [Length(max=120, message=_l("120자 이하로 적어 주십시오."))])
    due_on = DayField(_l("언제까지"), [Optional()])
    done_on = DayField(_l("이룬 날"), [Optional()])

    def validate_due_on(self, field: DayField) -> None:
        if bool(self.title.data) != bool(field.data):
            raise ValidationError(_l("이정표의 이름과 날짜를 함께 적어 주십시오."))

    def validate_done_on(self, field: DayField) -> None:
        if field.data and not self.title.data:
            raise ValidationError(_l("어느 이정표인지 이름을 적어 주십시오."))


class PlanForm(FlaskForm):
    """The head of a plan."""

    id = HiddenField()
    seen = HiddenField()
    title = StringField(
        _l("제목"),
        [InputRequired(_l("계획의 제목을 적어 주십시오.")), Length(max=200, message=_l("200자 이하로 적어 주십시오."))],
    )
    occasion = StringField(
        _l("계기"),
        [Length(max=200, message=_l("200자 이하로 적어 주십시오."))],
        description=_l("계획을 세우게 한 회의나 일입니다. 예: 제51차 비상경제대책회의"),
    )
    met_on = DayField(_l("정한 날"), [Optional()], description=_l("회의가 열렸거나 계획을 정한 날입니다."))
    roundtable = SelectField(
        _l("간담회"),
        [Optional()],
        validate_choice=False,
        description=_l("이 자리의 발표와 현장 의견이 기록되어 있으면 고릅니다."),
    )
    declared = WonField(
        _l("발표한 전체 금액"),
        description=_l(
            "계획 전체로 알려진 금액입니다. 과제 금액의 합과 나란히 보입니다. "
            "4,265억 원처럼 적고, 알려지지 않았으면 비워 두십시오."
        ),
    )
    source = StringField(
        _l("출처"),
        [Length(max=300, message=_l("300자 이하로 적어 주십시오."))],
        description=_l("이 내용이 적힌 문서나 보도자료입니다."),
    )
    note = TextAreaField(_l("설명"), [Length(max=4000, message=_l("4,000자 이하로 적어 주십시오."))])
    strategies = FieldList(FormField(StrategyLine), label=_l("전략"))


class TaskForm(FlaskForm):
    """A task of a plan."""

    id = HiddenField()
    seen = HiddenField()
    title = StringField(
        _l("과제"),
        [InputRequired(_l("과제의 이름을 적어 주십시오.")), Length(max=200, message=_l("200자 이하로 적어 주십시오."))],
    )
    strategy = SelectField(_l("전략"), [Optional()], validate_choice=False)
    domain = SelectField(_l("영역"), [Optional()], validate_choice=False)
    budget = WonField(_l("예산"), description=HOW)
    funding = StringField(
        _l("재원"),
        [Length(max=120, message=_l("120자 이하로 적어 주십시오."))],
        description=_l("예: 국비, 시비, 육성자금"),
    )
    term = SelectField(_l("기간"), [Optional()], validate_choice=False)
    organization = StringField(
        _l("담당 기관"),
        [Length(max=120, message=_l("120자 이하로 적어 주십시오."))],
        description=_l("예: 예시 경제정책과"),
    )
    owner = SelectField(
        _l("담당자"), [Optional()], validate_choice=False, description=_l("목소리를 쓰는 사람이면 고릅니다.")
    )
    themes = CheckboxesField(_l("주제"), [Optional()], validate_choice=False)
    milestones = FieldList(FormField(MilestoneLine), label=_l("이정표"))


class StatusForm(FlaskForm):
    """How a task stands, since when, and why."""

    status = SelectField(_l("상태"), [InputRequired(_l("상태를 골라 주십시오."))], validate_choice=False)
    on_day = DayField(_l("언제부터"), [InputRequired(_l("그렇게 된 날짜를 적어 주십시오."))])
    note = TextAreaField(
        _l("까닭이나 내용"),
        [Length(max=1000, message=_l("1,000자 이하로 적어 주십시오."))],
        description=_l("중단한 과제에는 까닭을 꼭 적습니다."),
        render_kw={"rows": 3},
    )


class PlanFileForm(FlaskForm):
    """A table of tasks."""

    file = FileField(_l("과제 표(XLSX, CSV)"), [FileRequired(_l("파일을 골라 주십시오."))])


class FollowForm(FlaskForm):
    """Who goes to the firms that are picked, and when."""

    id = HiddenField()
    researcher = SelectField(_l("조사원"), [InputRequired(_l("조사원을 골라 주십시오."))], validate_choice=False)
    planned_on = DayField(_l("방문할 날"), [InputRequired(_l("방문할 날을 골라 주십시오."))])
