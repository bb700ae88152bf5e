"""Does a word or two name a speaker? Roles, masks and codes against headings and parts of sentences."""

from __future__ import annotations

import re
from functools import lru_cache

from transcripts.speakers.words import (
    ASIDES,
    DIRECTIONS,
    ENGLISH_ROLES,
    ENGLISH_TITLES,
    GROUPS,
    HEADINGS,
    NO_NAMES,
    PARTS,
    ROLES,
    SURNAMES,
)
from transcripts.text.questions import Answers

_ROLE = re.compile(f"(?:{'|'.join(sorted(ROLES, key=len, reverse=True))})(?:님|들)?$")
_ENGLISH_ROLE = re.compile(
    rf"(?i)^(?:(?:the )?(?:{'|'.join(ENGLISH_ROLES)})(?: [A-Z]|[ _-]?#?\d{{1,3}})?"
    rf"|(?:{'|'.join(ENGLISH_TITLES)})\.? .+|.+ (?:{'|'.join(ENGLISH_ROLES)})"
    rf"|(?:[\w-]+ )?(?:{'|'.join(ENGLISH_ROLES)})(?:,| of| at| from) [^,;]{{1,24}})$"
)
_MASK = re.compile(r"[○◯〇●△]|\bOO|OO\b|(?<=[가-힣])\*|XX|ㅇㅇ|□□")
_NUMBERED = re.compile(r"(?:\s*\d{1,3}|\s*[A-Z]|\s[가나다라마바사아자차카타파하])번?$")
_AUTOMATIC = re.compile(
    r"(?:참석자|참가자|참여자|화자|발화자|발언자|응답자|문단|기업|Speaker|Participant|Person|Voice|Unknown(?: Speaker)?)"
    r"[ _-]?(?:\d{1,3}|[A-Z])번?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(（][^()（）]{0,40}[)）]\s*")
_CODE = re.compile(r"^(?:[A-Z]{1,2}|[A-Z]\d{1,3}|[가-하])(?:사|기업|업체|씨|님)?$")
_NAME = re.compile(f"^[{SURNAMES}][가-힣]{{1,3}}$")
# A name beside an office: of three syllables as nearly all are, or of two or four, or masked.
_PERSON = re.compile(rf"[{SURNAMES}](?:[가-힣]{{1,3}}|[○◯〇OX*]{{1,3}})|[一-鿿]{{2,4}}")
_PARTICLE = re.compile(r"(?:[가-힣]{3}[은는이가을를에서도의로]|[을를는에])$")
_LISTING = re.compile("[/·,&]")
_NOUN = re.compile(r"[가-힣A-Z]{2,12}")
# A label is a noun; these endings make the words before the colon a clause.
_CLAUSE_END = re.compile(
    "(?:니다|다|니까|요|까|죠|지만|으며|면서|면|는데|[가-힣]{2}는|를|을|에서|에게|으로|처럼|같이|부터|까지|보다"
    "|것은|점은|음은|대로|하고|에|의)$"
)
_FORBIDDEN = re.compile(r"[?!;\"“”„=@{}|\\…\[\]<>]|\*\*|https?|www")
# Letters and words of a label. Chosen, not measured: fewer lose a person told with firm and rank, more let clauses in.
_LONGEST, _MOST_WORDS = 32, 5
# "한마디로: …", "구체적으로: …", "솔직히: …" open a sentence.
_ADVERB_END = re.compile(r"(?:로|히|게|도|만|은|는|데|서|적)$")
# What stands only once is believed only where it is shorter. Chosen, not measured.
_LONGEST_SINGLE, _MOST_WORDS_SINGLE = 15, 3
# "bogi park" may be a name; "the point is this" is none.
_MOST_LOWER = 2
# "박민서" ends as adverbs do and is a name; "한마디로" begins with a surname and is none.
_SHORT_NAME = 3


def plain(label: str) -> str:
    """Return a label without asides in brackets: ``김○○ 과장(부산시)`` gives ``김○○ 과장``."""
    return _ASIDE.sub(" ", label).strip()


def is_aside(words: str) -> bool:
    """Tell whether bracketed words note a sound or a break: ``[웃음]``, ``(박수)``."""
    return re.sub(r"\s", "", words).lower() in ASIDES


# A transcript says the same few labels thousands of times.
@lru_cache(maxsize=4096)
def could_name(label: str) -> bool:
    """Tell whether `label` may name a speaker at all: a short noun, no heading, no clause, no number."""
    bare = plain(label)
    words = bare.split()
    if not bare or len(label) > _LONGEST or not 1 <= len(words) <= _MOST_WORDS:
        return False
    if _FORBIDDEN.search(bare) or ("," in bare and not bare.isascii()):
        return False
    if not any(letter.isalpha() or letter in "○◯〇" for letter in bare):
        return False
    if is_aside(bare) or _is_heading(words):
        return False
    if names_person(bare) or bare in GROUPS:
        return True
    # Lower-case English before a colon is the start of a sentence ("the point is this: ...").
    if bare[0].isascii() and bare[0].islower():
        return False
    if "." in bare or "," in bare or sum(letter.isdigit() for letter in bare) > 3:
        return False
    return not _CLAUSE_END.search(bare)


