"""Persons' names in a text: those of speakers and participants wherever they stand, others by title or introduction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transcripts.people import is_full_name, names_person, plain
from transcripts.personal_finding import Known, KnownPerson, Mark
from transcripts.personal_words import (
    AFTER_TITLE,
    AMBIGUOUS_SURNAMES,
    COMPOUND_SURNAMES,
    NO_SURNAMED,
    TITLE,
    TITLES,
    fits_behind,
    is_likely_name,
    looks_like_name,
)
from transcripts.words import SURNAMES

_LEFT = "(?<![가-힣A-Za-z0-9])"
_NAME = f"(?:(?:{COMPOUND_SURNAMES})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{2}})"
_TITLED = re.compile(f"{_LEFT}({_NAME})[ ]?(?:{TITLE}){AFTER_TITLE}")
_CIVIL = re.compile(f"{_LEFT}({_NAME}|[{SURNAMES}][가-힣](?= ))[ ]?(?:씨|님)(?=라고|[은는이가을를의와께도에,.!? ]|$)")
_INTRODUCTION = "(?:입니다|이라고|라고|이라 합|이에요|예요|씨|님)"
_AFTER_TITLE = re.compile(
    f"(?:(?:{TITLE}) |담당자? ?:? ?|이름은 |성함은 )({_NAME})(?={_INTRODUCTION}|[은는이가을를와과의도] )"
)
_INTRODUCED = re.compile(f"(?:저는|제가|저|이름은|{_LEFT}나는) (?:[가-힣]{{1,10}} ){{0,3}}({_NAME})(?={_INTRODUCTION})")
_SAID = re.compile(_INTRODUCTION)
_CALLED = re.compile(f"{_LEFT}({_NAME})(?=이?라고 (?:합|해|불)|이라 합| 올림| 드림)")
_SURNAMED = re.compile(f"{_LEFT}([{SURNAMES}])([ ]?)({TITLE}){AFTER_TITLE}")
_ENGLISH = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Prof|Chair|Governor|President|Secretary|MR|MS|MRS|DR|CHAIR|GOVERNOR)\.? "
    r"((?:[A-Z]['’])?[A-Z][A-Za-z-]{1,24}(?:(?<![A-Z]{2}) [A-Z][a-z-]{1,24})?)(?![A-Za-z])"
)
_GIVEN_NAME = "(?:씨|님|형님?|언니|누나|오빠)"
_WORDS_OF_TITLE = re.compile(f"^(?:{TITLE})$")
# Labels of three syllables beginning like a surname that name an office or a district: 부산시, 지원팀, 사상구.
_OFFICES = tuple("시청측팀실소과국처부")
_DISTRICTS = frozenset(("강서구", "금정구", "기장군", "동래구", "사상구", "사하구", "수영구", "연제구", "영도구"))
_ENGLISH_LABEL = re.compile(
    r"(?i:mr|ms|mrs|dr|prof|chair|governor|president|secretary)\.? ([A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+)?)"
)
_WESTERN = re.compile(r"[A-Z][A-Za-z'’-]+(?: [A-Z]\.)? [A-Z][A-Za-z'’-]+")


def person_in(label: str) -> KnownPerson | None:
    """The person a speaker's or participant's label names, if it names one: 김영수 대표, 대표 김영수, 김 대표, MS. KIM.

    Offices (부산시 과장), masks (김○○ 과장), numbers (참가자 4) and roles name nobody.
    """
    bare = plain(label)
    titled = _ENGLISH_LABEL.fullmatch(bare)
    if titled:
        return KnownPerson(titled[1].title())
    if bare.isascii():
        return KnownPerson(bare.title()) if _WESTERN.fullmatch(bare) and not names_person(bare) else None
    words = [word.removesuffix("님") for word in bare.split()]
    titles = [word for word in words if _WORDS_OF_TITLE.match(word)]
    rest = [word for word in words if not _WORDS_OF_TITLE.match(word)]
    title = titles[0] if titles else ""
    if len(words) == 1 and not title:
        return _squeezed(words[0])
    if len(rest) != 1 or len(words) > 2:
        return None
    return _named(rest[0], title)


def _squeezed(word: str) -> KnownPerson | None:
    """One word: 김영수, 김영수대표, 김대표."""
    found = re.fullmatch(f"({_NAME}|[{SURNAMES}])({TITLE})", word)
    if found and word not in NO_SURNAMED:
        return _named(found[1], found[2])
    return _named(word, "")


def _named(word: str, title: str) -> KnownPerson | None:
    if len(word) == 1:
        return KnownPerson(word, title) if title and word in SURNAMES else None
    if not re.fullmatch(_NAME, word) or word.endswith(_OFFICES) or word in _DISTRICTS:
        return None
    return KnownPerson(word, title) if is_full_name(word) and not names_person(word) and _may_be(word) else None


def _may_be(word: str) -> bool:
    return len(word) > 3 or looks_like_name(word)


def persons(text: str, known: Known) -> Iterator[Mark]:
    """Names of persons; of a name with a title only the name, so that the title stays readable."""
    full = [each for each in known.people if len(each.name) > 1]
    yield from _known(text, full)
    yield from _given_names(text, full)
    yield from _shaped(text, known.spared)
    yield from _surnamed(text, known.people)
    yield from _english(text, full)


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


def _known(text: str, people: Iterable[KnownPerson]) -> Iterator[Mark]:
    # A surname alone, as MS. YOUNG gives it, may be a word: `_english` asks about it.
    names = sorted({p.name for p in people if not p.name.isascii() or " " in p.name}, key=len, reverse=True)
    if not names:
        return
    for found in re.finditer(f"{_LEFT}(?:{'|'.join(map(re.escape, names))})", text, re.IGNORECASE):
        behind = text[found.end() : found.end() + 1]
        if found[0].isascii():
            if not (behind.isascii() and behind.isalnum()):
                yield Mark("person", found.start(), found.end(), True, "known_person", found[0].title())
        elif fits_behind(text, found.end()):
            yield Mark("person", found.start(), found.end(), True, "known_person", found[0])


def _given_names(text: str, people: Iterable[KnownPerson]) -> Iterator[Mark]:
    """영수 씨, where 김영수 takes part and no other 영수 does."""
    by_given: dict[str, list[str]] = {}
    for each in people:
        if len(each.name) == 3 and not each.name.isascii():
            by_given.setdefault(each.name[1:], []).append(each.name)
    for given, names in by_given.items():
        whose = names[0] if len(set(names)) == 1 else given
        for found in re.finditer(f"{_LEFT}({given})[ ]?{_GIVEN_NAME}{AFTER_TITLE}", text):
            yield Mark("person", found.start(1), found.end(1), False, "given_name", whose)


def _shaped(text: str, spared: Iterable[str]) -> Iterator[Mark]:
    """Names by their shape beside a title, a polite word or an introduction."""
    kept = " ".join(spared)
    for reason, pattern in (
        ("title", _TITLED),
        ("polite_word", _CIVIL),
        ("after_title", _AFTER_TITLE),
        ("introduced", _INTRODUCED),
        ("introduced", _CALLED),
    ):
        for found in pattern.finditer(text):
            name = found[1]
            if name in kept or name[1:] in TITLES or not looks_like_name(name):
                continue
            likely = is_likely_name(name) if len(name) > 2 else True
            if reason in ("after_title", "introduced") and not likely:
                continue
            sure = likely and (reason != "after_title" or bool(_SAID.match(text, found.end(1))))
            yield Mark("person", found.start(1), found.end(1), sure, reason, name)


def _surnamed(text: str, people: Iterable[KnownPerson]) -> Iterator[Mark]:
    """김 대표: sure where just one speaker or participant of that surname may bear the title."""
    everybody = tuple(people)
    for found in _SURNAMED.finditer(text):
        surname, spaced, title = found[1], bool(found[2]), found[3].removesuffix("님")
        alike = [p for p in everybody if p.name[0] == surname and not p.name.isascii()]
        meant = {p.name if len(p.name) > 1 else f"{p.name} {p.title}" for p in alike if _bears(p, title)}
        if len(meant) == 1:
            yield Mark("person", found.start(1), found.end(1), True, "surname_title", meant.pop())
        elif surname not in AMBIGUOUS_SURNAMES and (spaced or f"{surname}{title}" not in NO_SURNAMED):
            yield Mark("person", found.start(1), found.end(1), False, "surname_title", f"{surname} {title}")


def _bears(person: KnownPerson, title: str) -> bool:
    return person.title in ("", title) or {person.title, title} == {"대표", "대표이사"}
