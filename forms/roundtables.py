"""Forms of roundtables: the record with its list of participants, and the upload of a transcript."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import DataRequired, InputRequired, Length

from forms.checkboxes import CheckboxesField

ROWS_AT_FIRST = 10
MORE_ROWS = 5


class ParticipantRow(Form):
    """One line of the list of participants; a line without any word is left out."""

    id = HiddenField()
    label = StringField(_l("호칭"), [Length(max=60, message=_l("60자 이하로 적어 주십시오."))])
    organization = StringField(_l("기관·기업"), [Length(max=120, message=_l("120자 이하로 적어 주십시오."))])
    org_kind = SelectField(_l("기관 종류"), choices=[], validate_choice=False)
    role = StringField(_l("직책"), [Length(max=60, message=_l("60자 이하로 적어 주십시오."))])
    firm = StringField(_l("기업 코드·이름"), render_kw={"list": "firms", "autocomplete": "off"})
    asked = StringField(_l("지역"), render_kw={"autocomplete": "off"})

    def is_filled(self) -> bool:
        """Whether anything was written in this line."""
        words = (self.label, self.organization, self.org_kind, self.role, self.firm, self.asked)
        return any((field.data or "").strip() for field in words)


class RecordForm(FlaskForm):
    """The record of a roundtable, an interview or field notes."""

    seen = HiddenField()
    kind = SelectField(_l("종류"), choices=[], validate_choice=False)
    title = StringField(_l("제목"), [DataRequired(_l("제목을 적어 주십시오."))])
    title_en = StringField(_l("영문 제목"), render_kw={"placeholder": _l("영어 화면에 보일 제목(없어도 됩니다)")})
    series = StringField(
        _l("시리즈"),
        render_kw={
            "list": "series-names",
            "autocomplete": "off",
            "placeholder": _l("이어서 여는 모임의 이름(없어도 됩니다)"),
        },
    )
    series_kind = SelectField(
        _l("시리즈의 종류"),
        choices=[],
        validate_choice=False,
        description=_l(
            "새 시리즈이거나 종류를 아직 정하지 않은 시리즈일 때만 정해집니다. 화면과 회의록이 이 종류로 부릅니다."
        ),
    )
    number = StringField(
        _l("회의 번호"),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "placeholder": _l("시리즈의 몇 번째 회의인지(51)")},
    )
    held_on = StringField(_l("날짜"), [DataRequired(_l("날짜를 적어 주십시오."))], widget=widgets.DateInput())
    starts_at = StringField(_l("시작"), [DataRequired(_l("시작한 시각을 적어 주십시오."))], widget=widgets.TimeInput())
    ends_at = StringField(_l("끝"), [DataRequired(_l("끝난 시각을 적어 주십시오."))], widget=widgets.TimeInput())
    place = StringField(_l("장소"), [DataRequired(_l("장소를 적어 주십시오."))])
    industry = SelectField(_l("업종"), choices=[], validate_choice=False)
    language = SelectField(_l("언어"), choices=[], validate_choice=False)
    areas = CheckboxesField(_l("밀집지역"), choices=[], validate_choice=False)
    topics = TextAreaField(_l("논의 주제"), description=_l("한 줄에 하나씩 적습니다."))
    presentations = TextAreaField(
        _l("발표"),
        description=_l(
            "논의에 앞선 발표를 한 줄에 하나씩 ‘제목 | 기관 | 직책 | 발표자 호칭 | 3-12’처럼 적습니다. 발표자는 아래 "
            "참여자의 호칭으로, 분은 녹취록의 시각으로 적고 모르면 비웁니다."
        ),
    )
    pasted = TextAreaField(
        _l("참여자 붙여 넣기"),
        description=_l(
            "한 줄에 한 명씩 ‘호칭, 기관·기업, 종류, 직책’이나 ‘기관 직위 이름’으로 적습니다. 표에서 복사해도 됩니다."
        ),
    )
    participants = FieldList(FormField(ParticipantRow), min_entries=ROWS_AT_FIRST)


class UploadForm(FlaskForm):
    """The transcript's file."""

    file = FileField(
        _l("녹취록 파일"),
        [FileRequired(_l("녹취록 파일을 골라 주십시오."))],
        description=_l("HWP, HWPX, DOCX, PDF, TXT, XLSX, CSV, TSV, VTT, SRT, LRC, JSON · 20 MB까지"),
        render_kw={"accept": ".hwp,.hwpx,.docx,.pdf,.txt,.xlsx,.csv,.tsv,.vtt,.srt,.lrc,.json"},
    )


class WithdrawForm(FlaskForm):
    """Why a stored transcript is withdrawn, and that it is meant."""

    document = HiddenField()
    reason = TextAreaField(
        _l("철회 사유"),
        [
            DataRequired(_l("왜 철회하는지 적어 주십시오.")),
            Length(max=500, message=_l("500자 이하로 적어 주십시오.")),
        ],
        description=_l("기록에 남습니다. 이름이나 연락처는 적지 마십시오."),
    )
    sure = BooleanField(_l("되돌릴 수 없음을 알고 철회합니다"), [InputRequired(_l("철회하려면 표시해 주십시오."))])


class AnswersForm(FlaskForm):
    """Who each speaker is: one select a speaker, built by the page; here only the token."""


class NewcomerRow(Form):
    """A speaker or somebody listed whom the record does not have; `proposed` is the label as the file has it."""

    speaker = HiddenField()
    proposed = HiddenField()
    take = BooleanField(_l("더하기"))
    label = StringField(_l("호칭"), [Length(max=60, message=_l("60자 이하로 적어 주십시오."))])
    organization = StringField(_l("기관·기업"), [Length(max=120, message=_l("120자 이하로 적어 주십시오."))])
    org_kind = SelectField(_l("기관 종류"), choices=[], validate_choice=False)
    role = StringField(_l("직책"), [Length(max=60, message=_l("60자 이하로 적어 주십시오."))])
    firm = StringField(_l("기업 코드·이름"), render_kw={"list": "firms", "autocomplete": "off"})


class NewcomersForm(FlaskForm):
    """Everybody in a file whom the record does not have, added at once."""

    newcomers = FieldList(FormField(NewcomerRow))
    newcomers_organization = StringField(
        _l("빈 기관·기업에 쓸 이름"), render_kw={"autocomplete": "off", "maxlength": 120}
    )


class NewParticipantForm(FlaskForm):
    """One participant more, written down while a transcript is looked through; for the speaker it is meant for."""

    new_label = StringField(_l("호칭"), [Length(max=60, message=_l("60자 이하로 적어 주십시오."))])
    new_organization = StringField(_l("기관·기업"), [Length(max=120, message=_l("120자 이하로 적어 주십시오."))])
    new_org_kind = SelectField(_l("기관 종류"), choices=[], validate_choice=False)
    new_role = StringField(_l("직책"), [Length(max=60, message=_l("60자 이하로 적어 주십시오."))])
    new_firm = StringField(_l("기업 코드·이름"), render_kw={"list": "firms", "autocomplete": "off"})
    new_for = SelectField(_l("녹취록의 발언자"), choices=[], validate_choice=False)


class SeriesForm(FlaskForm):
    """A series: its names, its kind, and when it is meant to meet next."""

    name_ko = StringField(_l("이름"), [DataRequired(_l("이름을 적어 주십시오.")), Length(max=120)])
    name_en = StringField(_l("영문 이름"), [Length(max=120)])
    kind = SelectField(_l("종류"), choices=[], validate_choice=False)
    next_on = StringField(_l("다음 회의 예정일"), widget=widgets.DateInput())
