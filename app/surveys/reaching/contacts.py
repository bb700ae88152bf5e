"""How a firm is reached: a person in charge, e-mail, phone and address, each brought into one written form. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

# As long as mail programs take (RFC 5321: 64 before the sign, 255 behind it), in the letters offices use.
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
# Seoul is the one area code of two digits; 050x stands before numbers of a service; 15xx to 18xx have no area code.
_HEADS = re.compile(r"(010)(\d{4})(\d{4})|(02|050\d|0(?!10)\d{2})(\d{3,4})(\d{4})")
_SHORT = re.compile(r"(1[5-8]\d{2})(\d{4})")
_POSTCODE = re.compile(r"\d{5}|\d{3}-\d{3}")


@dataclass(frozen=True)
class Contact:
    """How one firm is reached; an empty text is not known."""

    firm_id: str
    person: str = ""
    email: str = ""
    phone: str = ""
    postcode: str = ""
    address: str = ""

    @property
    def mobile(self) -> bool:
        """Whether a text message reaches the phone."""
        return self.phone.startswith("01")


def as_phone(text: str) -> str:
    """A Korean telephone number as people write it, with its hyphens.

    >>> as_phone("０１０ 1234 5678"), as_phone("+82-51-123-4567"), as_phone("(02)345.6789"), as_phone("15881234")
    ('010-1234-5678', '051-123-4567', '02-345-6789', '1588-1234')
    """
    wide = unicodedata.normalize("NFKC", text)
    if re.search(r"[A-Za-z가-힣]", wide):
        raise ValueError(_right_phone())
    digits = re.sub(r"\D", "", wide)
    abroad = re.fullmatch(r"(?:00)?820?([1-9]\d{7,9})", digits)
    digits = f"0{abroad[1]}" if abroad else digits
    # A spreadsheet that took the number for a figure dropped its first zero.
    if re.fullmatch(r"10\d{8}|[2-6]\d{7,9}", digits):
        digits = f"0{digits}"
    found = _HEADS.fullmatch(digits) or _SHORT.fullmatch(digits)
    if found is None:
        raise ValueError(_right_phone())
    return "-".join(filter(None, found.groups()))


def _right_phone() -> str:
    return _("전화번호 하나를 051-123-4567이나 010-1234-5678처럼 적어 주십시오")


def as_email(text: str) -> str:
    """An address of e-mail; its second part in small letters."""
    given = unicodedata.normalize("NFKC", text).strip()
    if not _EMAIL.fullmatch(given):
        raise ValueError(_("주소 하나를 name@example.kr처럼 적어 주십시오"))
    name, _at, place = given.rpartition("@")
    return f"{name}@{place.lower()}"


def as_postcode(text: str) -> str:
    """Five digits, or the six of before August 2015; a figure that lost its first zero gets it back."""
    given = unicodedata.normalize("NFKC", text).strip()
    given = given.zfill(5) if re.fullmatch(r"\d{4}", given) else given
    if not _POSTCODE.fullmatch(given):
        raise ValueError(_("우편번호 다섯 자리를 적어 주십시오"))
    return given


def as_line(most: int) -> Callable[[str], str]:
    """A parser of one line of at most `most` characters."""

    def parse(text: str) -> str:
        line = " ".join(unicodedata.normalize("NFC", text).split())
        if len(line) > most:
            raise ValueError(_("%(most)s자까지 적어 주십시오", most=most))
        return line

    return parse
