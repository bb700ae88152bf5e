"""Firms without (주) by how their names are made: what stands before 금속, 테크, 산업, Metal, and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcripts.personal.findings import Mark
from transcripts.personal.lists import (
    CITIES,
    COMMON_WORDS,
    FIRM_ENDINGS,
    FIRM_OR_THING,
    FIRM_OR_TRADE,
    FIRM_STEMS,
    INSTITUTIONS,
    LOOK_ALIKES,
    NO_LATIN,
    TRADE_WORDS,
    Tiles,
    words_of,
)
from transcripts.personal.words import LETTER, SURNAMES, TITLE, fits_behind

_WORD = re.compile("(?<![가-힣A-Za-z0-9○◯〇●△□*&])[가-힣A-Za-z0-9&]{3,30}")
# Letters said at a name's end: 피엔씨, 이앤에스, 티앤지.
_SAID = frozenset(
    first + amp + last
    for first in "이 피 씨 티 에스 엠 케이 제이 디 비 지 에프 에이 오".split()  # noqa: SIM905
    for amp in "앤엔"
    for last in "씨 에스 피 티 지 케이 엠 비 디 에프 이".split()  # noqa: SIM905
)
_ENDINGS: dict[str, list[str]] = {}
for _each in sorted(FIRM_ENDINGS | FIRM_OR_TRADE | _SAID, key=len, reverse=True):
    _ENDINGS.setdefault(_each[:2], []).append(_each)
_PROPER = FIRM_STEMS - TRADE_WORDS
# Of the endings that only firms have, those that make words as well: 핀테크, 초정밀, 그린스틸.
_WORDS_TOO = frozenset(
    """
    정밀 테크 테크놀로지 하이테크 글로벌 스틸 메탈 몰드 모빌 솔라 소프트 중공업 통상 엔지니어링 철공 주강 코리아 모터스
    """.split()  # noqa: SIM905
)
_ADJECTIVES = frozenset(
    "대형 소형 중형 중소 최신 첨단 신형 구형 일반 특수 전문 각종 모든 다른 국내 해외 외국 우리".split()  # noqa: SIM905
)
# Endings of one syllable, behind two at least: 한솔케미칼텍.
_SHORT = "텍켐사"
# No name ends so before a trade: a particle, a form of a verb, a place.
_NO_STEM_ENDS = frozenset("의는은을를에한된할인적형용급별간내외식화성도만서로고던및등")
# Behind an unlisted word these make words of every day: 종사자수, 분산에너지, 투자기업.
_OF_WORDS = words_of("firm_endings", "word endings")
_PLACE_STEM = re.compile(
    "(?:시|군|구|동|읍|면|리|권|항|산단|단지)$|^(?:우리|저희|같은|다른|옛|새|어느|무슨|이런|그런|모든|여러)"
)
_CITY_NAMES = frozenset(city[:-1] for city in CITIES)
_TRADES = TRADE_WORDS | FIRM_OR_TRADE
# Before an ending that a trade has too, and before one that only firms have: 미래산업 may be a trade, 미래모빌 is none.
_TRADE = Tiles(_TRADES | frozenset(INSTITUTIONS))
_ONLY_TRADE = Tiles(TRADE_WORDS - FIRM_STEMS - _CITY_NAMES)
_OF_STEM = Tiles(_TRADES | FIRM_STEMS)
# Machines, systems and agreements by their letters: CNC 정밀, ERP시스템.
_LETTERS = frozenset(
    """
    CNC ERP IT AI LED PCB ICT EV ESG UV SUS FA PLC OEM ODM MCT LNG LPG IoT IOT CAD CAM MES SCM RPA VR AR OLED LCD SMT
    USB NC AL FRP PVC PET PE PP DC AC TV PC OT BT NT RFID GPS ESS SW HW SI SM K R&D M&A 3D 2D 4D 5G
    """.split()  # noqa: SIM905
)
_STRANGERS = re.compile(
    "(?:거래처|납품처|매출처|매입처|발주처|수요처|공급처|원청|하청|협력사|협력 ?업체|외주|고객사|경쟁사"
    "|모기업|1차|2차|벤더"
    "|업체명|회사명|상호명?|소속|참석|옆|앞|이웃|우리 회사|저희|근처|납품하던|거래하던|다니던|있던)"
    r"(?:인|는|은|가|이|의|집|에|도|로)?(?: 공장| 회사| 업체| 집)?[ :：,]{1,3}\Z"
)
# What is done to a firm (에), what comes from it (에서), what it does.
_GIVEN_TO = "납품|의뢰|외주|발주|넘|물건|운송|[가-힣]{0,4} ?(?:맡|줬|팔|댑|들어가)"
_HAD_FROM = (
    "외상|어음|돈을|클레임|전화|메일|연락|소재|원료|부품|사람|견적|[가-힣]{0,3} ?받|발주|주문|일감|일을|물량|도면|대금"
    "|왔|온|퇴사|일하"
)
_DEALING = re.compile(
    " ?(?:하고|랑|이랑|과|와)? ?(?:사장|대표|회장|공장장|전무|상무|이사님|물량|대금|납품|거래|발주|주문"
    "|부도|외상|어음|단가"
    f"|계약|견적|직원|공장이|도산|폐업|덕분|쪽|측)|에 (?:{_GIVEN_TO})|에서 (?:{_HAD_FROM})"
    "|(?:가|이) (?:부도|문|망|단가|물량|대금|발주|폐업|도산|법정)"
    f"| [{SURNAMES}](?:[가-힣]{{2}})? ?(?:{TITLE})(?![가-힣]{{2}})"
)
_LATIN_END = (
    "Tech|Technology|Metals?|Precision|Industry|Industries|Steel|Engineering|Machinery|Machine|Electronics|Electric"
    "|Chemicals?|Robotics|Korea|Systems?|Solutions?|Works|Motors|Marine|Foods?|Trading|Logistics|Energy|Materials|Tools"
    "|Tooling|Mold|Auto|Automation|Automotive|Group|Holdings|Soft|Software|Labs?|Shipping|Co|Company|Partners"
    "|Enterprises?|International|Global|Plastics?|Bio|Pharma|Textiles?|Electro|Semicon|Optics"
)
_LATIN_FIRM = re.compile(
    rf"(?<![A-Za-z0-9@._/-])((?:[A-Z][A-Za-z0-9&-]{{1,24}} ){{1,3}}(?:{_LATIN_END}))(?![A-Za-z0-9])\.?"
)
_HALF_LATIN = re.compile(
    "(?<![가-힣A-Za-z0-9])[가-힣]{2,6}(?:ENG|E&G|ENC|E&C|TECH|Tech|STEEL|Steel|METAL|Metal|INC|CO|F&B|C&C"
    "|SYSTEM|KOREA)(?![A-Za-z0-9])"
)
_NO_LATIN_FIRM = frozenset(
    "Smart Green Global South North Republic Of Made Advanced Auto Open Cloud Big Bio Micro Deep".split()  # noqa: SIM905
)
_HANGUL = re.compile("[가-힣]")
_LABEL = re.compile(r"[^:\n]{1,24}: ")
_CAPITALS = re.compile(r"(?<![A-Za-z0-9@._/-])[A-Z][A-Z&]{4,15}(?![A-Za-z0-9@._/-])")
# What a firm does to another; nobody, buyers and the like are none.
_ENGLISH_DOES = re.compile(
    r"(?<![A-Za-z0-9@._/-])([A-Z][A-Za-z]{3,15})(?:,? (?:still|never|just|has|have|had|is|now|suddenly"
    r"|recently|who|which|our [a-z ]{4,24},))*"
    r",? (?:owe[sd]?|cancell?ed|delay\w*|stopped|went bankrupt|defaulted|pulled|ordered|refused|raised|cut"
    r"|keeps|bought|acquired)\b"
    r"|(?i:customer|supplier|client|vendor|competitor|buyer|subcontractor)s?,? (?:is |called |named |like"
    r" )?((?-i:[A-Z])[A-Za-z]{3,15})(?= )"
)
_ENGLISH_DEALING = re.compile(
    "(?i)\\b(?:customer|supplier|client|buyer|vendor|contractor|competitor|owes?|paid|pays?|payment"
    "|orders?|invoice|cancell?ed|bankrupt"
    "|deliver\\w*|contract|deal|purchas\\w+|ship\\w*|sell|sold|bought|acquired|sued|delay\\w*)\\b|납품"
    "|거래|대금|물량|발주|단가"
)
# Letters of the same line in which a word says that a firm is dealt with. Chosen, not measured.
_AHEAD = 16


def shaped(text: str) -> Iterator[Mark]:
    """Words made like a firm's name; sure where nothing else is meant, asked about where a trade may be."""
    for found in _WORD.finditer(text):
        word, at = found[0], found.start()
        for cut in range(1, len(word)):
            ending = _ending(text, at, word, cut)
            if ending:
                mark = _judged(text, at, word[:cut], ending)
                if mark:
                    yield mark
                break
    if not LETTER.search(text):
        return
    for found in _HALF_LATIN.finditer(text):
        yield Mark("firm", found.start(), found.end(), True, "firm_shape", found[0])
    for found in _LATIN_FIRM.finditer(text):
        first = found[1].split()[0]
        if first not in _NO_LATIN_FIRM and first not in _LETTERS and first.lower() not in NO_LATIN:
            line, start = _said(text, found.start())
            sure = _HANGUL.search(line) or _ENGLISH_DEALING.search(
                line[max(0, found.start() - start - 30) : found.end() - start + 40]
            )
            yield Mark("firm", found.start(), found.end(), sure is not None, "firm_shape", found[1])
    for found in _ENGLISH_DOES.finditer(text):
        group = found.lastindex or 1
        if found[group].lower() not in NO_LATIN:
            yield Mark("firm", *found.span(group), False, "firm_shape", found[group])
    for found in _CAPITALS.finditer(text):
        line, start = _said(text, found.start())
        dealt = _ENGLISH_DEALING.search(line[max(0, found.start() - start - 30) : found.end() - start + 40])
        if dealt and found[0] not in _LETTERS and found[0].lower() not in NO_LATIN and not line.isupper():
            yield Mark("firm", found.start(), found.end(), False, "firm_shape", found[0])


