"""Forms of proposals: how one is worded, what becomes of it, and links for those who made it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField, widgets
from wtforms.validators import DataRequired, Length, Optional

from forms.checkboxes import CheckboxesField

_DAY = widgets.DateInput()


class ProposalForm(FlaskForm):
    """What is asked for, in the office's words; the statements it stands on are boxes of the page."""

    seen = IntegerField(default=0, validators=[Optional()], widget=widgets.HiddenInput())
    title = StringField(
        _l("제목"),
        [DataRequired(_l("무엇을 해 달라는 제안인지 한 줄로 적어 주십시오.")), Length(max=120)],
        description=_l("무엇을 해 달라는지 한 줄로 적습니다. 모두가 읽는 칸이니 기업이나 사람의 이름은 적지 않습니다."),
    )
    text = TextAreaField(
        _l("내용"), [DataRequired(_l("제안의 내용을 적어 주십시오.")), Length(max=2000)], render_kw={"rows": 5}
    )
    themes = CheckboxesField(_l("주제"), choices=[], validate_choice=False)
    domain = SelectField(_l("영역"), choices=[], validate_choice=False)
    addressee = StringField(
        _l("받는 곳"),
        [Length(max=120)],
        description=_l("답해야 하는 기관이나 부서"),
        render_kw={"list": "addressees", "autocomplete": "off"},
    )
    due_on = StringField(_l("답할 날"), widget=_DAY)


class WrittenForm(ProposalForm):
    """A proposal that stands in minutes or a letter: besides its words where it stands, who asked, on which day."""

    meeting = SelectField(_l("나온 곳"), choices=[], validate_choice=False)
    organization = StringField(
        _l("말한 곳"),
        [Length(max=120)],
        description=_l(
            "회의에서는 기록에 적힌 기관이나 기업, 공문에서는 보낸 기관이나 명부에 있는 기업의 이름이나 코드입니다."
        ),
        render_kw={"list": "people", "autocomplete": "off"},
    )
    area = StringField(_l("밀집지역"))
    said_on = StringField(_l("공문의 날짜"), widget=_DAY, description=_l("회의에서 나온 것이면 회의한 날로 적습니다."))


class AnswerForm(FlaskForm):
    """What becomes of a proposal; which fields are wanted depends on the state and is said where one is missing."""

    seen = IntegerField(default=0, validators=[Optional()], widget=widgets.HiddenInput())
    action = RadioField(_l("상태"), choices=[], validate_choice=False)
    organization = StringField(
        _l("검토하거나 답하는 기관"), [Length(max=120)], render_kw={"list": "addressees", "autocomplete": "off"}
    )
    assignee_id = SelectField(_l("챙길 사람"), choices=[], validate_choice=False)
    reflected = StringField(
        _l("등록된 지원사업이나 계획 과제"),
        [Length(max=400)],
        description=_l("코드나 이름을 적고 목록에서 고르면 답에서 바로 열립니다. 없으면 비워 두십시오."),
        render_kw={"list": "reflected-found", "autocomplete": "off", "type": "search"},
    )
    reflected_in = StringField(
        _l("반영한 곳"), [Length(max=300)], description=_l("정책이나 지원사업, 계획 과제의 이름")
    )
    link = StringField(_l("주소"), [Length(max=500)], description=_l("공고나 계획을 볼 수 있는 주소(없어도 됩니다)"))
    happened_on = StringField(_l("날짜"), widget=_DAY)
    reason = TextAreaField(
        _l("까닭이나 답"),
        [Length(max=2000)],
        description=_l("제안한 기업이 자기 링크로 읽습니다. 반영하지 않으면 까닭을 꼭 적습니다."),
        render_kw={"rows": 4},
    )


class JoinForm(FlaskForm):
    """Which proposal goes on in this one: by its number (2026H2-3)."""

    other = StringField(_l("합칠 제안의 번호"), render_kw={"placeholder": "2026H2-3", "autocomplete": "off"})


class LinkForm(FlaskForm):
    """For whom personal links are made, and until when they open."""

    whom = CheckboxesField(_l("누구에게"), choices=[], validate_choice=False)
    expires_on = StringField(_l("쓸 수 있는 마지막 날"), [DataRequired(_l("날짜를 적어 주십시오."))], widget=_DAY)
