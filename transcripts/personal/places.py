"""Addresses, web sites, accounts of messengers, passports, number plates, days of birth: by shape and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcripts.personal.findings import Mark

# As many letters of the same line as `numbers` looks back.
_AHEAD = 24
_REGION = "(?:[가-힣]{1,7}(?:특별시|광역시|시|도|구|군|읍|면|동|리) ){0,4}"
_STREET = re.compile(
    rf"(?<![가-힣A-Za-z0-9])({_REGION})([가-힣]{{1,10}}\d{{0,4}}(?:대로|로|길))( ?\d{{1,4}}번?길)?"
    r" ?\d{1,4}(?:-\d{1,4})?"
    r"(?:번지)?(,? ?\d{1,4}동)?(,? ?\d{1,3}층)?(,? ?\d{1,5}호)?"
    r"(?![\d,.]*\d| ?(?:명|퍼|%|원|만|천|억|개|년|월|일|톤|대|건|곳|시|분|배|번|차|회|주|가지|위|사람"
    r"|여|달|세|살|점|m|k|℃|도))"
)
_LOT = re.compile(rf"(?<![가-힣A-Za-z0-9])({_REGION})[가-힣]{{1,8}}(?:동|리|가) (?:산 ?)?\d{{1,4}}(?:-\d{{1,4}})?번지")
_NEAR_PLACE = re.compile("주소|소재지|도로명|사는 곳|사업장|자택|집은|위치")
_NO_STREETS = re.compile(
    "(?:으로|스스로|서로|따로|바로|별로|주로|새로|홀로|대체로|실제로|차례로|수시로|때로|대비로|수준으로|까지로|하루로)$"
)
_WEB = re.compile(
    r"(?<![A-Za-z0-9@./-])(?:https?://)?(?:www\.)?(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:kr|com|net|org|biz|io|cn|jp)"
    r"(?![A-Za-z0-9-])(?:/[A-Za-z0-9._~%/?=&#-]{0,80})?"
)
_PUBLIC_WEB = re.compile(r"\.(?:go|ac|re)\.kr(?:/|$)")
_MESSENGER = re.compile(
    r"(?:카카오톡|카톡|텔레그램|위챗|인스타그램|인스타|페이스북|라인 ?아이디|아이디)"
    r"(?: ?(?:아이디|(?i:id)|계정))?(?:은|는|이|가|로|으로)? ?[:：]?"
    r" ?(@?[A-Za-z][A-Za-z0-9._-]{2,28}[A-Za-z0-9_])(?![A-Za-z0-9])"
)
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]\d{8}|[A-Z]\d{3}[A-Z]\d{4}|[A-Z]{2}\d{7})(?![A-Za-z0-9])")
_NEAR_PASSPORT = re.compile("여권|(?i:passport)")
_PLATE = re.compile(
    r"(?<![\d가-힣.,-])(?:(?:서울|부산|대구|인천|광주|대전|울산|경기|강원|충북|충남|전북|전남|경북|경남|제주) ?)?\d{2,3}"
    r"[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자허하호배] ?\d{4}"
    r"(?!\d|[-.,]\d| ?(?:년|월|원|만|천|명|개|톤|억|%|퍼|호|번|대|건))"
)
_NEAR_PLATE = re.compile("차량|번호판|차 ?번호|자동차|승용차|트럭|제 차|차는")
_DATE = re.compile(
    r"(?<![\d.-])(?:(?:19|20)\d{2}(?:년 ?|[-./] ?)\d{1,2}(?:월 ?|[-./] ?)\d{1,2}일?"
    r"|\d{2}(?:년 ?|[-./])\d{1,2}(?:월 ?|[-./])\d{1,2}일?|\d{6})(?!\d|-\d)"
)
_NEAR_BIRTH = re.compile("생년월일|생일|출생|태어")
_BORN = re.compile(r" ?(?:일?생(?![가-힣])|일?생(?:입니다|이고|이에요)|출생|에 태어)")


def websites(text: str) -> Iterator[Mark]:
    """Web sites, but for those of offices and universities."""
    for found in _WEB.finditer(text):
        address = found[0].lower().removeprefix("https://").removeprefix("http://").rstrip("/.")
        if not _PUBLIC_WEB.search(address):
            yield Mark("web", found.start(), found.end(), False, "website", address)


def messengers(text: str) -> Iterator[Mark]:
    """What somebody is called in a messenger, where its name stands before: 카톡 아이디 yesi123."""
    for found in _MESSENGER.finditer(text):
        yield Mark("contact", found.start(1), found.end(1), False, "word_near", found[1].lstrip("@").lower())


def passports(text: str) -> Iterator[Mark]:
    """Passports' numbers: sure where the word stands before; part numbers look alike."""
    for found in _PASSPORT.finditer(text):
        near = bool(_NEAR_PASSPORT.search(_ahead(text, found.start())))
        if near or (found[0][0] in "MSRGD" and found[0][1:].isdigit()):
            yield Mark("passport", found.start(), found.end(), near, "word_near" if near else "shape", found[0])


def plates(text: str) -> Iterator[Mark]:
    """Cars' numbers: 12가 3456."""
    for found in _PLATE.finditer(text):
        near = bool(_NEAR_PLATE.search(_ahead(text, found.start())))
        yield Mark(
            "plate", found.start(), found.end(), near, "word_near" if near else "shape", found[0].replace(" ", "")
        )


def births(text: str) -> Iterator[Mark]:
    """A day somebody was born: the word stands before it, or 생 behind it."""
    for found in _DATE.finditer(text):
        ahead = _ahead(text, found.start())
        born = _BORN.match(text, found.end() - (found[0][-1] == "일")) if not found[0].isdigit() else None
        if _NEAR_BIRTH.search(ahead) or born:
            yield Mark("birth", found.start(), found.end(), False, "word_near", found[0])


def places(text: str) -> Iterator[Mark]:
    """Streets with a number, asked about; ticked where a region, 번길, 호 or the word 주소 says that it is an address."""
    for found in _STREET.finditer(text):
        if _NO_STREETS.search(found[2]):
            continue
        plain = not (found[1] or found[3] or found[6] or _NEAR_PLACE.search(_ahead(text, found.start())))
        numbered = any(each.isdigit() for each in found[2])
        if plain and not numbered and len(found[2]) < 3:
            continue
        yield Mark("place", found.start(), found.end(), False, "shape" if plain else "street", found[0])
    for found in _LOT.finditer(text):
        yield Mark("place", found.start(), found.end(), False, "street", found[0])


def _ahead(text: str, start: int) -> str:
    return text[max(0, start - _AHEAD) : start].rpartition("\n")[2]
