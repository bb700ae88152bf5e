"""Where somebody is reached by letters: e-mail, also as it is said, accounts of messengers, web sites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from transcripts.personal.findings import Mark
from transcripts.personal.words import LETTER

# Every repetition is bounded and every pattern begins at the edge of a run, so that a line of a megabyte of one
# character costs one look at each character.
_AT = r"(?: ?(?:@|[(\[{<] ?(?i:at) ?[)\]}>]|[(\[]?골뱅이[)\]]?|앳) ?)"
_DOT = r"(?: ?(?:\.|[(\[{<] ?(?i:dot) ?[)\]}>]|점|쩜|닷|(?i: dot )) ?)"
_EMAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{{1,64}}{_AT}(?:[A-Za-z0-9-]{{1,63}}{_DOT}){{1,6}}[A-Za-z]{{2,24}}(?![A-Za-z0-9])"
)
# Said in English: … at gmail dot com, … at gmail.com.
_AT_DOT = re.compile(
    r"(?i)(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}(?: dot [a-z0-9_-]{1,30}){0,2}"
    r" at [a-z0-9-]{2,63}(?:(?: dot |\.)[a-z0-9-]{2,30}){0,2}"
    r"(?: dot |\.)(?:com|net|org|kr|co|jp|cn|vn|io|biz)(?![a-z0-9])"
)
# Hosts and endings as they are said.
_HOSTS = {
    "네이버": "naver", "지메일": "gmail", "쥐메일": "gmail", "한메일": "hanmail", "다음": "daum", "네이트": "nate",
    "카카오": "kakao", "구글": "google", "아웃룩": "outlook", "핫메일": "hotmail", "야후": "yahoo",
}  # fmt: skip
_ENDS = {"컴": "com", "콤": "com", "넷": "net", "케이알": "kr", "씨오": "co", "오알": "or", "코": "co"}
_HOST = f"(?:{'|'.join(_HOSTS)}|[A-Za-z0-9-]{{2,63}})"
_END = f"(?:{'|'.join(_ENDS)}|[A-Za-z]{{2,6}})"
_SAID_EMAIL = re.compile(
    rf"(?<![가-힣A-Za-z0-9._%+-])(?:[A-Za-z0-9._%+-]{{1,64}}|[가-힣]{{2,12}}){_AT}{_HOST}(?:{_DOT}{_END}){{0,3}}(?![A-Za-z0-9])"
)
_SAID_HOST = re.compile("|".join(_HOSTS))
_WEB = re.compile(
    r"(?<![A-Za-z0-9@./-])(?:https?://)?(?:www\.)?(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:kr|com|net|org|biz|io|cn|jp|shop|store|info|co|me|at|so|page|site|online|link|tv|us|uk|de|vn|asia|tech|app)"
    r"(?![A-Za-z0-9-])(?:/[A-Za-z0-9._~%/?=&#@-]{0,80})?"
)
_PUBLIC_WEB = re.compile(r"\.(?:go|ac|re|mil|or)\.kr(?:/|$)|\.(?:gov|edu)(?:/|$)")
_ASSOCIATION = re.compile(r"\.org(?:/|$)")
# Houses of millions: without a path they lead to nobody.
_PLATFORMS = frozenset(
    """
    naver.com daum.net google.com youtube.com kakao.com coupang.com instagram.com facebook.com gmail.com 11st.co.kr
    gmarket.co.kr alibaba.com amazon.com smartstore.naver.com blog.naver.com jobkorea.co.kr saramin.co.kr zoom.us
    """.split()  # noqa: SIM905
)
_SERVICE = (
    "카카오톡|카톡|카카오|텔레그램|위챗|왓츠앱|인스타그램|인스타|페이스북|페북|스레드|트위터|틱톡|스카이프|밴드|블로그|유튜브|라인|네이버"
    r"|(?<![A-Za-z])(?i:kakao(?:talk)?|telegram|wechat|whatsapp|instagram|skype)(?![A-Za-z])"
)
_MESSENGER = re.compile(
    rf"(?:(?:{_SERVICE})(?: ?(아이디|계정|채널|메신저|(?i:id)))?|(아이디|(?i:\bid)(?= ?[:：은는가])))"
    r" ?(?:은|는|이|가|로|으로|에서|에)? ?[:：]? ?(@?[A-Za-z][A-Za-z0-9._-]{2,28}[A-Za-z0-9_])(?![A-Za-z0-9@])"
)
_HANGUL_ID = re.compile(
    rf"(?:{_SERVICE})(?: ?(?:아이디|계정|채널|(?i:id)))?(?:은|는|이|가|에서|에)? ?[:：]? ?['\"“‘]?"
    r"([가-힣A-Za-z0-9_]{2,20})['\"”’]? ?(?:(?:으로|로|을|를|라고|이라고)? ?(?:검색|추가|찾으|치시|치면))"
)
_HANDLE = re.compile(r"(?<![A-Za-z0-9가-힣._@%+-])@[A-Za-z][A-Za-z0-9._]{2,28}[A-Za-z0-9_](?![A-Za-z0-9@])")
_AT_SIGNS = ("@", "골뱅이", "앳", "(at)", "[at]", "{at}", "( at", "[ at", "(AT)", "[AT]", "<at>")
# One of them stands in every such sentence: the pattern is dear.
_LOOKED_UP = ("검색", "추가", "찾으", "치시", "치면")
_NO_ID = frozenset(
    "친구 주소 번호 사람 이름 채널 업체 상품 제품 저희 우리 회사 바로 직접 지금 계속 자꾸 라고 이라고".split()  # noqa: SIM905
)


def emails(text: str) -> Iterator[Mark]:
    """E-mail addresses, also with (at) or 골뱅이 and with 점 or dot; the original is in lower case with an @."""
    found: re.Match[str]
    for found in chain(
        _EMAIL.finditer(text) if any(sign in text for sign in _AT_SIGNS) else (),
        _AT_DOT.finditer(text) if " at " in text.lower() else (),
    ):
        yield Mark("email", found.start(), found.end(), True, "address", _written(found[0]))
    if "골뱅이" in text or "@" in text or "앳" in text:
        for found in _SAID_EMAIL.finditer(text):
            if _SAID_HOST.search(found[0]) or re.search(r"[A-Za-z0-9]골뱅이|골뱅이 ?[A-Za-z0-9]", found[0]):
                yield Mark("email", found.start(), found.end(), True, "address", _written(found[0]))


def _written(said: str) -> str:
    at = re.sub(rf"{_AT}|(?i: at )", "@", said, count=1)
    for words in (_HOSTS, _ENDS):
        for word, letters in words.items():
            at = at.replace(word, letters)
    return re.sub(_DOT, ".", at).replace(" ", "").lower()


def websites(text: str) -> Iterator[Mark]:
    """Web sites, but for those of offices, of universities and of houses that lead to millions."""
    for found in _WEB.finditer(text) if LETTER.search(text) else ():
        address = found[0].lower().removeprefix("https://").removeprefix("http://").rstrip("/.")
        if not _PUBLIC_WEB.search(address) and address.removeprefix("www.") not in _PLATFORMS:
            yield Mark("web", found.start(), found.end(), not _ASSOCIATION.search(address), "website", address)


def messengers(text: str) -> Iterator[Mark]:
    """What somebody is called in a messenger, where its name stands before: 카톡 아이디 yesi123; and @yesi123."""
    letters = LETTER.search(text) is not None
    for found in _MESSENGER.finditer(text) if letters else ():
        name = found[3]
        if found[1] or found[2] or not name.isalpha() or not (name.isupper() or name.istitle()):
            yield Mark("contact", found.start(3), found.end(3), True, "word_near", name.lstrip("@").lower())
    for found in _HANDLE.finditer(text) if letters else ():
        yield Mark("contact", found.start(), found.end(), True, "shape", found[0][1:].lower())
    for found in _HANGUL_ID.finditer(text) if any(each in text for each in _LOOKED_UP) else ():
        if found[1] not in _NO_ID:
            yield Mark("contact", found.start(1), found.end(1), False, "word_near", found[1])
