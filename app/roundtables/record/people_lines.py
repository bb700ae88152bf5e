"""People as offices write them down, one line each or several on one: read into lines of the record, to be checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.roundtables.record.organizations import kind_named, kind_of, kind_titled, kind_written
from app.roundtables.record.records import ParticipantDraft
from transcripts.speakers.people import is_full_name
from transcripts.speakers.words import GROUPS, ROLES

# What a heading of pasted cells calls each field.
_HEADINGS = {
    "label": "호칭 이름 성명 성함 참여자 참석자 발언자 label name",
    "organization": "기관 기업 기관·기업 기관/기업 기관명 기업명 소속 소속기관 업체 업체명 회사 organization",
    "org_kind": "종류 기관종류 구분 유형 kind",
    "role": "역할 직책 직위 직급 직함 role position",
    "firm_code": "기업코드 코드 code",
    "number": "연번 순번 번호 no",
}
_FIELDS = {word: field for field, words in _HEADINGS.items() for word in words.split()}
# Tried in this order; a bare · joins the words of a name (부품·소재) as often, so it parts cells only from the second on.
_SEPARATORS = (r"\t", r"\|", r"[,，、;]", r"/", r"\s+[·∙ㆍ]\s+", r"[·∙ㆍ]")
_COMMAS = re.compile(_SEPARATORS[2])
# 김예시(예시정밀): a name and where somebody works, which is no person with a title.
_BRACKETED = re.compile(r"([가-힣]{2,5}|[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){0,3}) ?[(（]([^()（）]{2,30})[)）]")
_BULLET = re.compile(r"^\s*(?:[-–—*•·∙ㆍ○◯●◎□■▪◇◆▶▷※ㅇo]\s*|\(?\d{1,3}[.)]\s+)+")
_BRACKET = re.compile(r"^(?P<out>[^()]+?)\s*\((?P<inside>(?:[^()]|\([주유사재]\))+)\)$")
_STROKE = re.compile(r"^(?P<out>[^()/]+?)\s*/\s*(?P<inside>[^/]+)$")
# A kind or a group in brackets before people: (기업) 가나정밀 대표; never the form of a firm, (주).
_TAG = re.compile(r"(?:^|(?<=[\s,]))[(\[<【](?![주유사재]\))(?P<word>[가-힣A-Za-z·]{1,8})[)\]>】]\s+")
_AND_OTHERS = re.compile(r"\s+등(?:\s*\d+\s*여?\s*(?:명|인|개사))?$")
_ASIDE = re.compile(r"\([^()]*\)$")
_LEGAL = re.compile(r"\(\s*([주유사재])\s*\)\s*")
_ROUND = str.maketrans("（）［］[]", "()()()")
_LATIN = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,2}")
_SYLLABLES = re.compile(r"[가-힣]{2,4}")
_COUNT = re.compile(r"(?:총|외|등)?\s*\d+\s*여?\s*(?:명|인|개사|개\s*기관)(?:\s*내외)?")
_TITLE = re.compile(
    rf"[가-힣A-Za-z○◯·]*(?:{'|'.join(sorted(ROLES, key=len, reverse=True))}|CEO|CTO|CFO|책임|선임|수석)님?"
)
# 책임연구원 is a person's title, 예시연구원 an institute.
_RESEARCHER = re.compile(r"(?:책임|선임|수석|주임|전임|위촉|객원|초빙|초청|전문|부|보조|상임|비상임)?연구원")
_DEPARTMENT = re.compile("[과팀실부국처단소원관청회계반]$")
# What everybody at the table is called, which is nobody's title.
_NO_TITLES = GROUPS | {"발언자", "화자", "전문가"}
_DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문")
# Longer than any name with office and title: what is longer is a sentence. Chosen, not measured.
_LONGEST_ENTRY = 80
# A longer line is a paragraph and read as nobody: patterns would try it at every place. Chosen, not measured.
LONGEST_LINE = 2000


@dataclass(frozen=True)
class Pasted:
    """What was read from pasted text: the people, and the lines (number from 1, words) that read as nobody."""

    people: tuple[ParticipantDraft, ...]
    unread: tuple[tuple[int, str], ...]


def people_pasted(text: str) -> Pasted:
    """Read pasted lines: cells (호칭, 기관·기업, 종류, 역할, or as a heading says) or words (기관 직위 이름)."""
    order: tuple[str, ...] = ()
    people, unread = list[ParticipantDraft](), list[tuple[int, str]]()
    for number, line in enumerate(unicodedata.normalize("NFC", text).splitlines(), start=1):
        cells = _cells(line[:LONGEST_LINE])
        fields = tuple(_FIELDS.get("".join(cell.split()).casefold(), "") for cell in cells)
        if len(cells) > 1 and all(fields):
            order = fields
            continue
        if len(line) > LONGEST_LINE:
            unread.append((number, line.strip()))
            continue
        found = _in_order(cells, order) if order and len(cells) > 1 else people_on(line)
        people += found
        if line.strip() and not found:
            unread.append((number, line.strip()))
    return Pasted(tuple(people), tuple(unread))


def people_on(line: str) -> list[ParticipantDraft]:
    """Everybody on one line: one in cells, several who are listed, or one in words."""
    cells = _cells(line)
    if len(cells) > 1:
        listed = listed_in(line) if len(_COMMAS.split(line)) > 1 else []
        return listed or [each for each in [_in_cells(cells)] if each]
    alone = person_in_words(cells[0]) if cells else None
    return [alone] if alone else []


def listed_in(line: str) -> list[ParticipantDraft]:
    """The people of a list on one line, each with at least an organization or a name beside the title; else none.

    A head count (외 3명) is nobody, and one entry that reads as no person means that the line is no such list.
    """
    if found := _all_bracketed(_entries(line)):
        return found
    kind = ""
    for entry in _entries(line):
        tag = _TAG.match(entry)
        kind = kind_written(tag["word"]) if tag else kind
        each = person_in_words(_AND_OTHERS.sub("", entry[tag.end() if tag else 0 :]))
        placed = each and (each.role or _is_place(each.organization, besides=each.label))
        if each is None or not placed or (not each.organization and each.label in ROLES):
            return []
        found.append(replace(each, org_kind=each.org_kind or kind))
    return found


def _all_bracketed(entries: list[str]) -> list[ParticipantDraft]:
    """Everybody of a list of names with their organizations in brackets, whether or not the names are known ones."""
    pairs = [match.groups() for each in entries if (match := _BRACKETED.fullmatch(each))]
    no = any(is_title(name) or kind_named(name) or is_title(place.split()[-1]) for name, place in pairs)
    alike = len(pairs) > 1 and len(pairs) == len(entries) and not no
    return [ParticipantDraft(name, place, kind_of(place, "")) for name, place in pairs] if alike else []


def _is_place(organization: str, *, besides: str) -> bool:
    """Whether what stands beside a name may be where somebody works: no other names, not the label itself."""
    return organization not in ("", besides) and not all(map(is_name, organization.split()))


def _entries(line: str) -> list[str]:
    """What a list's line parts into: at commas, at strokes with a space on either side, before a kind in brackets."""
    parts = re.split(rf"{_COMMAS.pattern}|\s/\s", _TAG.sub(lambda tag: f", {tag.group()}", _BULLET.sub("", line)))
    return [bare for each in parts if (bare := each.strip()) and not _COUNT.fullmatch(bare)]


