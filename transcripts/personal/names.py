"""Persons' names in a text: those of speakers and participants wherever they stand, others by title or introduction."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from transcripts.personal.findings import Known, KnownPerson, Mark
from transcripts.personal.lists import COMMON_WORDS, GIVEN_NAMES, LATIN, LOOK_ALIKES, NO_PERSONS
from transcripts.personal.surnames import surnamed
from transcripts.personal.words import (
    AFTER_TITLE,
    AMBIGUOUS_SURNAMES,
    COMPOUND_SURNAMES,
    GIVEN,
    LETTER,
    RARE_SURNAMES,
    SURNAMES,
    TITLE,
    TITLES,
    fits_behind,
    is_likely_name,
    looks_like_name,
    may_be_name,
    may_be_noun,
    rank,
    told,
)

_LEFT = "(?<![가-힣A-Za-z0-9])"
_NAME = f"(?:(?:{COMPOUND_SURNAMES})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{2}})"
# Who moves house is no director: 사무실 이사 가려는데.
_NO_MOVE = "(?<!이사(?= [가갈간갔오온올왔비]))(?<!이사(?= (?:하|했|한|해|준비|예정|계획)))"
_AFTER_CALL = "(?=께|들|[은는이가을를의와과도에한라네만랑하까부처보]|[^가-힣]|$)"
_TITLED = re.compile(f"{_LEFT}({_NAME})[ (]?(?:{TITLE}){AFTER_TITLE}{_NO_MOVE}")
_SPACED = re.compile(f"{_LEFT}([{SURNAMES}]) ([가-힣]{{2}})(?=[ ]?(?:(?:{TITLE}){AFTER_TITLE}|(?:씨|님){_AFTER_CALL}))")
_YOUNG = re.compile(f"{_LEFT}({_NAME}) (?:군|양|옹)(?=[이은을과의도에]|[^가-힣]|$)")
_CIVIL = re.compile(f"{_LEFT}({_NAME}|[{SURNAMES}][가-힣](?= ))[ ]?(?:씨|님){_AFTER_CALL}")
_INTRODUCTION = "(?:입니다|이라고|라고|이라 합|이에요|예요|씨|님)"
# Who tells his own name, with a rare surname too; and whoever says a surname with a title and then the whole name.
_WHOLE = f"(?:(?:{COMPOUND_SURNAMES})[가-힣]{{1,2}}?|[{SURNAMES}{RARE_SURNAMES}][가-힣]{{2}})"
_TOLD = (
    "(?=입니다|이?라고|이라 |이에요|예요|인데|이고|이?올시다|이?[요오](?![가-힣])|이[가는](?![가-힣])|이며|이다"
    "|이죠|이거든|임(?![가-힣])|,)"
)
_MYSELF = re.compile(
    f"(?:{_LEFT}(?:저는|제가|저|나는|내가|나|본인은|본인이|이름은|이름이|본명은|본명이|성함은|실명은"
    f"|별명은|성명은)|입니다[.,]),? "
    f"(?:[가-힣]{{1,10}} ){{0,3}}?({_WHOLE}){_TOLD}"
)
_AGAIN = re.compile(
    f"{_LEFT}({COMPOUND_SURNAMES}|[{SURNAMES}{RARE_SURNAMES}]) ?(?:{TITLE})[가-힣]{{0,4}}[ ,.(]{{1,3}}"
    rf"(?:[가-힣]{{1,6}}[ ,.(]{{1,3}}){{0,3}}(?P<name>\1[가-힣]{{1,2}})(?=이?요(?![가-힣])|입니다|이?라고"
    rf"|이가|이에요|예요| 본인|이 |은 |는 |가 |[,).])"
)
_COMMON_TITLES = ("대표", "사장", "이사", "장입", "소장", "부장", "팀장", "실장", "회장", "전무", "상무", "반장")
_SIGNED = re.compile(f"{_LEFT}({_WHOLE})(?= (?:본인|올림|드림|배상|씀)(?![가-힣])|[(]인[)])")
_HAN = re.compile("[一-鿿]{2,4}")
_HAN_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文朴田中佐藤鈴木高橋渡辺伊藤山本中村小林加藤吉田"
)
_INTRODUCED = re.compile(f"(?:저는|제가|저|이름은|{_LEFT}나는) (?:[가-힣]{{1,10}} ){{0,3}}({_NAME})(?={_INTRODUCTION})")
_ANYBODY = re.compile(f"{_LEFT}([가-힣]{{2,6}})[ ]씨{_AFTER_CALL}")
_WESTERN_CIVIL = re.compile(
    rf"(?<![A-Za-z])([A-Z][A-Za-z'’-]{{1,24}}(?: [A-Z][A-Za-z'’-]{{1,24}}){{0,2}}) ?(?:씨|님){_AFTER_CALL}"
)
_WESTERN_TITLED = re.compile(rf"(?<![A-Za-z])([A-Z][a-z'’-]{{2,24}}) (?:{TITLE}){AFTER_TITLE}")
_SHORT_TITLED = re.compile(f"{_LEFT}([{SURNAMES}][가-힣])[ ](?:{TITLE}){AFTER_TITLE}")
_KIN = re.compile(
    f"{_LEFT}({_NAME})[ ]?(?:할머니|할아버지|아저씨|아주머니|아줌마|어머니|아버지|형님|누님|이모|삼촌)"
    f"(?:님)?{_AFTER_CALL}"
)
_CALLED = re.compile(f"{_LEFT}({_NAME})(?=이?라고 (?:합|해|불)|이라 합| 올림| 드림)")
_ENGLISH = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Prof|Chair|Governor|President|Secretary|MR|MS|MRS|DR|CHAIR|GOVERNOR)\.? "
    r"((?:[A-Z]['’])?[A-Z][A-Za-z-]{1,24}(?:(?<![A-Z]{2}) [A-Z][a-z-]{1,24})?)(?![A-Za-z])"
)
_POLITE = re.compile(f"[ ]?(?:씨|님|형님?|언니|누나|오빠|이모|삼촌){AFTER_TITLE}")
_CALLED_SO = re.compile(f"[ ]?(?:(?:{TITLE}|씨|님)|[:：>\\]]|\\()")
_TITLE_BEHIND = re.compile(f"[ ]?({TITLE})")
_LONGEST_TITLE = 10
_TITLE_BEFORE = re.compile(f"({TITLE})(?:님)?(?:인|이신|은|는|이|가)? $")
_TITLES = frozenset(TITLES)
_LETTER = re.compile("[가-힣A-Za-z0-9]")
_FEW = 12
_Look = Callable[[str, int, int, KnownPerson], Mark | None]
_MEETING = frozenset({"title", "polite_word", "introduced", "after_cue", "listed_name", "family"})


def persons(text: str, known: Known, met_here: Iterable[Mark]) -> Iterator[Mark]:
    """Names of persons; of a name with a title only the name, so that the title stays readable.

    `met_here` are the marks of `shaped` and of the lists; the people met by them are among the known ones already.
    """
    full = [each for each in known.people if len(each.name) > 1]
    yield from _western(text, full)
    yield from _known(text, [each for each in full if each.sure and not each.met])
    yield from met_here
    yield from surnamed(text, known.people)
    yield from _english(text, full)
    # Last, so that the reason for which somebody was met stands where he was met.
    yield from _known(text, [each for each in full if each.met or not each.sure])


def _english(text: str, people: Iterable[KnownPerson]) -> Iterator[Mark]:
    """Names after Mr., Ms., Dr.; and one part of a known name by itself, which is asked about: Young is also a word."""
    by_part: dict[str, set[str]] = {}
    for each in people:
        parts = each.name.split() if each.name.isascii() else []
        for part in {*parts[:1], *parts[-1:]}:
            by_part.setdefault(part, set()).add(each.name)
    for found in _ENGLISH.finditer(text):
        named = by_part.get(found[1].title(), set())
        original = next(iter(named)) if len(named) == 1 else found[1].title()
        yield Mark("person", found.start(1), found.end(1), True, "title", original)
    for part, names in by_part.items():
        whose = next(iter(names)) if len(names) == 1 else part
        if len(part) > 2:
            for found in re.finditer(rf"(?<![A-Za-z]){re.escape(part)}(?![A-Za-z])", text):
                yield Mark("person", found.start(), found.end(), False, "name_part", whose)


def _western(text: str, people: Iterable[KnownPerson]) -> Iterator[Mark]:
    # A surname alone, as MS. YOUNG gives it, may be a word: `_english` asks about it.
    for whose in {p.name: p for p in people if p.name.isascii() and not p.name.isalpha()}.values():
        for found in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(whose.name)}(?![A-Za-z0-9])", text, re.IGNORECASE):
            yield Mark("person", found.start(), found.end(), whose.sure, "known_person", whose.name)


def _known(text: str, people: Iterable[KnownPerson]) -> Iterator[Mark]:
    """Known names in one look at the text: 김영수 and 김 영수 wherever they stand, 안정 대표, 영수 씨, 영수가."""
    table = _table(people)
    if not table:
        return
    for at in _heads(text, table):
        for written, look, whose in table[text[at : at + 2]]:
            if text.startswith(written, at):
                mark = look(text, at, at + len(written), whose)
                if mark:
                    yield mark
                    break


def _heads(text: str, pairs: Collection[str]) -> Iterator[int]:
    """Where any of the pairs of letters stands; of a few, a search for each is quicker than a pattern made anew."""
    if len(pairs) > _FEW:
        firsts = re.compile(f"[{''.join({pair[0] for pair in pairs})}]")
        yield from (
            found.start() for found in firsts.finditer(text) if text[found.start() : found.start() + 2] in pairs
        )
        return
    for pair in pairs:
        at = text.find(pair)
        while at >= 0:
            yield at
            at = text.find(pair, at + 1)


def _table(people: Iterable[KnownPerson]) -> dict[str, list[tuple[str, _Look, KnownPerson]]]:
    """First two letters to the ways of writing a name that begins so, longest first, and how each is looked at."""
    ways: dict[tuple[str, _Look], KnownPerson] = {}
    givens: dict[str, set[str]] = {}
    for each in people:
        name = each.name
        if name.isascii():
            continue
        if len(name) < 3:
            ways.setdefault((name, _short), each)
            continue
        ways.setdefault((name, _full), each)
        if " " not in name:
            ways.setdefault((f"{name[0]} {name[1:]}", _full), each)
        if len(name) == 3 and each.sure:
            givens.setdefault(name[1:], set()).add(name)
    for given, names in givens.items():
        ways.setdefault((given, _given), KnownPerson(next(iter(names)) if len(names) == 1 else given))
    table: dict[str, list[tuple[str, _Look, KnownPerson]]] = {}
    for (written, look), whose in sorted(ways.items(), key=lambda each: -len(each[0][0])):
        table.setdefault(written[:2], []).append((written, look, whose))
    return table


def _begins(text: str, at: int) -> bool:
    return at == 0 or not _LETTER.match(text, at - 1)


def _full(text: str, at: int, end: int, whose: KnownPerson) -> Mark | None:
    """A full name; inside a longer word (예시정밀김영수, 김영수네집) it is none the less that person's."""
    whole = _begins(text, at) and fits_behind(text, end)
    if not whole and text[at:end] != whose.name:
        return None
    return Mark("person", at, end, whose.sure and whole, "same_word" if whose.met else "known_person", whose.name)


