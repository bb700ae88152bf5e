"""The form of who asks: what respondents read above the questions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length


class OfficeForm(FlaskForm):
    name_ko = StringField(
        _l("조사 기관 이름"),
        [DataRequired(_l("기관 이름을 적어 주십시오.")), Length(max=80, message=_l("80자 이하로 적어 주십시오."))],
        description=_l("응답하는 기업이 화면 맨 위와 동의 문구 옆, 접수 화면에서 봅니다."),
    )
    name_en = StringField(
        _l("영문 이름"),
        [Length(max=120, message=_l("120자 이하로 적어 주십시오."))],
        description=_l("비워 두면 영문 화면에도 한국어 이름이 나옵니다."),
    )
    contact = StringField(
        _l("문의처"),
        [DataRequired(_l("문의처를 적어 주십시오.")), Length(max=120, message=_l("120자 이하로 적어 주십시오."))],
        description=_l("전화번호나 전자우편. 예: 051-000-0000"),
    )