def person_in_words(text: str) -> ParticipantDraft | None:
    """One person written as words: office, title and name in any order that is in use; None where it is nobody."""
    if len(text) > 2 * _LONGEST_ENTRY:
        return None
    placed = _placed(_tidy(text))
    if placed:
        return placed
    words = _turned_out(_tidy(text)).split()
    if len(words) > 1 and kind_titled(words[0].rstrip(":：")) == "moderator":
        led = person_in_words(" ".join(words[1:]))
        return led and replace(led, org_kind="moderator", role=words[0].rstrip(":："))
    if not words or len(" ".join(words)) > _LONGEST_ENTRY or re.search(r"[.?!:：]$|[:：]\s", " ".join(words)):
        return None
    at = max((n for n, word in enumerate(words) if is_title(word)), default=None)
    if at is None:
        return _without_title(words)
    rest = [*words[:at], *words[at + 1 :]]
    name = _name_beside(words, at)
    title = _ASIDE.sub("", words[at])
    organization = " ".join(word for word in rest if word != name and not word.isdigit())
    label = name or " ".join(words)
    return _draft(label, organization, title)


def _placed(text: str) -> ParticipantDraft | None:
    """A name with what stands in brackets or behind a stroke: ``김예시(예시센터)``, ``박보기 / 예시정밀 전무``."""
    match = _BRACKET.match(text) or _STROKE.match(text)
    if match is None or re.search(r"\d+\s*[명인]", match["inside"]):
        return None
    words = match["inside"].replace(",", " ").split()
    # Whatever the surname, where the bracket holds an office or a title.
    told = kind_named(match["inside"]) or (words and is_title(words[-1]))
    if not is_person(match["out"]) and not (told and _may_be_name(match["out"])):
        return None
    at = max((n for n, word in enumerate(words) if is_title(word)), default=len(words))
    organization = " ".join(words[:at] + words[at + 1 :])
    return _draft(match["out"], organization, words[at] if at < len(words) else "")


