"""Addresses: streets with a number, lots, flats, rooms of a building."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcripts.personal.findings import Mark
from transcripts.personal.lists import words_of

# As many letters of the same line as `numbers` looks back.
_AHEAD = 24
_BIG = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|충청북도"
    "|충청남도|전라북도|전라남도"
    "|경상북도|경상남도"
)
_REGION = f"((?:(?:{_BIG}) )?(?:[가-힣]{{1,7}}(?:특별시|광역시|특별자치시|특별자치도|시|도|군|구|읍|면|동|리) ){{0,4}})"
# No address: an amount or a count stands behind the number.
_COUNTED = (
    r"(?![\d,.]*\d| ?(?:명|퍼|%|원|만|천|억|개|년|월|일(?!부)|톤|대|건(?!물)|곳|시|분|배|차|회|주|가지|위"
    r"|사람|여|달|세|살"
    r"|점|m|k|℃|도|번(?!지|길)))"
)
_ROOM = r"(?:,? ?(?:[A-Z]|\d{1,4}|[가나다라마바사])동)?(?:,? ?(?:지하 ?)?\d{1,3}층)?(?:,? ?\d{1,5}호)?"
_EDGE = "(?<![가-힣A-Za-z0-9])"
_STREET = re.compile(
    rf"{_EDGE}{_REGION}([가-힣]{{1,10}}\d{{0,4}}(?:대로|로|길)|[가-힣]{{2,8}} \d{{1,4}}(?:로|길))("
    rf" ?\d{{1,4}}번?[가-힣]?길)?"
    rf" ?\d{{1,4}}(?:-\d{{1,4}})?(?:번지)?({_ROOM}){_COUNTED}"
)
_LOT = re.compile(
    rf"{_EDGE}{_REGION}([가-힣]{{1,7}}\d?(?:동|리|\d가)) (산 ?)?\d{{1,4}}(?:-\d{{1,4}})?(번지)?(?:{_ROOM}){_COUNTED}"
)
_HOMES = (
    "아파트|빌라|맨션|오피스텔|주공|연립|원룸|기숙사|맨숀|자이|푸르지오|래미안|힐스테이트|캐슬|파크|팰리스"
    "|[가-힣]빌|하임|그린빌|주택|하이츠|타운하우스|더샵|아이파크|롯데캐슬|이편한세상|포레|리버|아크로"
)
_HOUSES = (
    "빌딩|타워|센터|프라자|플라자|상가|오피스|회관|하우스|스퀘어|타운|캠퍼스|밸리|시티|테크노밸리|비즈니스센터"
    "|빌라트|오피스동|지식산업센터|벤처타운|프라임|메트로|포럼"
)
_WING = r"(?: ?(?:[A-Z]|\d{1,4}|[가나다라])동)?"
_FLAT = re.compile(
    rf"{_EDGE}{_REGION}[가-힣A-Za-z0-9]{{0,14}}(?:{_HOMES})(?: ?\d차)?"
    rf"{_WING}(?: ?\d{{1,3}}층)?(?: ?\d{{3,4}}호)?(?<=[동호])"
)
_BUILDING = re.compile(
    rf"{_EDGE}[가-힣A-Za-z0-9]{{1,14}}(?:{_HOUSES}){_WING}(?: ?(?:지하 ?)?\d{{1,3}}층)?(?:"
    rf" ?[A-Z]?\d{{1,5}}호)?(?<=[층호])"
)
_DONG_HO = re.compile(r"(?<![가-힣A-Za-z0-9])(?:\d{3,4}|[A-Z])동 ?\d{3,4}호")
_HOME = re.compile(
    rf"{_EDGE}{_REGION}(?!공장|창고|건물|단지|본관|별관|연구)[가-힣A-Za-z]{{2,12}} ?\d{{1,4}}동 ?\d{{3,4}}호"
)
_SOMEWHERE = re.compile(
    rf"{_EDGE}([가-힣]{{1,5}}\d?동) [가-힣A-Za-z0-9]{{2,12}} (?:지하 ?)?\d{{1,2}}층(?: ?\d{{2,4}}호)?"
)
# 27 Centumdong-ro 8beon-gil, Haeundae-gu, with the room before it.
_ROMAN = re.compile(
    r"(?i)(?<![a-z0-9-])(?:(?:unit|suite|room|rm|apt|#) ?[a-z]?-?\d{1,5}[a-z]?,? )?(?:\d{1,3}(?:f|th floor),? )?"
    r"(?:(?:no\.? ?)?\d{1,5}(?:-\d{1,4})?,? )?[a-z]{2,24}(?: ?\d{1,3})?-(?:ro|daero|gil)(?![a-z])(?: ?\d{1,4}"
    r"(?:beon)?-?gil)?(?:,? \d{1,5}(?:-\d{1,4})?(?![\d%]))?"
    r"(?:,? [a-z]{2,20}-(?:dong|gu|si|gun|eup|myeon|ri|do))*"
)
_ROMAN_SIGN = re.compile("-(?:ro|gil|daero|dong|ri|eup|myeon)")
_ROMAN_LOT = re.compile(
    r"(?<![A-Za-z0-9-])(?:\d{1,5}(?:-\d{1,4})?,? )?[A-Z][a-z]{1,20}\d?-(?:dong|ri|myeon|eup)(?:,?"
    r" [A-Z][a-z]{1,20}-(?:gu|si|gun|do))*(?:,? \d{1,5}(?:-\d{1,4})?)?(?![\d%])"
)
_NEAR_PLACE = re.compile("주소|소재지|도로명|지번|사는 곳|사업장|자택|집은|집이|위치|본점|본사가|공장은|공장이")
_NO_STREETS = re.compile(
    "(?:으로|별로|때로|대비로|까지로|하루로|대체로|실제로|차례로|수시로)$|^(?:스스로|서로|따로|바로|주로|새로|홀로)$"
)
# Streets of an estate bear its name and a number: 유통지구 3로.
_OF_ESTATE = re.compile("(?:산단|단지|지구|공단) ")
_NO_PLACES = words_of("no_places")


def places(text: str) -> Iterator[Mark]:
    """Addresses, sure where a region, 번길, a room, a number on the street's name or the word 주소 says so."""
    for found in _STREET.finditer(text):
        region, street, lane, room = found.groups()
        if _NO_STREETS.search(street) or street in _NO_PLACES:
            continue
        numbered = any(each.isdigit() for each in street)
        plain = not (region or lane or room or _NEAR_PLACE.search(_ahead(text, found.start())))
        plain = plain and not _OF_ESTATE.search(street)
        if plain and (" " in street or (not numbered and len(street) < 3)):
            continue
        # 송도과학로 is a street; 예정대로 may be none.
        sure = not plain or (len(street) > 3 and not street.endswith("대로"))
        yield Mark("place", found.start(), found.end(), sure, "street" if sure else "shape", found[0])
    for found in _LOT.finditer(text):
        region, name, hill, lot = found.groups()
        near = region or lot or hill or _NEAR_PLACE.search(_ahead(text, found.start()))
        if name not in _NO_PLACES and (near or "-" in found[0] or name[-2:-1].isdigit()):
            yield Mark("place", found.start(), found.end(), True, "street", found[0])
    for found in _SOMEWHERE.finditer(text):
        if found[1] not in _NO_PLACES:
            yield Mark("place", found.start(), found.end(), found[0].endswith("호"), "street", found[0])
    for pattern in (_HOME, _FLAT, _BUILDING, _DONG_HO):
        for found in pattern.finditer(text):
            yield Mark("place", found.start(), found.end(), found[0].endswith("호"), "street", found[0])

    if _ROMAN_SIGN.search(text):
        for pattern in (_ROMAN, _ROMAN_LOT):
            for found in pattern.finditer(text):
                if any(each.isdigit() for each in found[0]) and "-" in found[0]:
                    yield Mark("place", found.start(), found.end(), True, "street", found[0])


def _ahead(text: str, start: int) -> str:
    return text[max(0, start - _AHEAD) : start].rpartition("\n")[2]