def _short(text: str, at: int, end: int, whose: KnownPerson) -> Mark | None:
    """A name of two syllables: with a title, 씨 or a colon it is the person; by itself it may be a word."""
    if not _begins(text, at):
        return None
    if _CALLED_SO.match(text, end):
        return Mark("person", at, end, whose.sure, "same_word" if whose.met else "known_person", whose.name)
    return _alone(text, at, end, whose)


def _given(text: str, at: int, end: int, whose: KnownPerson) -> Mark | None:
    if not _begins(text, at):
        return None
    if _POLITE.match(text, end):
        return Mark("person", at, end, True, "given_name", whose.name)
    return _alone(text, at, end, whose)


def _alone(text: str, at: int, end: int, whose: KnownPerson) -> Mark | None:
    if not fits_behind(text, end):
        return None
    reason = "name_word" if text[at:end] in COMMON_WORDS else "given_alone"
    return Mark("person", at, end, False, reason, whose.name)


def met(marks: Iterable[Mark], text: str) -> tuple[KnownPerson, ...]:
    """Persons first met in the text itself, by a title or a polite word: what they are called is searched once more."""
    found: dict[str, KnownPerson] = {}
    for mark in marks:
        if mark.kind == "person" and len(mark.original) > 2 and mark.reason in _MEETING and mark.original[0] >= "가":
            behind = _TITLE_BEHIND.match(text, mark.end)
            before = _TITLE_BEFORE.search(text[max(0, mark.start - _LONGEST_TITLE) : mark.start])
            title = (behind or before or ("", ""))[1]
            there = found.get(mark.original)
            if there is None or (mark.sure, bool(title)) > (there.sure, bool(there.title)):
                found[mark.original] = KnownPerson(mark.original, title, mark.sure, met=True)
    return tuple(found.values())


