"""Forms of a scheme's draft: why it is changed and on what ground; a file instead of fields; approving and dropping."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length


class DraftForm(FlaskForm):
    """The words of a draft; its numbers are read by the scheme's own reader. A file stands for all of them."""

    reason_ko = TextAreaField(
        _l("바꾸는 까닭"), [DataRequired(_l("바꾸는 까닭을 적어 주십시오.")), Length(min=10, max=2000)]
    )
    reason_en = TextAreaField(
        _l("바꾸는 까닭(영어)"), [Length(max=2000)], description=_l("비우면 한국어를 그대로 둡니다.")
    )
    legal_basis_ko = TextAreaField(_l("법적 근거"), [DataRequired(_l("법적 근거를 적어 주십시오.")), Length(max=2000)])
    legal_basis_en = TextAreaField(
        _l("법적 근거(영어)"), [Length(max=2000)], description=_l("비우면 한국어를 그대로 둡니다.")
    )


class DraftFileForm(FlaskForm):
    """A whole scheme as a file."""

    file = FileField(_l("평가 방식 파일(JSON)"), [FileRequired(_l("파일을 골라 주십시오."))])


class EndForm(FlaskForm):
    """Approving or dropping a draft: nothing but the token."""
