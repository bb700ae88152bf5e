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
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{{1,64}}{_AT}"
    rf"(?:[A-Za-z0-9-]{{1,63}}{_DOT}){{1,6}}[A-Za-z]{{2,24}}(?![A-Za-z0-9])"
)
# Said in English: … at gmail dot com, … at gmail.com.
_AT_DOT = re.compile(
    r"(?i)(?<![a-z0-9._%+-])[a-z0-9._%+-]{1,64}(?: dot [a-z0-9_-]{1,30}){0,2}"
    r" at [a-z0-9-]{2,63}(?:(?: dot |\.)[a-z0-9-]{2,30}){0,2}"
    r"(?: dot |\.)(?:com|net|org|kr|co|jp|cn|vn|io|biz)(?![a-z0-9])"
)
# Letters and signs of an address as they are said, one by one: 엠 케이 플레이팅, 언더바.
_LETTER_SAID = (
    "에이치|더블유|에이|에프|에스|제이|케이|아이|브이|엑스|와이|제트|엠|엔|엘|지|디|비|씨|시|티|피|큐|알|오|유|이"
)
_DIGIT_SAID = "[공영일이삼사오육륙칠팔구]{1,4}|[0-9]{1,4}"
_SPELT = rf"(?:(?:{_LETTER_SAID}|{_DIGIT_SAID}|언더바|대시|하이픈|쩜|점|닷) ?){{0,14}}"
_AT_SAID = r"[ ,]{0,2}(?:앳|엣|에트|애트|골뱅이|@)[ ,]{0,2}"
_TOP = "(?:케이알|씨오(?:엠)?|컴|콤|넷|오알지?|코|(?i:com|net|co|kr|org|or))"
_DOT_SAID = rf"[ ,]{{0,2}}(?:쩜|닷|도트|(?<=[ A-Za-z])점|(?i:(?<= )dot)|\.)[ ,]{{0,2}}(?={_TOP})"
_SAID_END = rf"(?:{_DOT_SAID}{_TOP}){{1,2}}(?![A-Za-z0-9])"
_SAID_NAME = rf"(?<![가-힣A-Za-z0-9._-]){_SPELT}[가-힣A-Za-z0-9._-]{{1,20}}"
_SPELT_AT = re.compile(_AT_SAID)
_SPELT_HOST = re.compile(rf"{_SPELT}[가-힣A-Za-z0-9-]{{1,20}}{_SAID_END}")
_SPELT_END = re.compile(_SAID_END)
_SPELT_NAME = re.compile(rf"{_SAID_NAME}\Z")
# As far before its sign an address begins. Chosen: a name of sixteen letters, each said with a space.
_NAME_SAID = 60
_SAID_TOPS = ("쩜", "닷", "점 ", " dot ", "도트")
# Whatever stands around an @, in Hangul too, with a comma for a dot; a house of many without its end.
_ANY_EMAIL = re.compile(
    r"(?<![가-힣A-Za-z0-9._%+-])[가-힣A-Za-z0-9._%+-]{1,64} ?@ ?(?:[가-힣A-Za-z0-9-]{1,40} ?[.,] ?){1,3}"
    r"(?:한국|닷컴|닷넷|(?i:com?|net|kr|org|biz|io|cn|jp|vn))"
    r"(?![A-Za-z0-9])|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{2,64} ?@ ?(?i:naver|gmail|daum|hanmail|nate"
    r"|kakao|outlook|hotmail)(?![A-Za-z0-9.])"
)
# A name told letter by letter before a said at: j h tak, all one word, at gmail dot com.
_TOLD_EMAIL = re.compile(
    r"(?i)(?<![a-z0-9'’])(?:[a-z0-9] ){0,12}[a-z0-9._-]{1,30}(?: (?:dot|underscore|dash|hyphen) [a-z0-9]{1,20}){0,3}"
    r"(?:, [a-z ]{3,24},?)? at (?:[a-z] ){0,4}[a-z0-9-]{2,40}(?: dot [a-z0-9-]{2,30}){0,2} dot (?:com|net"
    r"|org|kr|co|io|biz)(?![a-z0-9])"
)
# Hosts and endings as they are said.
_HOSTS = {
    "네이버": "naver", "지메일": "gmail", "쥐메일": "gmail", "한메일": "hanmail", "다음": "daum", "네이트": "nate",
    "카카오": "kakao", "구글": "google", "아웃룩": "outlook", "핫메일": "hotmail", "야후": "yahoo",
}  # fmt: skip
_SAID_SIGNS = ("골뱅이", "앳", "엣", "에트", "애트")
_ENDS = {"컴": "com", "콤": "com", "넷": "net", "케이알": "kr", "씨오": "co", "오알": "or", "코": "co"}
_HOST = f"(?:{'|'.join(_HOSTS)}|[A-Za-z0-9-]{{2,63}})"
_END = f"(?:{'|'.join(_ENDS)}|[A-Za-z]{{2,6}})"
_SAID_EMAIL = re.compile(
    rf"(?<![가-힣A-Za-z0-9._%+-])(?:[A-Za-z0-9._%+-]{{1,64}}|[가-힣]{{2,12}}){_AT}{_HOST}"
    rf"(?:{_DOT}{_END}){{0,3}}(?![A-Za-z0-9])"
)
_SAID_HOST = re.compile("|".join(_HOSTS))
_WEB = re.compile(
    r"(?<![A-Za-z0-9@./-])(?:https?://)?(?:www\.)?(?:[A-Za-z0-9-]{1,40}\.){1,4}(?:kr|com|net|org|biz|io|cn"
    r"|jp|shop|store|info|co|me|at|so|page|site|online|link|tv|us|uk|de|vn|asia|tech|app)"
    r"(?![A-Za-z0-9-])(?:/[A-Za-z0-9._~%/?=&#@-]{0,80})?"
)
# With a dot in brackets, spaces, capitals or in Hangul; and one disarmed: hxxps.
_ODD_WEB = re.compile(
    r"(?i)(?<![A-Za-z0-9@./-])(?:h(?:tt|xx)ps?://)?(?:www ?\. ?)?(?:[a-z0-9가-힣-]{2,40}(?: ?[(\[]\.[)\]]"
    r" ?| ?[(\[]dot[)\]] ?| ?\.)){1,3}"
    r"(?:com|net|kr|org|biz|한국|닷컴|shop|store)(?![A-Za-z0-9@-])(?:/[A-Za-z0-9._~%/?=&#-]{0,80})?"
)
_ODD_SIGNS = re.compile(r"(?i)(?:\.|[(\[](?:\.|dot)[)\]]) ?(?:com|net|kr|org|biz|한국|닷컴|shop|store)(?![a-z])")
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
    "카카오톡|카톡|카카오|텔레그램|위챗|왓츠앱|인스타그램|인스타|페이스북|페북|스레드|트위터|틱톡|스카이프"
    "|밴드|블로그|유튜브|라인|네이버"
    r"|(?<![A-Za-z])(?i:kakao(?:talk)?|telegram|wechat|whatsapp|instagram|skype)(?![A-Za-z])"
)
_MESSENGER = re.compile(
    rf"(?:(?:{_SERVICE}|(?:지|한|네이버 ?|다음 ?|구글 ?|핫|네이트 ?|이)?메일)(?: ?(아이디|계정|채널|메신저"
    rf"|(?i:id)))?|(아이디|(?i:\bid)(?= ?[:：은는가])))"
    r" ?(?:은|는|이|가|로|으로|에서|에)? ?[:：]? ?(@?[A-Za-z][A-Za-z0-9._-]{2,28}[A-Za-z0-9_])(?![A-Za-z0-9@])"
)
_HANGUL_ID = re.compile(
    rf"(?:{_SERVICE})(?: ?(?:아이디|계정|채널|(?i:id)))?(?:은|는|이|가|에서|에)? ?[:：]? ?['\"“‘]?"
    r"([가-힣A-Za-z0-9_]{2,20})['\"”’]? ?(?:(?:으로|로|을|를|라고|이라고)? ?(?:검색|추가|찾으|치시|치면))"
)
_HANDLE = re.compile(
    r"(?<![A-Za-z0-9가-힣._@%+-])@(?:[A-Za-z][A-Za-z0-9._]{2,28}[A-Za-z0-9_](?![A-Za-z0-9@])"
    r"|[가-힣A-Za-z0-9_]{2,24}?(?=(?:으로|로|에서|에|은|는|이|가|을|를|입니다|이에요|예요|라고)?"
    r"(?![가-힣A-Za-z0-9_@]| ?[:：])))"
)
# What an account is called: 인스타는 바다청년 언더바 공오일; 닉네임은 …; 블로그에 … 이라고.
_CALLED = re.compile(
    rf"(?:(?:{_SERVICE})(?: ?(?:아이디|계정|채널|닉네임|대화명|이름|(?i:id)))?(?:명)?|닉네임|대화명|아이디"
    rf"|활동명|필명)(?:에서는|에서|에는|으로는|로는|에|은|는|이|가|으로|로)? ?[:：]? ?"
    r"['\"“‘]?([가-힣A-Za-z0-9_.]{1,16}?(?: [가-힣A-Za-z0-9_.]{1,12}){0,3}?)['\"”’]?"
    r"(?=이라고|(?<![하리시가보주치드내쓰기오])라고|이라는|(?<![하리시가보주치드내쓰기오])라는|입니다"
    r"|이에요|예요|이고|이거든|인데| 검색| 찾| 팔로|, 그거|(?:으로|로) (?:활동|올"
    r"|운영|하고|나와|나옵|들어)|이요[,.]|요[,.])"
)
_TOLD = re.compile(rf"{_SERVICE}|메일|닉네임|대화명|아이디|활동명|필명|(?i:\bid)")
_SIGNS_SAID = re.compile(
    rf"언더바|언더스코어|(?:^| )(?:{_LETTER_SAID})(?: |$)|[공영일이삼사오육칠팔구]{{3}}|\d|[A-Za-z]"
)
_UNDERSCORED = re.compile(
    rf"(?<![가-힣A-Za-z0-9_])(?:{_LETTER_SAID}|[가-힣A-Za-z0-9_.]{{1,12}})(?: (?:{_LETTER_SAID}"
    rf"|{_DIGIT_SAID})){{0,8}} ?(?:언더바|언더스코어)"
    rf"(?: ?(?:{_LETTER_SAID}|{_DIGIT_SAID}|언더바)(?![가-힣])){{0,8}}(?: ?[A-Za-z0-9]{{1,16}})?"
)
_AT_SIGNS = ("@", "골뱅이", "앳", "(at)", "[at]", "{at}", "( at", "[ at", "(AT)", "[AT]", "<at>")
# One of them stands in every such sentence: the pattern is dear.
_LOOKED_UP = ("검색", "추가", "찾으", "치시", "치면")
_TALK = re.compile("(?:[은는을를이가에서도만의게면고서지며]|하는데|니까|[할될한된던])(?: |$)|있|없|하다|했|한다|된")
_MINE = re.compile("(?:이?라고|이?라는)[,. ]{0,2}(?:[가-힣]{1,3} )?(?:접니다|저예요|저거든|제 |저희|나예요|우리 )")
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
    for pattern in (_ANY_EMAIL,) if "@" in text else ():
        for found in pattern.finditer(text):
            yield Mark("email", found.start(), found.end(), True, "address", _written(found[0].replace(",", ".")))
    for found in _TOLD_EMAIL.finditer(text) if " dot " in text.lower() and " at " in text.lower() else ():
        yield Mark("email", found.start(), found.end(), True, "address", _written(found[0]))
    if any(sign in text for sign in _SAID_SIGNS):
        for sign in _SPELT_AT.finditer(text):
            host, name = _SPELT_HOST.match(text, sign.end()), _named_before(text, sign.start())
            if host and name >= 0:
                yield Mark("email", name, host.end(), True, "address", _written(text[name : host.end()]))
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
    for found in _ODD_WEB.finditer(text) if _ODD_SIGNS.search(text) else ():
        address = re.sub(r"[()\[\] ]|^h(?:tt|xx)ps?://", "", found[0].lower()).replace("dot", ".")
        if not _PUBLIC_WEB.search(address) and address.removeprefix("www.") not in _PLATFORMS:
            yield Mark("web", found.start(), found.end(), True, "website", address)
    for found in _SPELT_END.finditer(text) if any(each in text for each in _SAID_TOPS) else ():
        start = _named_before(text, found.start())
        address = _written(text[max(0, start) : found.end()])
        if start >= 0 and not _PUBLIC_WEB.search(address) and address not in _PLATFORMS:
            yield Mark("web", start, found.end(), True, "website", address)


