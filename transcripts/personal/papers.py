"""What papers carry: numbers by the word before them, whatever their digits; passports, plates, days of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcripts.personal.checks import born_on
from transcripts.personal.findings import Mark
from transcripts.personal.words import LETTER

# As many letters of the same line as `numbers` looks back.
_AHEAD = 24
# The word before a number, the kind it makes it, and the fewest digits left to be seen.
_LABELS = (
    (r"사업자 ?(?:등록)? ?(?:번호|증)|(?i:business (?:reg\w* )?(?:no|number))", "business", 6),
    (
        r"법인 ?(?:등록|등기)? ?번호|법인 ?등(?:록|기)(?! ?(?:비|증|서|부))|(?i:corporate (?:reg\w* )?(?:no|number))",
        "corporate",
        6,
    ),
    (
        r"(?:주민|외국인) ?(?:등록)? ?번호|등록증 ?번호|(?:주민 ?)?(?:앞|뒷|뒤) ?자리(?! ?(?:수|석))|뒤"
        r"(?:에는|는|엔) ?(?=[1-8]\d{6}(?!\d))",
        "resident",
        6,
    ),
    (r"(?:끝|뒷|뒤) ?번호|끝 ?자리|내선(?: ?번호)?", "phone", 3),
    (r"(?:전화|팩스|휴대폰|핸드폰|손전화|직통|휴대전화|연락처)(?: ?번호)?", "phone", 6),
    (r"여권 ?(?:번호)?|(?i:passport) ?(?i:no|number)?", "passport", 5),
    (r"(?:운전 ?)?면허 ?(?:증)? ?(?:번호)?", "licence", 6),
    (r"(?:통장|계좌|입금|송금|이체) ?(?:번호|계좌)?", "account", 6),
    (r"(?:신용|체크|법인|기업)? ?카드 ?(?:번호)?", "card", 8),
    (
        r"(?:사번|사원 ?번호|직원 ?번호|산재 ?번호|접수자 ?번호|고객 ?번호|회원 ?번호|보험 ?번호|증권 ?번호)",
        "account",
        4,
    ),
)
_REGION = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_VALUE = re.compile(
    r"(?:는요|은요|은|는|이|가|을|를|로|도)?[ :：.(\[\"'#]{0,3}(?:앞자리|뒷자리|뒤|앞)?(?:은|는|가)? ?[ :：(]{0,2}"
    r"(?P<value>(?:" + _REGION + r")? ?(?:[A-Z]{1,2} ?)?[\d*xX●○]{1,8}(?:[-. ]?[\d*xX●○]{1,8}){0,6})"
    r"(?![\d*]|-\d| ?(?:원|명|만|천|억|%|퍼|개월|개|년|일(?!이)|번째|건|장|대|회|시|분))"
)
# Some words later only what looks like a number of papers: in groups, or hidden in part.
_VALUE_LATER = re.compile(
    r"[가-힣 ,]{1,18}(?P<value>[\d*xX●○]{2,6}-[\d*xX●○]{2,7}(?:-[\d*xX●○]{2,8}){0,3})"
    r"(?![\d*]|-\d| ?(?:명|원|만|억|%|개|년|곳))"
)
_LABELLED = tuple((re.compile(label), kind, least) for label, kind, least in _LABELS)
# Letters and digits as they are said: 엠 육삼공 비 이이일칠.
_SAID_LETTER = (
    "에이치|더블유|에이|에프|에스|제이|케이|아이|브이|엑스|와이|제트|엠|엔|엘|지|디|비|씨|티|피|큐|알|오|유|이"
)
_SAID_CODE = re.compile(
    rf"[은는이가로도]?[ :,]{{1,3}}(?:번호[는가]? ?)?(?P<value>(?:[A-Za-z]|{_SAID_LETTER})[ -]?(?:"
    rf"(?:[공영일이삼사오육륙칠팔구]|\d|[A-Z]|{_SAID_LETTER})[ ,-]{{0,2}}){{5,14}})"
    "(?=입니|이?[고에예요]|[^가-힣A-Za-z0-9]|$)"
)
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]\d{8}|[A-Z]\d{3}[A-Z]\d{4}|[A-Z]{2}\d{7})(?![A-Za-z0-9])")
_NEAR_PASSPORT = re.compile("여권|(?i:passport)")
_LICENCE = re.compile(rf"(?<![\d-])(?:(?:{_REGION}) ?)?(?:\d{{2}}-)?\d{{2}}-\d{{6}}-\d{{2}}(?!\d|-\d)")
_PLATE = re.compile(
    rf"(?:(?<![\d가-힣.,-])|(?={_REGION}))((?:{_REGION}) ?)?\d{{2,3}}"
    r" ?[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자허하호배](?: |에[ ,]{0,2})?\d{4}"
    r"(?!\d|[-.,]\d| ?(?:년|월|원|만|천|명|개|톤|억|%|퍼|호|번|대|건))"
)
_NEAR_PLATE = re.compile("차량|번호판|차 ?번호|자동차|승용차|트럭|화물차|용달|제 차|차는|차가|리스")
_YEAR = r"(?:(?:19|20)\d{2}|\d{2})"
_TO_TEN = "하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘"
_LUNAR = f"(?:초|열|스무)(?:{_TO_TEN})|보름|스무날|그믐"
_MONTH = r"(?:\d{1,2} ?(?:월 ?|[-./,] ?)|(?:섣달|동짓달|정월) ?)"
_DAYS = rf"(?:\d{{1,2}} ?일?|{_LUNAR})"
_FULL = rf"{_YEAR} ?(?:년 ?|[-./,] ?){_MONTH}(?:음력 )?{_DAYS}"
_DATE = re.compile(rf"(?<![\d.-])(?:{_FULL}|(?:19|20)\d{{6}}|\d{{6}})(?!\d|-\d)")
_MONTH_DAY = re.compile(rf"(?<![\d.-])(?:{_YEAR} ?년 ?\d{{1,2}}월|\d{{1,2}}월 ?(?:음력 )?{_DAYS})(?!\d)")
_MONTHS = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_ENGLISH_DATE = re.compile(
    rf"(?i)\b(?:{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?"
    rf" {_MONTHS},? (?:19|20)\d{{2}}"
    r"|(?:0?[1-9]|[12]\d|3[01])[.-](?:0?[1-9]|1[0-2])[.-](?:19|20)\d{2}|(?:0?[1-9]|1[0-2])/(?:0?[1-9]"
    r"|[12]\d|3[01])/(?:19|20)\d{2})(?!\d)"
)
_NEAR_BIRTH = re.compile(
    r"생년|생일|생신|주민증|민증|호적|출생(?!아|률|신고|수|율)|태어|귀빠진|(?i:birth|\bborn|\bdob\b|\bd\.o\.b)"
)
# Behind a day: 생일, 윤년생, 음력; 남 and 여, an age; and before it who somebody is.
_BIRTH_BEHIND = re.compile(
    r" ?(?:[)\]] ?)?(?:[.,·/]? ?(?:남|여)(?:성|자)?(?![가-힣])|[,·(]? ?(?:만 ?)?\d{2} ?(?:세|살)|.{0,8}"
    r"(?:생일|년생|태어)|[가-힣 ]{0,3}음력)"
)
_SELF_AHEAD = re.compile(r"(?:만? ?\d{2} ?(?:세|살)[,(·/ ]{1,3}|(?:저는|제가|나는|내가|본인은?|본인이) )\Z")
# A day of long ago may be a firm's, a law's or a crisis's.
_NO_BIRTH = re.compile(
    "설립|창립|창업|개업|준공|가입|제정|개정|발표|시행|사태|당시|부터|입사|인수|위기|취득|등록일|개소|입주"
)
# Whoever speaks of work was born from then to then. Chosen.
_BORN_FROM, _BORN_TO = 1930, 2009
_BORN = r"(?= ?(?:일?생(?![가-힣])|일?생[이인입으]|출생|에 태어))"
_BORN_ON = re.compile(rf"(?<![\d.-]){_YEAR} ?(?:년 ?|[-./] ?)\d{{1,2}} ?(?:월 ?|[-./] ?)?(?:{_DAYS})?{_BORN}")
_BORN_IN = re.compile(
    rf"(?<![\d.-])'?{_YEAR} ?년 ?(?=생(?![가-힣])|생(?:이|입니|인|임|들?[은도])|[쥐소범돼뱀말양닭개]띠"
    rf"|[가-힣]{{1,2}}띠)"
)
_BORN_DAY = re.compile(rf"(?<![\d.-])\d{{1,2}}월 ?{_DAYS}{_BORN}")
_BORN_YEAR = re.compile(rf"(?:생년|출생 ?[년연]도)[은는이가]? ?[:：]? ?({_YEAR} ?년?)(?!\d|[-./]\d| ?\d{{1,2}}월)")
_SAID = "[영공일이삼사오육칠팔구십천백]"
_SAID_DAY = rf"(?<![가-힣]){_SAID}{{2,7}}년 ?{_SAID[:-1]}유시]{{1,2}}월 ?(?:{_SAID}{{1,3}}일 ?)?"
_BORN_SAID = re.compile(rf"{_SAID_DAY}(?=생)")
_BORN_LUNAR = re.compile(rf"(?:섣달|동짓달|정월|음력 \d{{1,2}}월) ?(?:{_LUNAR})")
_BIRTH_SAID = re.compile(rf"(?:생년월일|생일)[은는이가]? ?:? ?({_SAID_DAY})")


def labelled(text: str) -> Iterator[Mark]:
    """Numbers a word before them says what they are, misheard or mistyped or partly hidden ones as well."""
    for label, kind, least in _LABELLED:
        for found in label.finditer(text):
            value = _VALUE.match(text, found.end()) or _VALUE_LATER.match(text, found.end())
            if value is None:
                continue
            written = value["value"]
            start = value.start("value") + len(written) - len(written.lstrip())
            written = written.strip()
            bare = re.sub(r"[-. ]", "", written)
            digits = sum(each.isdigit() for each in bare)
            if len(bare) >= least and digits >= min(4, least):
                yield Mark(kind, start, start + len(written), True, "word_near", bare)


def passports(text: str) -> Iterator[Mark]:
    """Passports' numbers: sure where the word stands before; part numbers look alike."""
    for word in _NEAR_PASSPORT.finditer(text):
        said = _SAID_CODE.match(text, word.end()) or _SAID_CODE.match(text, word.end() + 2)
        if said and sum(each in "공영일이삼사오육륙칠팔구" or each.isdigit() for each in said["value"]) > 4:
            value = said["value"].rstrip(" ,-")
            yield Mark("passport", said.start("value"), said.start("value") + len(value), True, "word_near", value)
    for found in _PASSPORT.finditer(text):
        near = bool(_NEAR_PASSPORT.search(_ahead(text, found.start())))
        if near or (found[0][0] in "MSRGD" and found[0][1:].isdigit()):
            yield Mark("passport", found.start(), found.end(), near, "word_near" if near else "shape", found[0])


