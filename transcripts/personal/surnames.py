"""Surname and title: 김 대표, whom it means of those who are known, and whether it is a surname at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transcripts.personal.findings import KnownPerson, Mark
from transcripts.personal.words import (
    AFTER_TITLE,
    AMBIGUOUS_SURNAMES,
    COMPOUND_SURNAMES,
    NO_SURNAMED,
    SURNAMES,
    TITLE,
    TITLES,
)

# Behind a bracket 이 is a particle: 집사람(…)이 대표로.
_LEFT = "(?<![가-힣A-Za-z0-9)\\]’”])"
_SURNAMED = re.compile(f"{_LEFT}({COMPOUND_SURNAMES}|[{SURNAMES}])([ ]?)({TITLE}){AFTER_TITLE}")
# Somebody's former or new office is his too: 최 전 대표, 박 신임 이사; and 미스 김.
_OF_TIME = re.compile(f"{_LEFT}({COMPOUND_SURNAMES}|[{SURNAMES}]) (?:전|현|前|전임|신임) ?({TITLE}){AFTER_TITLE}")
_MISS = re.compile(
    "(?<![가-힣])미스 ?([김이박최정강조윤장임오서권황송홍손배백허남심곽리])(?=[이가은는을를도의과와한께]|[^가-힣]|$)"
)
# Three years, each, several: the syllable behind counts and is no surname.
_COUNTED = re.compile(r"(?:[\d년월개주회]|한|두|세|네|몇|각|여러) ?\Z")
# 대표 제품 is the leading one, whatever stands before it.
_LEADING = re.compile(
    " (?:제품|모델|품목|상품|메뉴|업종|사례|기업|산업|업체|단체|브랜드|작품|선수|법인|번호|전화|체제)"
)
_PARTICLE_BEHIND = re.compile("[은는이가을를도의과와한께요네랑만]")


def surnamed(text: str, people: Iterable[KnownPerson]) -> Iterator[Mark]:
    """김 대표: whoever of that surname may bear the title, if it is just one; else somebody of his own."""
    for found in _OF_TIME.finditer(text):
        if found[1] not in AMBIGUOUS_SURNAMES:
            yield Mark("person", found.start(1), found.end(1), True, "surname_title", f"{found[1]} {found[2]}")
    for found in _MISS.finditer(text) if "미스" in text else ():
        yield Mark("person", found.start(1), found.end(1), True, "surname_title", f"미스 {found[1]}")
    alike: dict[str, list[KnownPerson]] = {}
    for each in people:
        two = re.match(COMPOUND_SURNAMES, each.name)
        alike.setdefault(two[0] if two else each.name[0], []).append(each)
    said = [(found, found[1], found[3].removesuffix("님")) for found in _SURNAMED.finditer(text)]
    titles: dict[str, set[str]] = {}
    for _, surname, title in said:
        titles.setdefault(surname, set()).add(title)
    meant: dict[tuple[str, str], str] = {}
    for found, surname, title in said:
        if (surname, title) not in meant:
            meant[surname, title] = _bearer(alike.get(surname, ()), title, alone=len(titles[surname]) == 1)
        if meant[surname, title]:
            yield Mark("person", found.start(1), found.end(1), True, "surname_title", meant[surname, title])
        elif sure := _is_surname(text, found):
            yield Mark("person", found.start(1), found.end(1), sure > 1, "surname_title", f"{surname} {title}")


def _bearer(alike: Iterable[KnownPerson], title: str, *, alone: bool) -> str:
    """The original of the one person of a surname who may bear a title, "" where it may be nobody or two.

    `alone`: the text knows no other title of that surname, so that somebody met without a title may bear it.
    """
    sure = [each for each in alike if each.sure]
    full = {each.name for each in sure if len(each.name) > 1}
    named = [each for each in sure if _bears(each, title)]
    told = [each for each in named if each.title or not each.met or (alone and len(full) == 1)]
    bearing = {each.name for each in told if len(each.name) > 1}
    if len(bearing) == 1:
        name = bearing.pop()
        return merged(name, named)
    short = {f"{each.name} {each.title}" for each in named if len(each.name) == 1}
    return short.pop() if len(short) == 1 and not bearing else ""


def merged(name: str, people: Iterable[KnownPerson]) -> str:
    """The original of a full name: 최 대표 where a label knew only that much and the text tells the whole name."""
    people = list(people)
    short = {f"{p.name} {p.title}" for p in people if len(p.name) == 1 and p.name == name[0] and p.title}
    whole = [p for p in people if p.name == name]
    titled = {s for s in short if any(p.met and _bears(p, s[2:]) and p.title for p in whole)}
    return titled.pop() if len(titled) == 1 and not any(not p.met for p in whole) else name


def _is_surname(text: str, found: re.Match[str]) -> int:
    """Before a title, 2 for what is hardly anything but a surname, 1 for what may be, 0 for another word: 전 대표."""
    surname, spaced, title = found[1], bool(found[2]), found[3].removesuffix("님")
    if not spaced and (f"{surname}{title}" in NO_SURNAMED or f"{surname}{title}" in TITLES):
        return 0
    polite = found[3].endswith("님") or text.startswith(("님", "께"), found.end(3))
    if (surname in "전현" and not polite) or _COUNTED.search(text, max(0, found.start() - 4), found.start()):
        return 0
    if title == "대표" and _LEADING.match(text, found.end(3)):
        return 0
    if title == "시장" and not polite:
        return int(surname not in AMBIGUOUS_SURNAMES and spaced)
    if surname == "이":
        return 2 if polite or _PARTICLE_BEHIND.match(text, found.end(3)) else 1
    if surname not in AMBIGUOUS_SURNAMES:
        return 2
    if polite:
        return 1 if surname in "전현제부" else 2
    # Two, new, years: as words these stand seldom before an office, so that they are asked about.
    return int(
        not spaced
        or surname in "양신여연남위편단감소피빈은어"
        or (surname != "한" and bool(_PARTICLE_BEHIND.match(text, found.end(3))))
    )


def _bears(person: KnownPerson, title: str) -> bool:
    return person.title in ("", title) or {person.title, title} == {"대표", "대표이사"}