def _ending(text: str, at: int, word: str, cut: int) -> str:
    for ending in _ENDINGS.get(word[cut : cut + 2], ()) or (word[cut] if word[cut] in _SHORT and cut > 1 else ""):
        end = cut + len(ending)
        if word.startswith(ending, cut) and (end == len(word) or fits_behind(text, at + end)):
            return ending
    return ""


def _judged(text: str, at: int, stem: str, ending: str) -> Mark | None:
    if len(stem) < 2 or stem in _LETTERS or stem.isdigit() or stem + ending in LOOK_ALIKES:
        return None
    # 이노텍 may be anything, 한솔케미칼텍 is a firm; 제일사 is one, 변호사 none.
    if ending in _SHORT and (stem not in FIRM_STEMS if ending == "사" else len(stem) < 3):
        return None
    strong, city = ending not in FIRM_OR_TRADE, stem in _CITY_NAMES
    end = at + len(stem) + len(ending)
    dealt = _STRANGERS.search(text[max(0, at - _AHEAD) : at].rpartition("\n")[2]) or _DEALING.match(text, end)
    if (not dealt and ending in _WORDS_TOO and _made_of(_ONLY_TRADE, stem)) or stem in _ADJECTIVES:
        return None
    if stem not in _PROPER and (not (strong or city) and _made_of(_TRADE, stem)):
        return None
    named = stem.isascii() or not stem.isalpha() or (not city and _made_of(_OF_STEM, stem))
    if not (strong or named or dealt) and (ending in FIRM_OR_THING or (city and ending == "산업")):
        if (
            city
            or len(stem) < 2
            or ending in _OF_WORDS
            or stem in COMMON_WORDS
            or stem[-1] in _NO_STEM_ENDS
            or _PLACE_STEM.search(stem)
        ):
            return None
        return Mark("firm", at, end, False, "firm_shape", stem + ending)
    sure = (strong and ending != "사") or bool(dealt) or (named and stem not in COMMON_WORDS)
    return Mark("firm", at, end, sure, "firm_shape", stem + ending)


def _made_of(words: Tiles, stem: str) -> bool:
    """Whether a stem is made of listed words; of two syllables that are words each almost any would be."""
    parts = words.parts(stem)
    return parts is not None and sum(len(part) == 1 for part in parts) < 2


def _said(text: str, start: int) -> tuple[str, int]:
    """What is said in a line, without its speaker, and where it begins: a label's letters are no proof."""
    begin = text.rfind("\n", 0, start) + 1
    label = _LABEL.match(text, begin, max(begin, start))
    begin = label.end() if label else begin
    return text[begin : start + 120].partition("\n")[0], begin