def _without_title(words: list[str]) -> ParticipantDraft | None:
    """An office with a name, a name alone, or an office alone."""
    whole = " ".join(words)
    if len(words) > 1 and is_name(words[-1]):
        return _draft(words[-1], " ".join(words[:-1]), "")
    if len(words) == 1 and is_name(whole):
        return _draft(whole, "", "")
    return _draft(whole, whole, "") if kind_named(whole) and len(words) <= 4 else None


def _in_cells(cells: list[str]) -> ParticipantDraft | None:
    """One person in cells without a heading: the kind by its word, minutes' order where the name comes later."""
    said = next((n for n, cell in enumerate(cells) if n and kind_written(cell)), 0)
    kind = kind_written(cells[said]) if said else ""
    rest = [cell for n, cell in enumerate(cells) if cell and not (said and n == said)]
    if not rest:
        return None
    placed = _placed(" / ".join(rest)) if len(rest) == 2 and " " in rest[1] else None
    if placed and placed.role:
        return replace(placed, org_kind=kind or placed.org_kind)
    later = next((cell for cell in rest[1:] if is_name(cell)), "")
    if later or (len(rest) == 2 and is_title(rest[1]) and kind_named(rest[0])):
        title = next((cell for cell in reversed(rest) if cell != later and is_title(cell)), "")
        office = " ".join(cell for cell in rest if cell not in (later, title))
        found = _draft(later or " ".join(rest), office, title)
    else:
        found = _draft(rest[0], rest[1] if len(rest) > 1 else "", " ".join(rest[2:]))
    return replace(found, org_kind=kind or found.org_kind)


def _in_order(cells: list[str], order: tuple[str, ...]) -> list[ParticipantDraft]:
    """One person in the cells a heading named."""
    told = dict(zip(order, cells, strict=False))
    office, title = told.get("organization", ""), told.get("role", "")
    label = told.get("label") or " ".join(word for word in (office, title) if word)
    if not label:
        return []
    kind = kind_written(told.get("org_kind", ""))
    found = _draft(label, office, title)
    return [replace(found, org_kind=kind or found.org_kind, firm_code=told.get("firm_code") or None)]