def shaped(text: str, spared: Iterable[str]) -> Iterator[Mark]:
    """Names by their shape beside a title, a polite word or an introduction."""
    kept = " ".join(spared)
    shapes = (("title", _TITLED), ("polite_word", _CIVIL), ("introduced", _INTRODUCED), ("introduced", _CALLED))
    for reason, pattern in shapes:
        for found in pattern.finditer(text):
            name = found[1]
            beside = reason in ("title", "polite_word")
            spoken = looks_like_name(name) or (beside and may_be_name(name))
            if name in kept or {name, name[1:]} & _TITLES or not spoken:
                continue
            likely = len(name) < 3 or is_likely_name(name)
            if not (beside or likely):
                continue
            # 조정은 시장 상황: a market behind a noun, as likely as a mayor behind a name.
            market = text.startswith(" 시장", found.end(1)) and may_be_noun(name, "")
            likely = (likely or rank(name) > 1) and not market
            yield Mark("person", found.start(1), found.end(1), likely, reason, name)
    yield from _polite(text, kept)
    yield from _themselves(text, kept)


def _themselves(text: str, kept: str) -> Iterator[Mark]:
    """Who says or signs his own name: 저 …이고, 석 이사 … (석… 본인 작성); and a name in Chinese letters."""
    signed = any(each in text for each in (" 본인", " 올림", " 드림", " 배상", " 씀", "(인)"))
    titled = any(each in text for each in _COMMON_TITLES)
    for pattern in (_MYSELF, *[_AGAIN] * titled, *[_SIGNED] * signed):
        group = "name" if pattern is _AGAIN else 1
        for found in pattern.finditer(text):
            name = found[group]
            sure = told(name, text[found.end(group) : found.end(group) + 3])
            plain = pattern is _AGAIN or (name[1:] in GIVEN_NAMES and " " not in found[0][3:].strip())
            sure += plain and len(name) > 2
            if sure and name not in kept and (sure > 1 or pattern is not _MYSELF or " " not in found[0][3:]):
                yield Mark("person", found.start(group), found.end(group), sure > 1, "introduced", name)
    for found in _HAN.finditer(text) if _HAN.search(text) else ():
        called = _CALLED_SO.match(text, found.end())
        if called or found[0][0] in _HAN_SURNAMES:
            yield Mark("person", found.start(), found.end(), called is not None, "foreign_name", found[0])


