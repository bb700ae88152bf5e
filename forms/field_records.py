"""Forms of the office for what laptops bring: settling a held record, a file from a stick."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

# The trail's readers want a sentence, not an essay. Chosen, not measured; the least stands in settling.py too.
LEAST, MOST = 5, 500


class SettleForm(FlaskForm):
    """What becomes of a held record, and why."""

    act = RadioField(
        _l("처리"),
        choices=[
            SelectChoice("accepted", _l("이대로 응답으로 받아들임")),
            SelectChoice("set_aside", _l("응답에서 제외함")),
        ],
        validators=[InputRequired(_l("하나를 골라 주십시오"))],
    )
    reason = TextAreaField(
        _l("까닭"),
        validators=[
            InputRequired(_l("까닭을 적어 주십시오")),
            Length(LEAST, MOST, _l("5자 이상 500자 이하로 적어 주십시오")),
        ],
        render_kw={"rows": 3},
    )


class BundleForm(FlaskForm):
    """A file a laptop wrote on a stick."""

    file = FileField(_l("현장 자료 파일"), validators=[FileRequired(_l("파일을 골라 주십시오"))])