def _draft(label: str, organization: str, title: str) -> ParticipantDraft:
    """A line of the record, with the kind its words tell of; what is too long is left to the form to say."""
    title = "" if title in _NO_TITLES else title
    kind = kind_of(organization, title or label)
    return ParticipantDraft(label=label.strip(), organization=organization.strip(), org_kind=kind, role=title.strip())


def _cells(line: str) -> list[str]:
    bare = _BULLET.sub("", line)
    for separator in _SEPARATORS:
        cells = [" ".join(cell.split()) for cell in _parted(bare, separator)]
        if len(cells) > (2 if separator == _SEPARATORS[-1] else 1):
            return cells
    return [bare.strip()] if bare.strip() else []


def _parted(line: str, separator: str) -> Iterator[str]:
    """Split where the separator stands outside brackets: A정밀(주, 예시) is one cell."""
    begin, depth = 0, [0] * (len(line) + 1)
    for n, letter in enumerate(line):
        depth[n + 1] = max(0, depth[n] + (letter in "(（") - (letter in ")）"))
    for match in re.finditer(separator, line):
        if depth[match.start()] == 0:
            yield line[begin : match.start()]
            begin = match.end()
    yield line[begin:]


def _tidy(text: str) -> str:
    bare = _LEGAL.sub(r"(\1)", _BULLET.sub("", text).translate(_ROUND))
    return " ".join(bare.split())


def _turned_out(text: str) -> str:
    """What stands in a closing bracket taken out of it, where it is a name or what belongs to one."""
    match = _BRACKET.match(text)
    if match is None:
        return text
    outside, inside = match["out"], match["inside"].replace(",", " ")
    words = outside.split()
    if any(is_name(word) for word in words) and all(is_name(word) or is_title(word) for word in words):
        return f"{inside} {outside}"
    return f"{outside} {inside}" if is_name(inside) else text


def is_title(word: str) -> bool:
    """Whether a word is a title, with or without the office before it: 대표, 미래산업과장, 김대표."""
    bare = _ASIDE.sub("", word)
    if bare.endswith("연구원") and not _RESEARCHER.fullmatch(bare):
        return False
    return bool(_TITLE.fullmatch(bare)) or kind_titled(word) == "moderator"


def is_name(word: str) -> bool:
    """A full name of three syllables (four with a double surname) that is neither a title nor an organization."""
    long = 4 if word.startswith(_DOUBLE_SURNAMES) else 3
    return len(word) == long and is_full_name(word) and not is_title(word) and not kind_named(word)


def is_person(words: str) -> bool:
    """A name where what stands beside it says whose: of two to four syllables, or in Latin letters."""
    if _LATIN.fullmatch(words):
        return not is_title(words.split()[-1])
    return bool(_SYLLABLES.fullmatch(words)) and is_full_name(words) and not is_title(words) and not kind_named(words)


def _may_be_name(word: str) -> bool:
    """Three syllables that are neither a title nor an organization's: a name, where its place tells."""
    return len(word) == 3 and bool(_SYLLABLES.fullmatch(word)) and not is_title(word) and not kind_named(word)


def _name_beside(words: list[str], at: int) -> str:
    """The name next to the title: behind it, whatever the surname; else before it.

    "책임연구원 소이든" ends with a name; "가나다 대표" begins with a firm, "소이든 팀장" with a name: of no firm's title.
    """
    behind = words[at + 1] if at + 1 < len(words) else ""
    last = at + 2 == len(words) and _SYLLABLES.fullmatch(behind)
    if is_name(behind) or (last and not kind_named(behind) and not is_title(behind)):
        return behind
    before = words[at - 1] if at else ""
    lone = len(words) == 2 and _may_be_name(before) and not kind_titled(words[at])
    between = at == 2 and _may_be_name(before) and kind_named(words[0]) and not _DEPARTMENT.search(before)
    if is_name(before) or lone or between:
        return before
    # "박보기 예시정밀 전무": the office stands between.
    return words[0] if at > 1 and is_name(words[0]) and kind_named(" ".join(words[1:at])) else ""