def _named_before(text: str, end: int) -> int:
    """Where a name begins that is said before a sign, letters by themselves included; -1 where none is."""
    found = _SPELT_NAME.search(text, max(0, text.rfind("\n", 0, end) + 1, end - _NAME_SAID), end)
    return found.start() if found else -1


def messengers(text: str) -> Iterator[Mark]:
    """What somebody is called in a messenger, where its name stands before: 카톡 아이디 yesi123; and @yesi123."""
    letters, told = LETTER.search(text) is not None, _TOLD.search(text) is not None
    for found in _MESSENGER.finditer(text) if letters and told else ():
        name = found[3]
        if found[1] or found[2] or not name.isalpha() or not (name.isupper() or name.istitle()):
            yield Mark("contact", found.start(3), found.end(3), True, "word_near", name.lstrip("@").lower())
    for found in _HANDLE.finditer(text) if "@" in text else ():
        yield Mark("contact", found.start(), found.end(), True, "shape", found[0][1:].lower())
    for found in _UNDERSCORED.finditer(text) if "언더" in text else ():
        yield Mark("contact", found.start(), found.end(), True, "word_near", found[0].replace(" ", ""))
    for found in _CALLED.finditer(text) if told else ():
        if found[1] not in _NO_ID and (not _TALK.search(found[1]) or _MINE.match(text, found.end())):
            sure = _SIGNS_SAID.search(found[1]) is not None
            yield Mark("contact", found.start(1), found.end(1), sure, "word_near", found[1].replace(" ", ""))
    for found in _HANGUL_ID.finditer(text) if told and any(each in text for each in _LOOKED_UP) else ():
        if found[1] not in _NO_ID:
            yield Mark("contact", found.start(1), found.end(1), False, "word_near", found[1])
