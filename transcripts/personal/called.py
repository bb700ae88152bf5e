"""Names without a title: full names by their given name, given names alone, and whatever a word before calls a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transcripts.personal.findings import Mark
from transcripts.personal.lists import (
    CITIES,
    COMMON_WORDS,
    GIVEN_NAMES,
    GIVEN_WORDS,
    KIN,
    LOOK_ALIKES,
    NAME_CUES,
    NO_PERSONS,
    TRADE_WORDS,
    words_of,
)
from transcripts.personal.words import (
    AFTER_TITLE,
    COMPOUND_SURNAMES,
    GIVEN,
    SURNAMES,
    TITLE,
    TITLES,
    fits_behind,
    may_be_noun,
    rank,
    told,
)

Word = tuple[int, str]

_HANGUL = re.compile("[가-힣]+")
_TITLES = frozenset(TITLES)
_CUES = NAME_CUES | _TITLES
_NAMES_ONLY = GIVEN_NAMES - GIVEN_WORDS
# Of cues of one letter, as 딸, with a particle behind it as well.
_CUE_HEADS = frozenset(each[:2] for each in _CUES | KIN) | {e + p for e in KIN if len(e) == 1 for p in "은는이가인"}
_COMPOUND = frozenset(COMPOUND_SURNAMES.split("|"))
_CALLED = "형님|형|씨|님|언니|누나|누님|오빠|삼촌|이모|아저씨|아줌마|아주머니|아재|아지매|쌤|샘|군|양|할머니|할아버지"
_CALL = re.compile(f"(?:{_CALLED})(?:님)?(?![가-힣])|(?:{_CALLED})[이가은는을를의도만과와께한에네랑하으]")
# Behind a noun 이 is a particle and takes no other; of 62 such words in 11,638 sentences every one was a name.
_ONLY_NAMES = re.compile("이(?:가|는|한테|한테서|네가|네는|도|를)(?![가-힣])")
_CIVIL = re.compile("씨(?:[이가은는을를의도만과와께한에네랑하]|(?![가-힣]))")
_KIN_CALL = re.compile(
    "(?:형님?|언니|누나|누님|오빠|삼촌|아저씨|아줌마|아재|이모|고모|여사|아지매|쌤|군|양)(?:네"
    "|[이가은는을를의도만과와께한랑하라]|(?![가-힣]))"
)
# Behind 이 of a given name that ends in a consonant; the words of the second row stand behind nouns with 이 as well.
_AFTER_I = re.compile("(?:가|는|를|한테|한테서|한테는|에게|보고|형|누나|네는|네가|더러|야말로)(?![가-힣])")
_AFTER_I_ALSO = re.compile("(?:랑|랑은|랑도|도|네|와|의|만|나|하고|까지|처럼|)(?![가-힣])")
_ENDS = re.compile(r" *(?:$|[\n,/()])")
_FIELD_ENDS = re.compile(r" *(?:$|[\n,./()·-])")
_FIELDS = words_of("name_fields")
_ENDINGS = GIVEN | frozenset("팔돌쇠")  # 종팔, 막돌
_OF_LISTS = frozenset({"참석자", "참석", "배석자", "배석", "참가자", "참여자", "명단", "일동"})
_TITLE_BEHIND = re.compile(f" ?(?:{TITLE}){AFTER_TITLE}")
# Syllables with which many of the listed names begin, and with which they end.
_FIRSTS = frozenset(each for each, n in Counter(name[0] for name in GIVEN_NAMES).items() if n > 7)
_SECONDS = frozenset(each for each, n in Counter(name[1] for name in GIVEN_NAMES).items() if n > 7)
_NAMED_SO = re.compile("(?:이?라는|이?란(?![가-힣])|로)")
_CALLING = frozenset({"야", "아"})
_BEHIND_CUE = re.compile("(?:님)?(?:께서는|께서|이신|인|은|는|이|가|에|로)?$")
_FILLERS = words_of("fillers")
_ATTRIBUTE = re.compile("(?:님)?(?:이신|인)?$")
_PARTNER = re.compile("[와과]|이?랑|하고")
_FAR_GAP = re.compile(r"[가-힣 :,]{1,8}")
# Behind a name and hardly behind another word: 이가, 이는; and 라고.
_PERSONAL = re.compile("이(?:가|는|랑|도|를|한테|라고|라는)|이?라고|이에요|예요|인데(?!요)|에게|한테|께서|입니다|씨|님")
_BARE = re.compile(f"(?:{'|'.join(sorted(_CUES | KIN, key=len, reverse=True))})(?:님)?(?:이신|인)?$")
_GAP = re.compile(r"[ :,(/·\"'“‘-]{1,3}")
_SAID = re.compile(
    "(?:입니다|인(?![가-힣])|이십|이신|이세|이에요|예요|이고|이라|라고|이었|였|인데|이지|이죠|씨|님|에게|한테)"
)
_COLON = re.compile(r" ?[:：]")
_NO_CALL = COMMON_WORDS | NO_PERSONS | TRADE_WORDS | frozenset(city[:-1] for city in CITIES)


def hangul(text: str) -> list[Word]:
    """All stretches of Hangul, in order."""
    return [(found.start(), found[0]) for found in _HANGUL.finditer(text)]


def called(text: str, words: Sequence[Word]) -> Iterator[Mark]:
    """Persons by the lists of given names and by the words before a name.

    A given name that is a word as well (지원, 정수) counts behind a surname and where somebody is called so: 지원 씨.
    """
    for n, (at, word) in enumerate(words):
        if at and text[at - 1].isalnum():
            continue
        if word[:2] in GIVEN_NAMES:
            yield from _given(text, words, n)
        elif len(word) > 1 and word[0] in GIVEN and word[1] in _ENDINGS:
            yield from _unlisted(text, words, n)
        if len(word) > 2 and word[0] in SURNAMES and (word[1:3] in GIVEN_NAMES or word[:2] in _COMPOUND):
            yield from _full(text, at, word)
        if len(word) == 3 and word[0] not in SURNAMES and word[1:] in _NAMES_ONLY:
            yield from _titled(text, at, word)
        kin = _is(word, KIN)
        if (kin or _is(word, _CUES) or word[-2:] in _TITLES or word[-3:] in _TITLES) and n + 1 < len(words):
            yield from _after_cue(text, words, n, kin=kin)


def _is(word: str, among: frozenset[str]) -> bool:
    """A word of the list as it stands before a name: 담당자, 담당자는, 사장님이, 공장장인, 아들인."""
    return word in among or (word[:2] in _CUE_HEADS and _BEHIND_CUE.sub("", word) in among)


def _full(text: str, at: int, word: str) -> Iterator[Mark]:
    for length in (4, 3) if word[:2] in _COMPOUND else (3,):
        name = word[:length]
        if len(name) == length and rank(name) == 3 and fits_behind(text, at + length):
            yield Mark("person", at, at + length, not may_be_noun(name, word[length:]), "listed_name", name)
            return


def _titled(text: str, at: int, word: str) -> Iterator[Mark]:
    """A listed given name behind a surname that is rare, with a title: 가재훈 반장."""
    if word not in LOOK_ALIKES and _TITLE_BEHIND.match(text, at + 3):
        yield Mark("person", at, at + 3, True, "title", word)


def _given(text: str, words: Sequence[Word], n: int) -> Iterator[Mark]:
    at, word = words[n]
    name, rest, end = word[:2], word[2:], at + 2
    also = name in GIVEN_WORDS or name in _NO_CALL
    following = words[n + 1] if n + 1 < len(words) and words[n + 1][0] == at + len(word) + 1 else (0, "")
    follows = following[1] if text[at + len(word) : at + len(word) + 1] == " " else ""
    reason = _reason(name, rest, follows, also=also)
    if reason and word not in LOOK_ALIKES:
        yield Mark("person", at, end, reason != "given_list", reason, name)
    elif not also and not reason and rest and fits_behind(text, end):
        # Who is told as 민지라는 is a person, a brand or a shop; 영철로 may be a street.
        told = _NAMED_SO.match(rest) is None
        yield Mark("person", at, end, told, "listed_name" if told else "given_list", name)


def _reason(name: str, rest: str, follows: str, *, also: bool) -> str:
    """Why two syllables are taken for somebody called so; "" where only a particle may tell."""
    closed = (ord(name[-1]) - 0xAC00) % 28 > 0
    if not rest:
        if _CALL.match(follows) and not (also and follows[0] in "군양님"):
            return "polite_word"
        if follows in _TITLES or re.sub("(?:님)?[은는이가을를의도과와께만]?$", "", follows) in _TITLES:
            return "given_list" if also and name not in _NO_CALL else "" if also else "title"
        return "" if also else "given_list"
    if _CALL.match(rest) and not (also and rest[0] in "군양님"):
        return "polite_word"
    if rest == "님" and name not in _NO_CALL:
        return "given_list"
    if closed and rest[0] == "이":
        if _AFTER_I.match(rest, 1) or (rest == "이" and follows[:1] in ("형", "누")):
            return "polite_word"
        if not also and _AFTER_I_ALSO.match(rest, 1):
            return "listed_name"
    return (
        "polite_word" if rest in _CALLING and (not also or (closed and rest == "아" and name not in _NO_CALL)) else ""
    )


def _unlisted(text: str, words: Sequence[Word], n: int) -> Iterator[Mark]:
    """Two syllables of given names that no list has, where somebody is called so: 병만이가; asked about 덕배 형."""
    at, word = words[n]
    name, rest = word[:2], word[2:]
    if name in GIVEN_WORDS or name in _NO_CALL or word in LOOK_ALIKES or name in KIN or name in _TITLES:
        return
    follows = words[n + 1][1] if not rest and n + 1 < len(words) and words[n + 1][0] == at + 3 else rest
    closed = (ord(name[-1]) - 0xAC00) % 28 > 0
    following = words[n + 1][1] if n + 1 < len(words) and words[n + 1][0] == at + 4 else ""
    named = closed and (_ONLY_NAMES.match(rest) or (rest == "이" and _KIN_CALL.match(following)))
    named = named or _CIVIL.match(rest)
    if named or (_KIN_CALL.match(follows) and ((rest and rest[0] not in "군양") or text[at + 2] == " ")):
        likely = name[0] in _FIRSTS and name[1] in _SECONDS
        yield Mark("person", at, at + 2, bool(named) or likely, "polite_word", name)


def _after_cue(text: str, words: Sequence[Word], n: int, *, kin: bool, far: bool = False) -> Iterator[Mark]:
    """The name a word announces: 담당자는 …, 대표자 …, 성명: …, 아들 …"""
    (before, cue), (at, word) = words[n : n + 2]
    gap = text[before + len(cue) : at]
    if word in _FILLERS and n + 3 < len(words) and _GAP.fullmatch(gap):
        yield from _after_cue(text, [(before, cue), *words[n + 2 : n + 4]], 0, kin=kin, far=True)
        return
    reached = (_FAR_GAP if far else _GAP).fullmatch(gap)
    if not reached or (len(word) < 2 and n + 2 >= len(words)) or _is(word, _CUES):
        return
    if _BEHIND_CUE.sub("", cue) in _OF_LISTS:
        yield from _row(text, words, n + 1)
    reason = "family" if kin else "after_cue"
    if kin and word[:2] in _NAMES_ONLY and len(word) == 3 and fits_behind(text, at + 2):
        yield from _children(text, words[n + 1 : n + 4])
        return
    for length in (4, 3) if word[:2] in _COMPOUND else (3, 4):
        name, rest = word[:length], word[length:]
        if len(name) < length or not fits_behind(text, at + length):
            continue
        alone = _ENDS.match(text, at + length) is not None
        sure = rank(name) if length == 3 or name[:2] in _COMPOUND else 0
        if sure > 2 or (sure and _announces(cue, gap, rest, sure=sure > 1, alone=alone)):
            yield Mark("person", at, at + length, sure > 1 and not may_be_noun(name, rest), reason, name)
            return
        # Behind 부장이 it is rather told what he does: 나가서.
        direct = cue in _FIELDS or (":" not in gap and _BARE.search(cue))
        if (direct or _PERSONAL.match(rest)) and (likely := told(name, rest)):
            named = likely > 1 and (kin or alone or not rest or _PERSONAL.match(rest) is not None)
            made = gap == " " and (rest or alone) and all(each in GIVEN for each in name[1:])
            if kin or likely > 1 or (not rest and alone) or _PARTNER.match(rest) or _PERSONAL.match(rest) or made:
                yield Mark("person", at, at + length, named and (kin or name[0] in SURNAMES), reason, name)
                return
    if len(word) == 1 and word in SURNAMES and text[at + 1 : at + 2] == " ":
        yield from _spaced(text, at, words[n + 2][1], reason)
    elif kin:
        yield from _children(text, words[n + 1 : n + 4])
    elif (cue in _FIELDS or _BEHIND_CUE.sub("", cue) in _FIELDS) and len(word) > 2:
        marks = list(_in_field(text, at, word, gap))
        yield from marks
        if not marks and _COLON.match(gap) and n + 2 < len(words) and text[at + len(word)] in " /":
            # 보고자: 생산관리 …: an office, then whose.
            there, name = words[n + 2]
            near = there == at + len(word) + 1 and len(name) < 5 and _FIELD_ENDS.match(text, there + len(name))
            if near and (sure := told(name)):
                yield Mark("person", there, there + len(name), sure > 1, reason, name)
    elif len(word) == 2 and _COLON.match(gap) and cue in _FIELDS and rank(word) and word not in _NO_CALL:
        yield Mark("person", at, at + 2, False, reason, word)


def _in_field(text: str, at: int, word: str, gap: str) -> Iterator[Mark]:
    """Whatever stands in a field for names is one, though its surname is rare: 성명: …, 이름이 …인."""
    name, rest = word[:3], word[3:]
    written = _COLON.match(gap) and not rest and _ENDS.match(text, at + 3)
    if (written or _SAID.match(rest)) and name not in LOOK_ALIKES and name[:2] not in _NO_CALL:
        yield Mark("person", at, at + 3, name[1:] in GIVEN_NAMES, "after_cue", name)


def _announces(cue: str, gap: str, rest: str, *, sure: bool, alone: bool) -> bool:
    """Whether what stands behind a word is a name though its syllables may be others'.

    Behind a title and a colon somebody speaks; behind 담당자가 a name is said and not what he does.
    """
    if ":" in gap or "：" in gap:
        return not rest and alone and (sure or cue in _FIELDS)
    if gap == "(" and alone and sure:
        return True
    if gap != " ":
        return False
    bare = _ATTRIBUTE.sub("", cue)
    bare = next((bare[-n:] for n in (3, 2) if bare[-n:] in _TITLES), bare)
    if bare in NAME_CUES or bare in KIN or bare in _TITLES:
        return sure or (bare in NAME_CUES and not rest) or cue.endswith("인") or cue.endswith("이신")
    return sure and (not rest or _SAID.match(rest) is not None)


def _row(text: str, words: Sequence[Word], n: int) -> Iterator[Mark]:
    """Names one after another with commas: 참석자: 가나다, 라마바 (이상 2명)."""
    for (at, word), (following, _) in pairwise([*words[n : n + 40], (len(text), "")]):
        if rank(word) > 1:
            yield Mark("person", at, at + len(word), True, "after_cue", word)
        if not re.match(r"[ ,·/()]", text[at + len(word) : following]) or "\n" in text[at:following]:
            return


def _spaced(text: str, at: int, given: str, reason: str) -> Iterator[Mark]:
    name = text[at] + given[:2]
    if len(name) == 3 and rank(name) > 1 and fits_behind(text, at + 4):
        yield Mark("person", at, at + 4, True, reason, name)


def _children(text: str, words: Sequence[Word]) -> Iterator[Mark]:
    """One child after the other: 쌍둥이 이안이 이든이."""
    past = words[0][0]
    for at, word in words:
        marks = list(_of_family(text, at, word)) if at <= past + 2 else []
        yield from marks
        if not marks or "\n" in text[past:at]:
            return
        past = at + len(word)


def _of_family(text: str, at: int, word: str) -> Iterator[Mark]:
    """A given name behind 아들, 딸, 집사람: any of the list with a particle, another with 이 behind it."""
    name, end = word[:2], at + 2
    if name in _NO_CALL or word in LOOK_ALIKES or name in KIN or name in _CUES:
        return
    closed = (ord(name[-1]) - 0xAC00) % 28 > 0
    if name in GIVEN_NAMES and (fits_behind(text, end) or word[2:3] == "이"):
        yield Mark("person", at, end, True, "family", name)
    elif len(word) > 2 and word[2] == "이" and (_AFTER_I.match(word, 3) if closed else word[3:] in ("가", "랑", "는")):
        yield Mark("person", at, end, all(each in GIVEN for each in name) and closed, "family", name)
    elif _ONLY_NAMES.match(word, 2) or (
        word[2:] in ("이", "이도", "이랑") and closed and all(map(GIVEN.__contains__, name))
    ):
        yield Mark("person", at, end, False, "family", name)
