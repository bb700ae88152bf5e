"""Forms of the codebook: terms, a theme's words, a file, publishing; what a code is, where it goes, its parts."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    FloatField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Regexp
from wtforms.widgets import HiddenInput

LANGUAGES = [SelectChoice("", _l("글자를 보고 정함")), SelectChoice("ko", _l("한국어")), SelectChoice("en", _l("영어"))]
KINDS = [SelectChoice("surface", _l("그대로")), SelectChoice("near", _l("가까이 나온 두 용어"))]
_LONG = _l("1,000자까지 적을 수 있습니다.")
_FILL = _l("적어 주십시오.")
_NAME = _l("80자까지 적을 수 있습니다.")


class TermForm(FlaskForm):
    """One term of a theme."""

    form = StringField(
        _l("용어"),
        [InputRequired(_FILL), Length(max=200, message=_l("200자까지 적을 수 있습니다."))],
        description=_l(
            "띄어쓰기가 다른 것은 따로 적지 않아도 찾습니다. 떨어져 나오는 두 낱말은 ‘사람~구하다’처럼 적습니다."
        ),
    )
    lang = SelectField(_l("언어"), choices=LANGUAGES)
    weight = FloatField(
        _l("가중치"),
        [InputRequired(_l("수를 적어 주십시오.")), NumberRange(0, 1, _l("0보다 크고 1 이하인 수를 적어 주십시오."))],
        default=1.0,
        description=_l("1보다 작으면 같은 주제의 다른 용어와 함께 나올 때만 셉니다."),
        render_kw={"inputmode": "decimal"},
    )
    note = StringField(_l("메모"), [Length(max=300, message=_l("300자까지 적을 수 있습니다."))])


class KindTermForm(TermForm):
    """One term that is there already, with its kind."""

    kind = SelectField(_l("종류"), choices=KINDS)


class LinesForm(FlaskForm):
    """Many terms, a line each."""

    lines = TextAreaField(
        _l("용어; 가중치; 메모"),
        [InputRequired(_FILL), Length(max=50_000, message=_l("50,000자까지 적을 수 있습니다."))],
        description=_l("한 줄에 하나씩 적습니다. 가중치와 메모는 없어도 됩니다."),
        render_kw={"rows": 5, "placeholder": "외상값; 1; 현장에서 자주 쓰는 말\n어음~막다; 0.5"},
    )
    lang = SelectField(_l("언어"), choices=LANGUAGES)


class WordsForm(FlaskForm):
    """A theme's names and criteria in both languages."""

    name_ko = StringField(_l("이름(한국어)"), [InputRequired(_FILL), Length(max=60)])
    name_en = StringField(_l("이름(영어)"), [InputRequired(_FILL), Length(max=80)])
    definition_ko = TextAreaField(_l("정의(한국어)"), [InputRequired(_FILL), Length(max=1000, message=_LONG)])
    definition_en = TextAreaField(_l("정의(영어)"), [InputRequired(_FILL), Length(max=1000, message=_LONG)])
    include_ko = TextAreaField(_l("포함 기준(한국어)"), [InputRequired(_FILL), Length(max=1000, message=_LONG)])
    include_en = TextAreaField(_l("포함 기준(영어)"), [InputRequired(_FILL), Length(max=1000, message=_LONG)])
    exclude_ko = TextAreaField(_l("제외 기준(한국어)"), [InputRequired(_FILL), Length(max=1000, message=_LONG)])
    exclude_en = TextAreaField(_l("제외 기준(영어)"), [InputRequired(_FILL), Length(max=1000, message=_LONG)])
    examples_ko = TextAreaField(_l("예시(한국어)"), [Length(max=1000, message=_LONG)])
    examples_en = TextAreaField(_l("예시(영어)"), [Length(max=1000, message=_LONG)])
    colour = SelectField(_l("색"), choices=[], validate_choice=False)


class ThemeForm(WordsForm):
    """A theme that is new."""

    code = StringField(
        _l("코드"),
        [
            InputRequired(_FILL),
            Regexp(
                r"[a-z][a-z0-9_]{2,39}\Z", message=_l("영문 소문자로 시작해 소문자·숫자·밑줄 3~40자로 적어 주십시오.")
            ),
            Regexp(
                r"(?!(draft|compare|import|rebase|preview|publish|themes|drop|revert|published|codes|changes)\Z)",
                message=_l("쓸 수 없는 코드입니다. 다른 코드를 적어 주십시오."),
            ),
        ],
        description=_l("자료와 파일에서 주제를 가리키는 이름입니다. 게시한 뒤에는 바꿀 수 없습니다(예: succession)."),
    )


class DropThemeForm(FlaskForm):
    """Where the codings of a published theme go that is dropped."""

    into = SelectField(_l("판단을 옮길 주제"), choices=[], validate_choice=False)


class TermImportForm(FlaskForm):
    """A file of terms, for one theme or all."""

    file = FileField(
        _l("파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        description=_l("CSV(UTF-8, CP949) 또는 XLSX, 20 MB까지"),
        render_kw={"accept": ".csv,.xlsx,.tsv,.txt"},
    )
    theme = SelectField(_l("주제"), choices=[])
    way = RadioField(
        _l("방법"),
        choices=[
            SelectChoice("add", _l("추가: 지금 용어는 두고 파일의 용어를 추가하거나 고칩니다")),
            SelectChoice("replace", _l("바꾸기: 파일에 없는 용어는 삭제합니다")),
        ],
        default="add",
    )


class PublishForm(FlaskForm):
    """The word that a draft becomes the next version."""

    changed = IntegerField(widget=HiddenInput())
    note = TextAreaField(
        _l("무엇을 왜 바꾸었습니까?"),
        [
            InputRequired(_l("무엇을 왜 바꾸었는지 적어 주십시오.")),
            Length(max=500, message=_l("500자까지 적을 수 있습니다.")),
        ],
        description=_l("판의 기록에 남습니다."),
        render_kw={"rows": 3},
    )


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
