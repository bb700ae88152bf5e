"""The form of who asks: what respondents read above the questions, and the address that letters print."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length, ValidationError


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
