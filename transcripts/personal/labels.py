"""Whom a speaker's or a participant's label names: rather one name too many than one too few."""

from __future__ import annotations

import re

from transcripts.personal.findings import KnownPerson
from transcripts.personal.firms import is_masked
from transcripts.personal.lists import (
    CITIES,
    COMMON_WORDS,
    DISTRICTS,
    FIRM_ENDINGS,
    INSTITUTIONS,
    LATIN,
    NO_PERSONS,
)
from transcripts.personal.words import COMPOUND_SURNAMES, GIVEN, NO_NAMES, NO_SURNAMED, TITLE
from transcripts.speakers.people import names_person, plain
from transcripts.speakers.words import GROUPS, HEADINGS, SURNAMES

# Endings of offices, and those that are given names' as well: 지원실 and 김은실, 정책국 and 이정국.
_OFFICES, _EITHER_OFFICES = tuple("청측팀과처부읍면"), tuple("실소국단회점사업군관계원")
_TITLE = re.compile(f"^(?:{TITLE})$")
_FULL = re.compile(f"(?:(?:{COMPOUND_SURNAMES})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{1,2}})")
_HANGUL = re.compile("[가-힣]{2,6}")
_ENGLISH_LABEL = re.compile(
    r"(?i:mr|ms|mrs|dr|prof|chair|governor|president|secretary)\.? ([A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+)?)"
)
_WESTERN = re.compile(r"[A-Z][A-Za-z'’-]+(?: [A-Z]\.)? [A-Z][A-Za-z'’-]+")
_LOWER = re.compile("[a-z]{2,12}(?:[ ._][a-z]{2,12}){1,2}")
_MIXED = re.compile(r"([A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+){0,2}) ?(?:씨|님|[가-힣 ]{2,8})")
_LETTERS = re.compile(r"[A-Z]|[A-Z]?\d+번?|[A-Z][가-힣]+")


def person_in(label: str) -> KnownPerson | None:
    """The person a speaker's or participant's label names, if it may name one.

    Parameters
    ----------
    label : str
        김영수 대표, 대표 김영수, 안정 대표, 김 대표, 사회자 김영수, 응우옌 과장, MS. KIM.

    Returns
    -------
    KnownPerson or None
        Not `sure` where the word may also be something else. Offices (부산시 과장), masks (김○○ 과장),
        numbers (참가자 4) and roles name nobody.
    """
    bare = plain(label)
    if bare.isascii():
        if _LOWER.fullmatch(bare) and LATIN.intersection(re.split("[ ._]", bare)) and not names_person(bare.title()):
            return KnownPerson(bare)
        titled = _ENGLISH_LABEL.fullmatch(bare)
        if titled:
            return KnownPerson(titled[1].title())
        return KnownPerson(bare.title()) if _WESTERN.fullmatch(bare) and not names_person(bare) else None
    mixed = _MIXED.fullmatch(bare)
    if mixed and not mixed[1].isupper():
        return KnownPerson(mixed[1])
    words = [re.sub("(?<=..)(?:님|씨)$", "", word) for word in bare.split() if word not in ("님", "씨")]
    titles = [word for word in words if _TITLE.match(word)]
    title = titles[0] if titles else ""
    rest = [word for word in words if not _TITLE.match(word) and not _names_no_person(word)]
    if not rest or any(_LETTERS.fullmatch(word) for word in words if word not in titles):
        return None
    return _of_words(rest, title, alone=len(words) == len(rest), other=len(words) > 2)


def registered(label: str) -> KnownPerson | None:
    """The person a registered participant's label may name, though no list knows such a name (윤본보기, 하늘빛나 대표).

    Who is on a record is a person: what is no role, office, number or mask in the label is then a name.
    """
    words = [word for word in plain(label).split() if word not in ("님", "씨")]
    titles = [word for word in words if _TITLE.match(word)]
    rest = [word for word in words if not _TITLE.match(word) and not _names_no_person(word)]
    if len(rest) != 1 or len(words) > len(rest) + len(titles) or not re.fullmatch("[가-힣]{3,6}", rest[0]):
        return None
    return (
        None
        if rest[0].endswith(tuple(FIRM_ENDINGS)) or is_masked(label)
        else KnownPerson(rest[0], titles[0] if titles else "", sure=False)
    )


def _of_words(rest: list[str], title: str, *, alone: bool, other: bool) -> KnownPerson | None:
    """The words left once titles, roles and offices are taken away."""
    if len(rest) == 1 and (len(rest[0]) > 1 or not other):
        return _squeezed(rest[0]) or _named(rest[0], title, alone=alone)
    full = [found for word in rest if len(word) > 2 and (found := _named(word, title, alone=False)) and found.sure]
    if full:
        return full[-1]
    if title and len(rest) == 2 and all(_HANGUL.fullmatch(word) for word in rest) and len(rest[0]) > 2:
        return KnownPerson(" ".join(rest), title, sure=False)
    return None


def _squeezed(word: str) -> KnownPerson | None:
    """One word: 김영수대표, 김대표."""
    found = re.fullmatch(f"({_FULL.pattern}|[{SURNAMES}])({TITLE})", word)
    return _named(found[1], found[2], alone=False) if found and word not in NO_SURNAMED else None


def _named(word: str, title: str, *, alone: bool) -> KnownPerson | None:
    if len(word) == 1:
        return KnownPerson(word, title) if title and word in SURNAMES else None
    if not _HANGUL.fullmatch(word):
        return None
    if not _FULL.fullmatch(word):
        # A name from abroad before a title. Chosen, not measured: longer words are rather an office and its rank.
        foreign = title and len(word) < 6 and word[:2] not in NO_PERSONS | COMMON_WORDS
        return KnownPerson(word, title, sure=False) if foreign else None
    given = all(each in GIVEN for each in word[1:])
    if len(word) == 2:
        return KnownPerson(word, title, sure=not alone)
    if word.endswith(_EITHER_OFFICES):
        return KnownPerson(word, title, sure=False) if given else None
    return KnownPerson(word, title)


def _names_no_person(word: str) -> bool:
    """A role, a mask, a number, an office, a city, a trade, a head of a record."""
    if word in NO_PERSONS or word in NO_NAMES or word in GROUPS or word in HEADINGS:
        return True
    if word in CITIES or word in DISTRICTS or (len(word) > 2 and word.endswith(_OFFICES)):
        return True
    squeezed = re.fullmatch(f"({_FULL.pattern}|[{SURNAMES}])(?:{TITLE})", word)
    if names_person(word) and not squeezed:
        return True
    if squeezed and (word in NO_SURNAMED or _names_no_person(squeezed[1])):
        return True
    return len(word) > 3 and word.endswith(tuple(INSTITUTIONS))
