"""What kind of organization a name or a person's title tells of: words and their kinds as data, a guess to be checked."""

from __future__ import annotations

import re

# The first line that holds wins, so the narrower words stand above: 시의회 before 시, 진흥원 before 산업.
_NAMED: tuple[tuple[str, str], ...] = (
    ("firm", r"\(주\)|㈜|주식회사|\(유\)|유한회사|\b(?:Inc|Corp|Ltd|LLC)\b|Co\."),
    ("council", r"(?<!협)의회"),
    ("technopark", r"테크노파크|(?<![A-Za-z])TP(?![A-Za-z])"),
    (
        "ministry",
        r"중소벤처기업[부청]|중기[부청]|고용노동[부청]|산업통상자원부|기획재정부|과학기술정보통신부|국토교통부",
    ),
    ("ministry", r"해양수산부|행정안전부|산업부|노동부|기재부|과기정통부|국무조정실|관세청|특허청|조달청|세관|노동청"),
    ("agency", r"진흥[원공회센]|진흥공단|중진공|콘텐츠진흥|정보산업진흥"),
    ("support", r"상공회의소|상의$|무역협회|무역투자진흥공사|KOTRA|코트라|보증기금|보증재단|기보$|신보$|산업단지공단"),
    ("support", r"혁신센터|지원센터|지원단|지원기관|인력공단|협회|협동조합|조합$|중앙회|연합회|재단|산업은행|기업은행"),
    ("expert", r"대학|학회|연구[원소센]|과학기술원|대$"),
    (
        "city",
        r"시청|구청|군청|도청|(?:광역|특별|자치)시|부산시|울산시|창원시|김해시|양산시|경남도|경상남도|자치도|지자체",
    ),
    (
        "city",
        r"^(?:중|서|동|영도|부산진|동래|남|북|해운대|사하|금정|강서|연제|수영|사상)구$|^기장군$|^[○◯OX]{1,2}[시구군]$",
    ),
    (
        "firm",
        r"(?:정밀|산업|기업|공업|중공업|금속|금형|기계|기공|전자|전기|테크|텍|단조|주조|주물|화학|소재|철강|제강|모터스|조선)$",
    ),
    (
        "firm",
        r"(?:엔지니어링|시스템즈?|소프트|데이터|로보틱스|로봇|상사|물산|제작소|유압|열처리|도금|섬유|식품|수산|해운|물류|건설|바이오)$",
    ),
    ("firm", r"^[A-Z가-하][사社]$|^[A-Z○◯]{1,2}[가-힣]{2,}$"),
)
# What a title tells where the organization's name tells nothing; the last syllables count.
_TITLED: tuple[tuple[str, str], ...] = (
    (
        "moderator",
        r"사회자?|진행자?|좌장|모더레이터|퍼실리테이터|면담자|인터뷰어|moderator|facilitator|interviewer|chair",
    ),
    ("council", r"(?:시|구|군)?의원|의장"),
    ("expert", r"교수|박사|연구위원|강사|학장|총장|전문가|변호사|회계사|노무사|세무사|변리사|컨설턴트"),
    ("city", r"주무관|사무관|서기관|구청장|군수|시장|부시장"),
    ("firm", r"대표(?:이사)?|사장|전무(?:이사)?|상무(?:이사)?|공장장|기업인|CEO"),
)
_NAMES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _NAMED)
# Who leads stands as a word of its own (지역사회 is nobody); other titles end a word: 김대표, 공동대표, 전문가 1.
_TITLES = tuple(
    (
        kind,
        re.compile(
            rf"(?:.*[\W\d_]){'?' if kind == 'moderator' else '?[가-힣]*?'}(?:{pattern})님?\s*\d*", re.IGNORECASE
        ),
    )
    for kind, pattern in _TITLED
)
# How people write a kind itself, in a column of its own.
_WRITTEN = {
    "city": "city 시 구군 시구군 부산시·구군 부산시 지자체 지방정부",
    "council": "council 시의회 의회",
    "technopark": "technopark 테크노파크 TP",
    "support": "support 지원기관 유관기관",
    "ministry": "ministry 중앙정부 중앙부처 부처 정부",
    "agency": "agency 진흥기관 공공기관",
    "firm": "firm 기업 업체 회사 기업체",
    "expert": "expert 외부전문가 전문가 학계 연구기관",
    "moderator": "moderator 사회자 사회 진행 진행자",
}
_KINDS = {word.casefold(): kind for kind, words in _WRITTEN.items() for word in words.split()}


def kind_written(word: str) -> str:
    """The kind a cell says in so many words (기업, 외부 전문가, city), or ''."""
    return _KINDS.get("".join(word.split()).casefold(), "")


def kind_named(organization: str) -> str:
    """The kind an organization's name tells of, or ''."""
    return next((kind for kind, pattern in _NAMES if pattern.search(organization.strip())), "")


def kind_titled(title: str) -> str:
    """The kind a person's title tells of (대표: a firm's), or ''."""
    return next((kind for kind, pattern in _TITLES if pattern.fullmatch(title.strip())), "")


def kind_of(organization: str, title: str) -> str:
    """The kind most likely meant: whoever leads, else by the organization, else by the title; '' where neither tells."""
    titled = kind_titled(title)
    return titled if titled == "moderator" else kind_named(organization) or titled