def licences(text: str) -> Iterator[Mark]:
    """Drivers' licences by their groups: 26-12-345678-90."""
    for found in _LICENCE.finditer(text):
        long = len(found[0]) > 13
        yield Mark("licence", found.start(), found.end(), long, "shape", re.sub("[- ]", "", found[0]))


def plates(text: str) -> Iterator[Mark]:
    """Cars' numbers: 12가 3456; sure beside a word for a car, with a region, or of three digits."""
    for found in _PLATE.finditer(text):
        near = bool(_NEAR_PLATE.search(_ahead(text, found.start()) + text[found.end() : found.end() + 8]))
        sure = near or bool(found[1])
        yield Mark(
            "plate", found.start(), found.end(), sure, "word_near" if near else "shape", found[0].replace(" ", "")
        )


def births(text: str) -> Iterator[Mark]:
    """A day or month somebody was born: the word stands before it, or 생 behind; of a year alone one is asked."""
    for pattern in (_BORN_ON, _BORN_DAY):
        for found in pattern.finditer(text):
            yield Mark("birth", found.start(), found.end(), True, "word_near", found[0])
    for pattern in (_DATE, _MONTH_DAY, _ENGLISH_DATE) if LETTER.search(text) else (_DATE, _MONTH_DAY):
        for found in pattern.finditer(text):
            if sure := _of_birth(text, found):
                yield Mark(
                    "birth", found.start(), found.end(), sure > 1, "word_near" if sure > 1 else "shape", found[0]
                )
    for found in _BORN_YEAR.finditer(text):
        yield Mark("birth", found.start(1), found.end(1), True, "word_near", found[1])
    for found in _BORN_IN.finditer(text):
        yield Mark("birth", found.start(), found.end(), False, "word_near", found[0].strip())


