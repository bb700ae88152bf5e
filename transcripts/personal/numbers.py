"""Numbers that reach or name one person by their shape: resident, business, card, phone, account."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcripts.personal.checks import born_on, is_business_number, is_card_number, is_resident_check
from transcripts.personal.findings import Mark
from transcripts.personal.residents import residents_in

# Every repetition is bounded and every pattern begins at the edge of a run, so that a line of a megabyte of one
# character costs one look at each character.
_EDGE = r"(?<![\d,])(?<!\d[-.])"
_HIDDEN_TAIL = re.compile(_EDGE + r"(\d{6})(?: ?- ?| )?([1-8])(\d{0,5}[*xX●○]{1,6})(?![\d*]|-\d)")
_HALF = re.compile(_EDGE + r"(\d{6}) ?- ?([1-8])(?![\d*●○xX.,-])")
# Half a number is no person's who would be older or younger than whoever works.
_BORN_FROM, _BORN_TO = 1930, 2010
_NEAR_RESIDENT = re.compile("주민|생년|앞 ?자리|뒷 ?자리|외국인 ?등록|여기까지")
_BUSINESS = re.compile(_EDGE + r"\d{3}([-. ]?)\d{2}\1\d{5}(?!\d|[-.,]\d)")
_CARD = re.compile(_EDGE + r"(?:\d{4}([- ])\d{4}\1\d{4}\1\d{1,4}|\d{4}([- ])\d{6}\2\d{4,5}|\d{15,16})(?!\d|[-.,]\d)")
_HIDDEN_CARD = re.compile(_EDGE + r"\d{4}([- ])(?:[\d*xX●○]{4}\1){2}[\d*xX●○]{4}(?![\d*])")
_SEP = r"[-. )·~,]{0,2}"
_CODE = r"(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|80|50\d)"
_KOREA = rf"\(?(?:\+|00)?82\)?{_SEP}(?:\(0\))?0?"
_PHONES = tuple(
    re.compile(pattern)
    for pattern in (
        _EDGE + rf"\(?(?:{_KOREA}|0)1[016-9]{_SEP}\d{{3,4}}{_SEP}\d{{4}}(?!\d)",
        _EDGE + rf"\(?(?:{_KOREA}|0)1[016-9]{_SEP}[\d*xX○●]{{3,4}}{_SEP}[\d*xX○●]{{4}}(?![\d*])",
        _EDGE + rf"\(?(?:{_KOREA}|0){_CODE}[-. )·]{{1,2}}\d{{3,4}}[-. ·]{{1,2}}\d{{4}}(?!\d)",
        _EDGE + rf"0{_CODE}\d{{7,8}}(?!\d|[-.,]\d)",
        r"(?<![\d+])\+\d{1,3}[-. ]\(?\d{1,4}\)?[-. ]\d{3,4}[-. ]\d{3,4}(?!\d)",
        _EDGE + r"0\d{1,2}(?:에|국에|의|다시) ?\d{3,4}(?:에|국에|의|다시|-| )? ?\d{4}(?!\d)",
    )
)
# Numbers of the whole country without an area code; ranges of years and amounts look alike.
_NATIONAL = re.compile(
    r"(?<![\d,.+-])1(?:5(?:22|33|44|66|77|88|99)|6(?:00|44|60|61|66|68|70|88)|8(?:00|11|33|55|77|99))"
    r"([- ])\d{4}(?!\d|[-.,]\d| ?(?:명|원|만|천|억|개|년|월|톤|대|건|곳|여|%|퍼센트|시간|평|번지|호|m|k))"
)
_LOCAL = re.compile(_EDGE + r"\d{3,4}-\d{4}(?!\d|[-.,]\d)")
_ACCOUNT = re.compile(
    _EDGE + r"(?<![A-Za-z])(?<![A-Za-z]-)\d{2,6}-[\d*]{1,8}-[\d*]{2,8}(?:-[\d*]{1,6}){0,2}(?![\d*]|[-.,]\d|-?[A-Za-z])"
)
_ACCOUNT_SPACED = re.compile(_EDGE + r"\d{3,6} \d{2,6} \d{4,8}(?: \d{1,4})?(?!\d|[-.,]\d)")
_ACCOUNT_SOLID = re.compile(_EDGE + r"\d{10,14}(?!\d|[-.,]\d)")
_NEAR_PHONE = re.compile(r"전화|연락|문의|번호|팩스|내선|콜센터|☎|휴대|핸드폰|직통|(?i:tel|fax|phone)")
_NEAR_LOCAL = re.compile(r"전화|연락처|팩스|내선|☎|휴대폰|핸드폰|직통|(?i:tel|fax|phone)")
_NEAR_ACCOUNT = re.compile(
    r"계좌|입금|송금|이체|예금주|통장|은행|뱅크|농협|수협|신협|금고|우체국|(?i:account|\bacct|\ba/c|bank"
    r"|\b(?:ibk|knb|bnk|kdb)\b)|환불|(?<![A-Z])(?:KB|NH)(?![A-Z])"
)
_NEAR_BUSINESS = re.compile(r"사업자|(?<!주민)(?<!법인)(?<!외국인)등록 ?번호|(?i:business reg|\bbrn\b|tax id)")
_NEAR_CORPORATE = re.compile(r"법인 ?(?:(?:등록|등기)? ?번호|등록|등기)|(?i:corporate reg)")
_CORPORATE = re.compile(_EDGE + r"(\d{6})-(\d{7})(?!\d|-\d)")
_NEAR_CARD = re.compile(r"카드|(?i:card)")
_BUSINESS_SHAPE = re.compile(r"\d{3}-\d{2}-\d{5}")
# Letters of the same line in which a word says what a number is. Chosen, not measured: nearer misses it, farther takes
# the word of another number.
_BEFORE, _AFTER = 24, 14


def residents(text: str) -> Iterator[Mark]:
    """Resident registration numbers, also of foreigners, with or without hyphen, and with a hidden tail.

    A corporation's number has the same shape: it is told by the word before it.

    Sure by the date and the digit of the sex alone: numbers given since October 2020 have no check digit.
    """
    for found in _CORPORATE.finditer(text):
        if found[2][0] in "90" and _NEAR_CORPORATE.search(_ahead(text, found.start())):
            yield Mark("corporate", found.start(), found.end(), True, "word_near", found[1] + found[2])
    for each in residents_in(text):
        if "\n" in text[each.start : each.end]:
            continue
        if each.label == "corporate":
            yield Mark("corporate", each.start, each.end, True, "word_near", each.digits)
            continue
        reason = "check_digit" if is_resident_check(each.digits) else "birth_date"
        yield Mark("resident", each.start, each.end, True, reason, each.digits)
    for found in _HALF.finditer(text):
        born = born_on(found[1] + found[2])
        if born and _BORN_FROM <= born.year <= _BORN_TO:
            told = bool(_NEAR_RESIDENT.search(_around(text, found)))
            yield Mark("resident", found.start(), found.end(), told, "birth_date", found[1] + found[2])
    for found in _HIDDEN_TAIL.finditer(text):
        if born_on(found[1] + found[2]):
            yield Mark("resident", found.start(), found.end(), True, "birth_date", found[1] + found[2] + found[3])


def businesses(text: str) -> Iterator[Mark]:
    """Business registration numbers with a right check digit; without it or hyphens where the word stands before."""
    for found in _BUSINESS.finditer(text):
        digits = _digits(found[0])
        named = bool(_NEAR_BUSINESS.search(_ahead(text, found.start())))
        if not is_business_number(digits):
            if named or found[1] in ("-", "."):  # misheard or mistyped, it still leads to the firm
                yield Mark("business", found.start(), found.end(), named, "word_near" if named else "shape", digits)
            continue
        if found[1] == "-" or named:
            yield Mark("business", found.start(), found.end(), True, "check_digit", digits)
        elif found[1]:
            yield Mark("business", found.start(), found.end(), False, "check_digit", digits)


def cards(text: str) -> Iterator[Mark]:
    """Card numbers of 13 to 16 digits in groups; in one run only where it is certain enough."""
    for found in _CARD.finditer(text):
        digits, grouped = _digits(found[0]), found[0] != _digits(found[0])
        named = bool(_NEAR_CARD.search(_around(text, found)))
        if is_card_number(digits) and (grouped or named or digits[0] in "34569"):
            yield Mark("card", found.start(), found.end(), grouped or named, "check_digit", digits)
        elif (grouped and (named or len(digits) == 16)) or (len(digits) == 16 and named):
            yield Mark("card", found.start(), found.end(), named, "word_near" if named else "shape", digits)
    for found in _HIDDEN_CARD.finditer(text):
        yield Mark("card", found.start(), found.end(), True, "shape", re.sub("[- ]", "", found[0]))


def phones(text: str) -> Iterator[Mark]:
    """Phone numbers: mobile, area codes, 0507, +82, 15xx-xxxx, spoken digit by digit, and local ones near the word."""
    for pattern in _PHONES:
        for found in pattern.finditer(text):
            end = found.start() + len(found[0].rstrip("-, ."))
            start = found.start() + (found[0][0] == "(" and ")" not in found[0])
            yield Mark("phone", start, end, True, "shape", _reached(found[0]))
    for found in _NATIONAL.finditer(text):
        sure = bool(_NEAR_PHONE.search(_around(text, found))) or text.startswith(("로", "번"), found.end())
        if sure or found[1] == "-":
            yield Mark("phone", found.start(), found.end(), sure, "word_near" if sure else "shape", _digits(found[0]))
    for found in _LOCAL.finditer(text):
        if _NEAR_LOCAL.search(_ahead(text, found.start())):
            yield Mark("phone", found.start(), found.end(), True, "word_near", _digits(found[0]))


def accounts(text: str) -> Iterator[Mark]:
    """Account numbers: 10 to 16 digits with a bank or 계좌 near; without one, groups of 11 to 14 are unsure."""
    for found in _ACCOUNT.finditer(text):
        # Chosen, not measured: ten digits in groups are a business number's shape, over fourteen hardly an account.
        digits, near = re.sub("-", "", found[0]), bool(_NEAR_ACCOUNT.search(_around(text, found)))
        if near and 10 <= len(digits) <= 16:
            yield Mark("account", found.start(), found.end(), True, "word_near", digits)
        elif 11 <= len(digits) <= 14 and "*" not in digits and not _BUSINESS_SHAPE.fullmatch(found[0]):
            yield Mark("account", found.start(), found.end(), False, "digits", digits)
    for found in _ACCOUNT_SPACED.finditer(text):
        digits = _digits(found[0])
        if 10 <= len(digits) <= 14 and _NEAR_ACCOUNT.search(_around(text, found)):
            yield Mark("account", found.start(), found.end(), True, "word_near", digits)
    for found in _ACCOUNT_SOLID.finditer(text):
        if _NEAR_ACCOUNT.search(_ahead(text, found.start())):
            yield Mark("account", found.start(), found.end(), True, "word_near", found[0])


def _digits(written: str) -> str:
    return "".join(each for each in written if each.isdigit())


def _reached(written: str) -> str:
    """A phone number as it is dialled within Korea."""
    digits = _digits(written)
    within = digits.removeprefix("00")
    return "0" + within[2:].lstrip("0") if within.startswith("82") else digits


def _ahead(text: str, start: int) -> str:
    """Some characters before, of the same line."""
    return text[max(0, start - _BEFORE) : start].rpartition("\n")[2]


def _around(text: str, found: re.Match[str]) -> str:
    behind = text[found.end() : found.end() + _AFTER].partition("\n")[0]
    return _ahead(text, found.start()) + " " + behind