@lru_cache(maxsize=4096)
def names_person(label: str) -> bool:
    """Tell whether `label` by itself names a person or a part: a role, a mask, a numbered participant."""
    bare = plain(label)
    if not bare or _is_heading(bare.split()):
        return False
    if bare in GROUPS:  # "참가자(A정밀)" is one of them, "참석자(12명)" is a list
        return bare != label.strip() and not re.search(r"\d+\s*[명인]|외", label)
    unnumbered = _NUMBERED.sub("", bare) or bare
    if _ENGLISH_ROLE.match(bare):
        return True
    if "".join(bare.split()) in PARTS or is_roled_name(bare) or _ROLE.search(unnumbered):
        return True
    return bool(_MASK.search(bare)) and not _CLAUSE_END.search(bare)


@lru_cache(maxsize=4096)
def is_roled_name(label: str) -> bool:
    """Tell whether two or three words are an office and a person's name: ``위원장 김예시``, ``박보기 위원``."""
    words = label.split()
    if not 2 <= len(words) <= _MOST_WORDS_SINGLE or is_heading_word(words[0]):
        return False
    offices, name = (words[:-1], words[-1]) if _ROLE.search(words[-2]) else (words[1:], words[0])
    if len(offices) == 2 and not (_ROLE.search(offices[1]) and _NOUN.fullmatch(offices[0])):
        return False
    named = _PERSON.fullmatch(name) and not {name, name.rstrip("의을를")} & NO_NAMES and not is_heading_word(name)
    return bool(_ROLE.search(offices[-1]) and named and not _PARTICLE.search(name))


def is_numbered(label: str) -> bool:
    """Tell whether `label` is a recognizer's or a pseudonym's number of somebody: ``참석자 2``, ``SPEAKER_01``."""
    return bool(_AUTOMATIC.fullmatch(label.strip()))


def says_office(word: str) -> bool:
    """Tell whether a word is an office, with or without what it is one of: ``대표``, ``경제국장``."""
    return word not in GROUPS and bool(_ROLE.search(word)) and not is_heading_word(word)


def directs(label: str) -> bool:
    """Tell whether bracketed words direct a scene rather than name anybody: ``발언시간 초과로 마이크 중단``."""
    words = label.split()
    return len(words) > 1 and words[-1] in DIRECTIONS and not names_person(label)


def plausible(label: str) -> bool:
    """Tell whether `label` may name somebody where a document's shape says that it does: no clause, no sentence."""
    bare = plain(label) or label
    words = bare.split()
    if not 1 <= len(words) <= _MOST_WORDS + 1 or _FORBIDDEN.search(bare) or is_aside(bare):
        return False
    if not any(letter.isalpha() or letter in "○◯〇" for letter in bare):
        return False
    if bare[0].islower() and bare.isascii() and len(words) > _MOST_LOWER:
        return False
    return names_person(label) or not _CLAUSE_END.search(bare)


def opens(label: str) -> bool:
    """Tell whether `label` is rather the word that opens a sentence (``한마디로``) than a name."""
    named = names_person(label) or (is_full_name(label) and len(label) <= _SHORT_NAME)
    return bool(_ADVERB_END.search(label)) and not named


def heads(label: str) -> bool:
    """Tell whether `label` begins with a word that heads a record or a point: ``결론``, ``주소``."""
    return _is_heading((plain(label) or label).split())


def listed(answers: Answers) -> frozenset[str]:
    """The names on the record's list of participants, as `plainly` writes them; they come under ``known``."""
    return frozenset(filter(None, map(plainly, answers.get("known", "").split("\n"))))


def plainly(label: str | None) -> str:
    """A label without asides, spaces, polite 님 and case: what two ways of writing one name share."""
    return "".join(plain(label or "").split()).casefold().removesuffix("님")


def is_full_name(label: str) -> bool:
    """Tell whether `label` has the shape of a Korean personal name: surname and one to three syllables."""
    return bool(_NAME.match(label)) and not is_heading_word(label)


def stands_alone(label: str) -> bool:
    """Tell whether a label that occurs only once may be believed: a noun; in English several words."""
    if len(label) > _LONGEST_SINGLE or len(label.split()) > _MOST_WORDS_SINGLE or _is_heading(label.split()):
        return False
    if label.isascii():
        return len(label.split()) > 1 and label.istitle()
    return not _ADVERB_END.search(label)


def is_code(label: str) -> bool:
    """Tell whether `label` is a code for a participant: ``A``, ``P3``, ``B사``."""
    return bool(_CODE.match(label))


def is_heading_word(word: str) -> bool:
    """Tell whether `word` heads a record or a point (일시, 안건, 결론), with or without a number."""
    return re.sub(r"[\d\s.]+$", "", word).lower() in HEADINGS


def _is_heading(words: list[str]) -> bool:
    # "지원 대상", "신청 기간": the last word says it too, where it is no office ("예시 시장").
    last = words[-1] if len(words) > 1 and not (words[-1].isascii() or _ROLE.search(words[-1])) else ""
    first = _LISTING.split(words[0])[0]
    return is_heading_word(first) or is_heading_word("".join(words)) or is_heading_word(last)