def _of_birth(text: str, found: re.Match[str]) -> int:
    """2 where a word says that somebody was born then, 1 for a day so long ago that nothing else is likelier, else 0."""
    ahead, behind = _ahead(text, found.start()), text[found.end() : found.end() + _AHEAD].partition("\n")[0]
    if found[0].isdigit() and not _is_day(found[0]):
        return 0
    if _NEAR_BIRTH.search(ahead):
        return 2
    year = next((each for each in re.findall(r"\d{4}|\d{2}", found[0]) if len(each) == 4), found[0][:2])
    told = _BIRTH_BEHIND.match(behind) or _SELF_AHEAD.search(ahead)
    if found.re is _MONTH_DAY:
        return 2 * bool(told and re.match("[가-힣 ]{0,5}생일", behind))
    if not _BORN_FROM <= int(year if len(year) == 4 else f"{'19' if year > '29' else '20'}{year}") <= _BORN_TO:
        return 0
    if told:
        return 2
    return int(not found[0].isdigit() and not _NO_BIRTH.search(ahead + behind))


def born_as_said(text: str) -> Iterator[Mark]:
    """A day of birth without a digit: 칠십년 오월 십이일생."""
    if "생" not in text:
        return
    for found in _BORN_LUNAR.finditer(text):
        sure = _NEAR_BIRTH.search(_ahead(text, found.start())) is not None
        yield Mark("birth", found.start(), found.end(), sure, "word_near" if sure else "shape", found[0])
    for found in _BIRTH_SAID.finditer(text):
        yield Mark("birth", found.start(1), found.end(1), True, "word_near", found[1].rstrip())
    for found in _BORN_SAID.finditer(text):
        yield Mark("birth", found.start(), found.end(), True, "word_near", found[0].rstrip())


def _is_day(digits: str) -> bool:
    return born_on(digits[-6:] + "1") is not None


def _ahead(text: str, start: int) -> str:
    return text[max(0, start - _AHEAD) : start].rpartition("\n")[2]
