"""The forms of one judgment, as a card on the bench sends it, of a memo, and of a file of another tool."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

# Some four pages; what is longer is a document of its own. Chosen, not measured.
LONGEST_MEMO = 8000
SEVERITIES = ("1", "2", "3", "4", "5")


class JudgmentForm(FlaskForm):
    """Action, theme, stance, severity, kind of statement and memo; `seen` and `suggestion` say what the page showed."""

    action = HiddenField()
    seen = IntegerField(default=0, validators=[Optional()])
    suggestion = HiddenField()
    theme = SelectField(_l("주제"), choices=[], validate_choice=False)
    stance = RadioField(_l("태도"), choices=[], validate_choice=False)
    severity = RadioField(_l("심각도"), choices=list(SEVERITIES), validate_choice=False)
    statement = SelectField(_l("발언 종류"), choices=[], validate_choice=False)
    memo = TextAreaField(
        _l("메모"), validators=[Optional(), Length(max=2000, message=_l("2,000자까지 적을 수 있습니다."))]
    )

    @property
    def measured(self) -> int | None:
        """The severity chosen, which belongs to a need alone; None for anything that is no number."""
        given = self.severity.data or ""
        return int(given) if self.stance.data == "need" and given in SEVERITIES else None

    def word(self) -> dict[str, Any]:
        """What `app.coding.judging.judging.judge` is told beside the segment and the coder."""
        return {
            "action": self.action.data or "",
            "seen": -1 if self.seen.data is None else self.seen.data,
            "theme_code": self.theme.data if self.action.data in ("change", "add") else None,
            "suggestion_id": self.suggestion.data or None,
            "stance": self.stance.data or None,
            "severity": self.measured,
            "memo": self.memo.data or "",
            "statement": self.statement.data or None,
        }


# What a chooser of files offers; what a file is, is told by what is in it.
ENDINGS = ".qdpx,.qde,.qdc,.sqlite3,.sqlite,.db,.qda,.zip,.csv,.tsv,.xlsx"


class ProjectForm(FlaskForm):
    """A project, a codebook or a table of codings."""

    file = FileField(
        _l("파일"),
        [FileRequired(_l("파일을 고르십시오."))],
        description=_l(
            "REFI-QDA 프로젝트(.qdpx)와 코드북(.qdc), Taguette의 SQLite 파일, QualCoder의 data.qda, "
            "코딩 표(CSV, XLSX: 문서, 코드, 인용 또는 시작과 끝). 20 MB까지."
        ),
        render_kw={"accept": ENDINGS},
    )


class MemoForm(FlaskForm):
    """The text, whether reports may hold it, and which version of it the page showed."""

    text = TextAreaField(
        _l("메모"),
        [
            InputRequired(_l("내용을 적어 주십시오.")),
            Length(max=LONGEST_MEMO, message=_l("8,000자까지 적을 수 있습니다.")),
        ],
        render_kw={"rows": 4, "maxlength": LONGEST_MEMO},
    )
    in_reports = BooleanField(_l("보고서에 싣기"))
    seen = IntegerField(default=0, validators=[Optional()])


class EmptyForm(FlaskForm):
    """Emptying the trash for good: the word typed, and up to which version of a memo the page counted."""

    said = StringField(_l("확인"))
    until = IntegerField(default=0, validators=[Optional()])