def _polite(text: str, kept: str) -> Iterator[Mark]:
    """Whoever is called 씨 is a person: 응우옌 씨, 응우옌반남 씨, John Smith 씨; and 이순자 할머니."""
    for found in _ANYBODY.finditer(text) if " 씨" in text else ():
        if found[1] not in kept and found[1] not in NO_PERSONS:
            sure = found[1] not in COMMON_WORDS and found[1] not in LOOK_ALIKES
            yield Mark("person", found.start(1), found.end(1), sure, "polite_word", found[1])
    for found in _SPACED.finditer(text):
        name = found[1] + found[2]
        if rank(name) > 1 and (found[2] in GIVEN_NAMES or found[1] not in AMBIGUOUS_SURNAMES):
            sure = rank(name) > 1 + (found[1] in AMBIGUOUS_SURNAMES)
            yield Mark("person", found.start(), found.end(), sure, "title", name)
    for found in _YOUNG.finditer(text) if any(each in text for each in (" 군", " 양", " 옹")) else ():
        if rank(found[1]) > 1 or may_be_name(found[1]):
            yield Mark("person", found.start(1), found.end(1), True, "polite_word", found[1])
    for found in _WESTERN_TITLED.finditer(text) if LETTER.search(text) else ():
        yield Mark("person", found.start(1), found.end(1), found[1].lower() in LATIN, "title", found[1])
    for found in _WESTERN_CIVIL.finditer(text) if LETTER.search(text) else ():
        yield Mark("person", found.start(1), found.end(1), True, "polite_word", found[1])
    for found in _SHORT_TITLED.finditer(text):
        if found[1] not in kept and found[1] not in NO_PERSONS | COMMON_WORDS and found[1][1] in GIVEN:
            yield Mark("person", found.start(1), found.end(1), False, "title", found[1])
    for found in _KIN.finditer(text):
        if looks_like_name(found[1]) or may_be_name(found[1]):
            yield Mark("person", found.start(1), found.end(1), is_likely_name(found[1]), "polite_word", found[1])
