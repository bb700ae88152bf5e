"""Names from abroad, in Hangul and in Latin letters: by the lists of their parts, and behind a country's person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcripts.personal.called import Word
from transcripts.personal.findings import Mark
from transcripts.personal.lists import (
    COMMON_WORDS,
    COUNTRIES,
    FIRM_ENDINGS,
    FOREIGN,
    FOREIGN_SHORT,
    KIN,
    LATIN,
    LOOK_ALIKES,
    NO_LATIN,
    NO_PERSONS,
    PERSON_NOUNS,
    ROMAN,
    TRADE_WORDS,
    Tiles,
)
from transcripts.personal.words import AFTER_TITLE, GIVEN, LETTER, TITLE, TITLES, fits_behind

_PARTS = FOREIGN | FOREIGN_SHORT
_TILES = Tiles(_PARTS)
# Three parts and a particle written as one. Chosen, as in `lists`.
_LONGEST_WORD = 24
# The first two letters of whatever may be a name: of a part, or of a part of one letter and one behind it.
_SINGLE = frozenset(each for each in _PARTS if len(each) == 1)
_HEADS = frozenset(each[:2] for each in _PARTS if len(each) > 1) | {
    each + part[0] for each in _SINGLE for part in FOREIGN
}
# Syllables that names from abroad have and Korean given names have not.
_STRANGE = frozenset("".join(FOREIGN)) - GIVEN
# Of these the syllables that no listed Korean word has: one of them tells a name behind a country's person.
_STRANGEST = _STRANGE - frozenset(
    "".join((*TRADE_WORDS, *COMMON_WORDS, *NO_PERSONS, *LOOK_ALIKES, *FIRM_ENDINGS, *TITLES))
)
_CALLED_SO = re.compile(f" ?(?:씨|님|(?:{TITLE}){AFTER_TITLE})")
_TITLED = re.compile(f"(?:{TITLE}){AFTER_TITLE}")
_FROM = re.compile("(?:에서|인|계|출신|국적)?(?:의)?$")
_MISTER = re.compile("(?<![가-힣])미(?:스터|세스|즈) ([가-힣]{1,4}?)(?=[은는이가을를의도과와한께에]?(?![가-힣]))")
_PARTICLE = re.compile("(?<=..)(?:이랑|하고|에게|한테|에게서|이라는|라는|[이가은는을를도와과의랑만])$")
_COUNTRY_HEADS = frozenset(each[:2] for each in COUNTRIES)
_CAME = frozenset({"온", "오신", "출신", "출신인", "국적", "국적의", "에서", "동포", "사람", "사람인", "이름은"})
_LATIN_NAME = re.compile(
    r"(?<![A-Za-z0-9@._/-])[A-Z][a-zà-ÿ'’]{1,24}(?:-[A-Za-z][a-zà-ÿ]{0,24})?"
    r"(?: [A-Z](?:[a-zà-ÿ'’]{1,24}(?:-[A-Za-z][a-zà-ÿ]{0,24})?|\.)){0,3}(?![A-Za-z0-9@]|\.[a-z])"
)
# What is said before somebody's name in English, and behind it.
_ENGLISH_CUE = re.compile(
    r"(?i)\b(?:captain|capt|director|manager|ceo|cto|cfo|president|chairman|foreman|supervisor|head|owner"
    r"|founder|named?|name is|name's|name:|calls?|called|call (?:him|her|me)|i am|i'm|this is|son|daughter"
    r"|wife|husband|brother|sister|mother"
    r"|father|uncle|aunt|cousin|nephew|niece|in-law|friend|trainee|intern|welder|engineer|operator|worker"
    r"|technician|colleague|assistant"
    r"|secretary|accountant|partner|contact(?: person)?|attn|dear|regards|sincerely|signed|(?:our|my) "
    r"(?:[a-z]+ ){0,2}[a-z]+|ask for|talk to"
    r"|spoke with|met)[.,:]{0,2} ?(?:\n)?\Z"
)
_KOREAN_CUE = re.compile(
    f"(?<![가-힣])(?:{'|'.join(sorted(KIN | PERSON_NOUNS, key=len, reverse=True))})[은는이가인]? $"
)
_DISTRICT = re.compile("-(?:gu|dong|si|gun|ro|eup|myeon|ri|gil|do)$")
_ENGLISH_BEHIND = re.compile(
    r"(?:,? (?:our|my|the|a|an|who|he|she|from|said|says|told|left|quit|has|had|is|was|does|did|runs|works"
    r"|handles|can)\b|,|'s |’s )"
)
_LATIN_LABEL = re.compile(r"(?m)^[\s○●*·-]*([A-Za-z]{2,16}[ ._][A-Za-z]{2,16})(?= ?(?:\([^()\n]{1,24}\))? ?:)")
_NO_NAMES = COMMON_WORDS | NO_PERSONS | TRADE_WORDS | LOOK_ALIKES
_ROLES = frozenset(
    "speaker moderator host interviewer participant person firm manager chair note page".split()  # noqa: SIM905
)


def foreign(text: str, words: Sequence[Word]) -> Iterator[Mark]:
    """Names from abroad: 응우옌 반 남, 왕샤오밍, 바트바야르, Nguyen Van Tuan, kim bogi before a colon."""
    past, called = 0, -1
    for found in _MISTER.finditer(text) if "미스" in text or "미세스" in text else ():
        yield Mark("person", found.start(1), found.end(1), True, "foreign_name", found[1])
    for n, (at, word) in enumerate(words):
        if at < past:
            continue
        if word[:2] in _HEADS or word in _SINGLE:
            row = _row(text, words, n, called=n == called)
            if row is not None:
                past = row.end
                yield row
                continue
        if n == called:
            yield from _strange(text, words, n)
        elif word[:2] in _COUNTRY_HEADS and (word in COUNTRIES or _FROM.sub("", word) in COUNTRIES):
            called = _behind_country(text, words, n)
    if LETTER.search(text):
        yield from _latin(text)


def _row(text: str, words: Sequence[Word], n: int, *, called: bool) -> Mark | None:
    """Parts one after another; one alone counts if it is long, or if somebody is called so."""
    parts: list[str] = []
    start = end = words[n][0]
    for at, word in words[n : n + 4]:
        if parts and (at != end + 1 or text[end] != " " or _TITLED.match(word)):
            break
        length = _part(text, at, word) or (_follows(parts, word) if parts else 0)
        if not length:
            break
        parts.append(word[:length])
        end = at + length
        if length < len(word):
            break
    return _judged(text, parts, start, end, called=called) if parts else None


def _follows(parts: list[str], word: str) -> int:
    """How long a part no list has is, behind a clear one: 앤드루 매케이."""
    name = _bare(word)
    strange = any(each in _STRANGE for each in name) and name not in _NO_NAMES
    return len(name) if len(name) < 5 and strange and any(part in FOREIGN and len(part) > 2 for part in parts) else 0


def _part(text: str, at: int, word: str) -> int:
    """How many letters of a word are parts of a name, up to its end or a particle; 0 for none."""
    if word in _PARTS:
        return len(word)
    if len(word) > _LONGEST_WORD:
        return 0
    listed = [n for n in range(len(word) - 1, 1, -1) if word[:n] in _PARTS and fits_behind(text, at + n)]
    if listed and listed[0] > 2:
        return listed[0]
    for length in range(len(word), 0, -1):
        if _TILES(word[:length]) and (length == len(word) or fits_behind(text, at + length)):
            return length
    return 0


def _judged(text: str, parts: list[str], start: int, end: int, *, called: bool) -> Mark | None:
    tiles = [tile for part in parts for tile in _TILES.parts(part) or (part,)]
    name, clear = " ".join(parts), [tile for tile in tiles if tile in FOREIGN]
    if name in LOOK_ALIKES:
        return None
    of_country, called = called, called or _CALLED_SO.match(text, end) is not None
    letters = sum(map(len, tiles))
    if clear and (letters > 2 or called):
        sure = letters > 3 or called or len(tiles) > 1 or len(clear[0]) > 2
        return Mark("person", start, end, sure, "foreign_name", name)
    if (
        called
        and letters > 1
        and (of_country or len(parts) > 1 or len(tiles) == 1 or any(len(tile) > 1 for tile in tiles))
    ):
        return Mark("person", start, end, True, "foreign_name", name)
    if len(tiles) > 2 and letters > 3 and " " in name:
        return Mark("person", start, end, False, "foreign_name", name)
    return None


def _behind_country(text: str, words: Sequence[Word], n: int) -> int:
    """Which word may be a name behind 베트남 직원 or 몽골에서 온; -1 for none."""
    at = n + 1
    while at < len(words) and at < n + 4 and (words[at][1] in PERSON_NOUNS or words[at][1] in _CAME):
        at += 1
    if (at == n + 1 and not words[n][1].endswith("인")) or at >= len(words) or text[words[at][0] - 1] not in " ,('":
        return -1
    return at


def _strange(text: str, words: Sequence[Word], n: int) -> Iterator[Mark]:
    """One word or two with letters that no Korean name has, up to a particle: 아이벡이, 기리 프라사드가."""
    start, word = words[n]
    name, end = _bare(word), start + len(_bare(word))
    if name == word and n + 1 < len(words) and words[n + 1][0] == end + 1 and len(word) < 4:
        second = _bare(words[n + 1][1])
        if _is_strange(second):
            name, end = f"{name} {second}", words[n + 1][0] + len(second)
    if _is_strange(name):
        yield Mark("person", start, end, False, "foreign_name", name)


def _is_strange(name: str) -> bool:
    known = name in _NO_NAMES or len(name) < 2
    return not known and (sum(each in _STRANGE for each in name) > 1 or any(each in _STRANGEST for each in name))


def _bare(word: str) -> str:
    """A word without the particle behind it: 디펜드라가."""
    return _PARTICLE.sub("", word) or word


def _latin(text: str) -> Iterator[Mark]:
    """Names in Latin letters: by the lists of their parts, by how Korean names are written, by the words around."""
    for found in _LATIN_NAME.finditer(text):
        start, parts = found.start(), found[0].split()
        while parts and parts[0].lower().rstrip(".") in NO_LATIN:
            start += len(parts[0]) + 1
            parts = parts[1:]
        while parts and parts[-1].lower() in NO_LATIN:
            parts = parts[:-1]
        end = start + len(" ".join(parts))
        sure = (
            _western(parts, text[max(0, start - 24) : start].rpartition("\n")[2], text[end : end + 12]) if parts else 0
        )
        if sure:
            yield Mark("person", start, end, sure > 1, "foreign_name", " ".join(parts))
    for found in _LATIN_LABEL.finditer(text):
        parts = re.split("[ ._]", found[1].lower())
        if not (_ROLES | NO_LATIN) & set(parts) and any(part in LATIN for part in parts):
            yield Mark("person", found.start(1), found.end(1), True, "known_person", found[1])


def _western(parts: list[str], ahead: str, behind: str) -> int:
    """2 for a person's name, 1 for what may be one, 0 for other words with capitals."""
    known = [part in LATIN or _is_given(part) for part in map(str.lower, parts)]
    cued = _ENGLISH_CUE.search(ahead) is not None or _KOREAN_CUE.search(ahead) is not None
    if len(parts) == 1:
        told = known[0] and (parts[0].lower() not in LATIN or len(parts[0]) > 4 or cued)
        if cued and told:
            return 2
        personal = _ENGLISH_BEHIND.match(behind) is not None
        return int(
            (told and personal and len(parts[0]) > 3)
            or (cued and (personal or not ahead.isascii()) and len(parts[0]) > 3)
        )
    korean = len(parts) == 2 and any("-" in part or _is_given(part) for part in parts) and all(known)
    if korean or sum(known) > 1 or (known[0] and parts[0].lower() in LATIN):
        return 2
    # Nam-gu is a district where no surname stands beside it.
    known = [each and not _DISTRICT.search(part) for each, part in zip(known, parts, strict=True)]
    return 1 + cued if any(known) else int(cued)


def _is_given(part: str) -> bool:
    """Whether a word is a Korean given name as it is written in Latin letters: Ga-on, Minji, Jihoon."""
    first, hyphen, second = part.lower().partition("-")
    if hyphen:
        return first in ROMAN and second in ROMAN
    return len(part) > 4 and any(
        part[:n].lower() in ROMAN and part[n:].lower() in ROMAN for n in range(2, len(part) - 1)
    )
