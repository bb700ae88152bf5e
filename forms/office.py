"""What the office says of itself: to respondents above the questions, and at the head of the papers it files."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

# As long as a line of a form on paper. Chosen, not measured.
LINE = Length(max=80, message=_l("80자 이하로 적어 주십시오."))


def public_address(text: str) -> str:
    """An address as letters print it: scheme and host, a path where there is one, no slash behind it.

    https everywhere, http only to this machine itself. Raises ValueError for anything else.

    >>> public_address(" https://Survey.example.kr/ ")
    'https://survey.example.kr'
    """
    found = urlsplit(text.strip())
    host = (found.hostname or "").lower()
    if found.username or found.query or found.fragment or not host or any(each.isspace() for each in text.strip()):
        raise ValueError(text)
    if found.scheme != "https" and not (found.scheme == "http" and _is_here(host)):
        raise ValueError(text)
    port = f":{found.port}" if found.port else ""  # `port` itself raises ValueError for what is none
    shown = f"[{host}]" if ":" in host else host
    return f"{found.scheme}://{shown}{port}{found.path.rstrip('/')}"


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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
    address = StringField(
        _l("기업이 여는 주소"),
        [Length(max=200, message=_l("200자 이하로 적어 주십시오."))],
        description=_l(
            "편지와 QR 코드, 문자 명단에 이 주소로 시작하는 응답 주소를 찍습니다. 예: https://survey.example.kr. "
            "비워 두면 편지를 만드는 사람이 접속한 주소를 씁니다."
        ),
        render_kw={"inputmode": "url", "autocomplete": "off"},
    )

    def validate_address(self, field: StringField) -> None:
        if not (field.data or "").strip():
            return
        try:
            field.data = public_address(field.data)
        except ValueError as error:
            told = _l("https://로 시작하는 주소를 적어 주십시오. http는 이 컴퓨터(localhost)에서만 쓸 수 있습니다.")
            raise ValidationError(told) from error


class HeadForm(FlaskForm):
    """Who files, whom it goes to, from which day, and who signs."""

    office = StringField(_l("기관"), [DataRequired(_l("기관 이름을 적어 주십시오.")), LINE])
    department = StringField(
        _l("부서"),
        [LINE],
        description=_l("문서번호 앞에 옵니다. 예: 위기분석팀-2026-0001. 비워 두면 기관 이름이 앞에 옵니다."),
    )
    to = StringField(_l("수신"), [LINE], description=_l("받는 기관. 안에 두는 문서면 ‘내부결재’라고 적습니다."))
    made_on = DateField(_l("시행일"), [InputRequired(_l("시행일을 2026-11-30과 같이 적어 주십시오."))])
    signers = StringField(
        _l("결재란"),
        [Length(max=120, message=_l("120자 이하로 적어 주십시오."))],
        description=_l("서명할 칸을 쉼표로 나누어 적습니다. 예: 담당, 검토, 결재. 비워 두면 결재란이 없습니다."),
    )

    @property
    def cells(self) -> tuple[str, ...]:
        """The words above the cells to sign in."""
        return tuple(filter(None, (each.strip() for each in (self.signers.data or "").split(","))))


class LetterForm(HeadForm):
    """A letter: its head, its title and its words."""

    title = StringField(
        _l("제목"),
        [DataRequired(_l("제목을 적어 주십시오.")), Length(max=120, message=_l("120자 이하로 적어 주십시오."))],
    )
    body = TextAreaField(
        _l("본문"),
        [
            DataRequired(_l("본문을 적어 주십시오.")),
            Length(min=10, max=6000, message=_l("10자 이상 6,000자 이하로 적어 주십시오.")),
        ],
        description=_l(
            "한 줄이 한 문단입니다. 사람과 기업의 이름, 전화번호는 가린 말로 바뀌므로 본문에는 ‘귀사’처럼 적고, "
            "이름은 수신에만 적습니다."
        ),
        render_kw={"rows": 14},
    )


class CheckForm(FlaskForm):
    """A file somebody holds, to be compared with those that were handed out."""

    file = FileField(
        _l("파일"),
        [FileRequired(_l("파일을 골라 주십시오."))],
        description=_l("DOCX 또는 HWPX. 파일은 견주기만 하고 남기지 않습니다."),
        render_kw={"accept": ".docx,.hwpx"},
    )
