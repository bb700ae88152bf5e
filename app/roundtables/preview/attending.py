"""Who a file says was there: its attendance lists, wherever they stand, as lines of the record to be checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.roundtables.record.organizations import kind_of
from app.roundtables.record.people_lines import (
    LONGEST_LINE,
    is_name,
    is_person,
    is_title,
    listed_in,
    people_pasted,
    person_in_words,
)
from app.roundtables.record.records import ParticipantDraft

# A heading is a word of its own ("참석해 주셔서" is none); whether people follow, only what follows can tell.
_HEADING = re.compile(
    r"^[\s\W_ㅇo]*(?:[\d가-하]{1,2}[.)]\s*)?(?:주요\s*|회의\s*)?(?P<word>(?:\S{1,8}측\s*)?(?:및\s*)?(?:기타\s*)?"
    r"(?:참\s*석|출\s*석|참\s*가|참\s*여|배\s*석)\s*"
    r"(?:자|위원|의원|(?:관계\s*)?공무원|전문위원|전문가|참고인|진술인|기관|인사|인원)?(?:\s*명단|\s*현황)?"
    r"|Attendees|Participants)\s*(?:\([^()\d]*\d[^()]*\))?\s*(?:[:：/>〉\])】–—-]|\s|$)\s*(?P<rest>.*)$"
)
_COUNCIL = re.compile(r"[가-힣]*(?<!협)의회")
# People of one attendance list: a longer one is no list. As in app/roundtables/record/records.py.
_MOST = 200


def attending(text: str) -> tuple[ParticipantDraft, ...]:
    """The people of every attendance list in a transcript's whole text, each once, in their order.

    A list goes on line by line as long as everything on a line reads as people, and ends at an empty line.
    """
    council = _COUNCIL.search(text[:500])
    found: dict[str, ParticipantDraft] = {}
    for heading, lines in _lists(unicodedata.normalize("NFC", text).splitlines()):
        for people in _read(lines):
            for each in people:
                found.setdefault(each.label, _of_heading(each, heading, council.group() if council else ""))
    return tuple(found.values())[:_MOST]


def _read(lines: list[str]) -> Iterator[Sequence[ParticipantDraft]]:
    """The people of a list's lines, as far as everything reads as people; a table is read with its heading."""
    if lines and all("\t" in line or "|" in line for line in lines):
        table = people_pasted("\n".join(lines))
        yield () if table.unread else table.people
        return
    office = ""
    for line in lines:
        people = _people_on(line)
        alone = None if people else person_in_words(line)
        if alone and alone.label == alone.organization:
            office = alone.organization
        elif people:
            yield [_at(each, office) for each in people] if office else people
        else:
            return


def _heading(line: str) -> re.Match[str] | None:
    return _HEADING.match(line) if len(line) <= LONGEST_LINE else None


def heads_list(label: str) -> bool:
    """Whether a speaker's label is but the heading of an attendance list: 출석위원(2인)."""
    match = _heading(label)
    return match is not None and not match["rest"] and label.endswith(")")


def _lists(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each heading with the lines below it, beginning with what stands on its own line."""
    for at, line in enumerate(lines):
        match = _heading(line)
        if match is None:
            continue
        below = lines[at + 1 : at + 1 + _MOST]
        if not match["rest"] and below and not below[0].strip():
            below = below[1:]
        end = next((n for n, each in enumerate(below) if not each.strip() or _heading(each)), len(below))
        yield match["word"], [*([match["rest"]] if match["rest"].strip() else []), *below[:end]]


def _people_on(line: str) -> list[ParticipantDraft]:
    """Everybody on a line of a list, or nobody where any of it reads as something else."""
    latin = [each.strip() for each in re.split(r"[,;]", line)]
    if all(map(is_person, latin)):
        return [ParticipantDraft(each, "", "") for each in latin]
    office, colon, rest = line.partition(":") if ":" in line else line.partition("：")
    if colon and rest.strip():
        led = person_in_words(line)
        return [led] if led else [_at(each, office) for each in _listed(rest)]
    return _listed(line)


def _listed(line: str) -> list[ParticipantDraft]:
    return listed_in(line) or _side_by_side(_closed_up(re.sub("[,，、;]", "  ", line)).split())


def _closed_up(line: str) -> str:
    """Names whose syllables stand apart: 김 예 시   박 보 기."""
    groups = [each.split() for each in re.split(r"\s{2,}", line.strip())]
    apart = all(len(syllable) == 1 for group in groups for syllable in group)
    return " ".join("".join(group) for group in groups) if apart else line


def _side_by_side(words: list[str]) -> list[ParticipantDraft]:
    """People who stand side by side without a comma: names alone, or each with a title."""
    if words and all(is_name(word) for word in words):
        return [ParticipantDraft(word, "", "") for word in words]
    pairs = list(zip(words[::2], words[1::2], strict=False))
    if not pairs or len(words) % 2:
        return []
    for name, title in ((0, 1), (1, 0)):
        if all(is_name(pair[name]) and is_title(pair[title]) for pair in pairs):
            return [ParticipantDraft(p[name], "", kind_of("", p[title]), p[title]) for p in pairs]
    return []


def _at(each: ParticipantDraft, office: str) -> ParticipantDraft:
    """The person of an office that is said once for several: 예시시: 김예시 과장, 박보기 팀장."""
    office = office.strip(" \t-–•·○◯●■□▪ㅇ*")
    if each.organization:
        return each
    return replace(each, organization=office, org_kind=kind_of(office, each.role))


def _of_heading(each: ParticipantDraft, heading: str, council: str) -> ParticipantDraft:
    """What the heading says of everybody below it: members of the council whose minutes these are."""
    member = re.search("위원$|의원$", "".join(heading.split()).removesuffix("명단"))
    if member is None or "전문" in heading or not council or each.organization:
        return each
    return replace(each, organization=council, org_kind="council", role=each.role or member.group())
