"""Firms' names in a text: participants' and the register's, with and without (주), and others by that mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from transcripts.personal.findings import KnownFirm, Mark
from transcripts.personal.firm_shapes import shaped
from transcripts.personal.lists import (
    CITIES,
    COMMON_WORDS,
    COUNTRIES,
    DISTRICTS,
    FIRM_STEMS,
    LOOK_ALIKES,
    NO_PERSONS,
    TRADE_WORDS,
)
from transcripts.personal.words import NO_NAMES, SHORT_WORDS, TITLE, fits_behind

_LONG_MARK = "주식회사|유한회사|합자회사|합명회사|농업회사법인|어업회사법인|영농조합법인|영어조합법인"
_MARK = rf"(?:\( ?[주유합] ?\)|（ ?[주유합] ?）|㈜|㈲|{_LONG_MARK})"
_SPACED_MARKS = frozenset(_LONG_MARK.split("|"))
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]{0,40}[)）\]]\s*")
_MARKS = re.compile(_MARK)
_ENGLISH_MARK = r",? (?:Co\.?,? ?Ltd|Inc|Corp|Corporation|LLC|Ltd|GmbH)(?![A-Za-z0-9])\.?"
_BEFORE = re.compile(_MARK + r"[ ]?\Z")
_BEHIND = re.compile(f"[ ]?{_MARK}|{_ENGLISH_MARK}")
_ENGLISH_END = re.compile(f"{_ENGLISH_MARK}$")
_MASKED = re.compile(
    r"[○◯〇●△□◇*ＯXx]{2}|[○◯〇●△□]|^[A-Z](?=[가-힣 ]|$)|^[가나다라마바사아자차카타파하](?= ?(?:사|기업|업체)$)"
)
_TOKEN = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9]")
_SHORT_MARK = r"\( ?[주유합] ?\)|(?<![가-힣(\d])[주유]\)(?=[가-힣]{3})|（ ?[주유합] ?）|㈜|㈲"
_UNKNOWN_BEHIND_MARK = re.compile(
    rf"({_SHORT_MARK}|(?:{_LONG_MARK}) (?:(?:{_LONG_MARK}) )?)[ ]?([가-힣A-Za-z0-9&]{{2,20}})(?![가-힣A-Za-z0-9])"
)
_UNKNOWN_BEFORE_MARK = re.compile(
    rf"(?<![가-힣A-Za-z0-9&])([가-힣A-Za-z0-9&]{{2,20}})[ ]?({_SHORT_MARK}|주식회사|유한회사)(?![가-힣A-Za-z0-9]{{3}})"
)
_ENGLISH = re.compile(r"\b((?:[A-Z][\w&-]{0,24} ){0,3}[A-Z][\w&-]{1,24})" + _ENGLISH_MARK)
# Letters said one by one, as firms are called: 에이치디, 에스제이. 에이에스 and 에스엔에스 are no firms.
_LETTER = "(?:에이치|에이|에프|에스|제이|케이|아이|브이|엘|엠|엔|지|디|비|씨|티|피|알|오|유)"
_SPELT = re.compile(
    rf"(?<![가-힣A-Za-z0-9○])(?:에이치|에프|에스|제이|케이|엘|엠){_LETTER}{{1,2}}[가-힣]{{0,5}}(?![가-힣])"
)
_NO_SPELT = re.compile(
    "^(?:에스엔에스|엠오유|엠제트|엠알오|케이팝|케이스|에스오에스|에프티에이|에이치알|엘이디|엘피지"
    "|엠비에이|엘엔지|에스지)"
)
_PARTICLE = re.compile(
    "(?:하고는|하고도|하고|이랑은|이랑|랑은|까지는|까지도|까지|한테서|한테|부터|처럼|보다|에서는|에서도"
    "|에서의|에서|에게|으로|로|은|는|이|가|을|를|과|와|의|도|만|에|입니다|이라고|라고|이라는|라는|측)$"
)
_ORDINARY = (COMMON_WORDS | TRADE_WORDS) - FIRM_STEMS
# After 주식회사 and a space these are no names: 주식회사 설립, 주식회사 형태로.
_NO_FIRMS = frozenset(
    """
    설립 형태 전환 법인 대표 대표이사 이사 사장 직원 임원 주주 등기
    상호 정관 제도 명의 소속 여부 또는 그리고 같은 아닌
    """.split()  # noqa: SIM905
)
# A firm that is told as one, whatever it is called: …라는 업체, 거래처인 …, … 두 군데.
_ANY_NAME = "(?<![가-힣A-Za-z0-9])([가-힣A-Za-z0-9&]{2,12}?)"
_TOLD = (
    re.compile(
        f"{_ANY_NAME}이?(?:라는|라고 하는|란) (?:회사|업체|거래처|공장|원청|협력사|협력업체|기업|가게|상호|하청)"
    ),
    re.compile(
        f"{_ANY_NAME}(?:이랑|랑|하고|과|와),? {_ANY_NAME}(?:이?랑|하고)? (?:두|이) (?:군데|곳|업체|회사|거래처)"
    ),
    re.compile(
        rf"{_ANY_NAME}(?:이랑|랑|하고|와|과)(?:는|은|도)? (?:\d{{1,2}}|[가-힣]{{1,3}}) ?년(?:간|째|동안|을"
        rf"|도)? ?(?:넘게 |이상 |정도 )?거래"
    ),
    re.compile(
        f"(?:거래처|원청|납품처|고객사|발주처|경쟁사|모기업|매출처|매입처|협력사|하청)(?:인|였던|이던) {_ANY_NAME}"
        "(?=(?:이?[가는랑]|은|에서|에|한테|하고|와|과|의|도)?(?![가-힣A-Za-z0-9]))"
    ),
)
_TOLD_SIGN = re.compile(
    "(?:라는|라고 하는|란) [회업거공원협기가상하]|[두이] (?:군데|곳|업체|회사|거래처)|(?:인|였던|이던) |년.{0,8}거래"
)
_PLACES = frozenset(city[:-1] for city in CITIES) | CITIES | DISTRICTS
# Letters from which a firm's name is sure: of one that took part, and of any on the register, for short names are words
# too. Chosen, not measured: fewer hide ordinary words, more ask about true names.
_LEAST_SURE, _LEAST_OF_REGISTER = 3, 4


def core(name: str) -> str:
    """A firm's name without (주), 주식회사 and what stands in brackets: ``(주)대한정밀(예시)`` gives ``대한정밀``.

    So does ``예시 대한정밀``: an invented firm is marked so, and nobody says the mark.
    """
    bare = _ENGLISH_END.sub("", _MARKS.sub(" ", name).strip().removeprefix("예시 "))
    return " ".join(_ASIDE.sub(" ", bare).split()) or " ".join(name.split())


def is_masked(name: str) -> bool:
    """Tell whether a name already hides who it is: A정밀, B사, ○○기계, 가 기업."""
    return bool(_MASKED.search(core(name)))


class Register:
    """A long list of firms that is looked for in many short texts: prepared once, whoever takes part comes beside it."""

    def __init__(self, listed: Iterable[KnownFirm]) -> None:
        self.firms = tuple(listed)
        self.table = _table(self.firms)
        self.cores = frozenset(core(each.name) for each in self.firms)


def firms(text: str, known: Iterable[KnownFirm], register: Register | None = None) -> Iterator[Mark]:
    """Firms known by name, then any other word that (주), ㈜ or 주식회사 makes a firm's name.

    A firm met with such a mark is found without it as well: ㈜하늘테크하고, later 하늘테크.
    """
    marked = list(_marked(text))
    known = tuple(known)
    names = {mark.original for mark in marked if mark.sure} - {core(each.name) for each in known}
    names -= register.cores if register else set()
    met = (KnownFirm(name, present=len(name) > 2, met=True) for name in names)
    yield from _known(text, (*known, *met), register.table if register else {})
    yield from marked
    for found in _SPELT.finditer(text):
        name = _PARTICLE.sub("", found[0])
        if len(name) > 3 and not _NO_SPELT.match(name):
            yield Mark("firm", found.start(), found.start() + len(name), False, "firm_shape", name)
    for pattern in _TOLD if _TOLD_SIGN.search(text) else ():
        for found in pattern.finditer(text):
            for group in range(1, pattern.groups + 1):
                if not _is_ordinary(found[group]):
                    yield Mark("firm", *found.span(group), False, "firm_shape", found[group])
    for found in _ENGLISH.finditer(text):
        yield Mark("firm", found.start(), found.end(), True, "firm_mark", found[1])
    yield from shaped(text)


def _is_ordinary(word: str) -> bool:
    """A word of every day, a trade, a place or a country, where a firm is told of."""
    return (
        any(word in words for words in (_ORDINARY, COUNTRIES, _PLACES, NO_PERSONS, LOOK_ALIKES, NO_NAMES, _NO_FIRMS))
        or word[-1] in "은는을를의한된할로게"
    )


def _known(text: str, known: Iterable[KnownFirm], listed: Mapping[str, list[tuple[str, KnownFirm]]]) -> Iterator[Mark]:
    """One look at each word's beginning: names are found by their first two letters, longest first, `known` before
    `listed`."""
    table = _table(known)
    if not table and not listed:
        return
    lowered = text.lower()
    folded = lowered if len(lowered) == len(text) else text
    for token in _TOKEN.finditer(text):
        at = token.start()
        begins = folded[at : at + 2]
        own, others = table.get(begins, ()), listed.get(begins, ())
        for written, firm in (
            sorted([*own, *others], key=lambda each: -len(each[0])) if own and others else own or others
        ):
            end = at + len(written)
            if folded.startswith(written, at) and _ends(text, end, written):
                yield _mark(text, at, end, firm)
                break


def _table(known: Iterable[KnownFirm]) -> dict[str, list[tuple[str, KnownFirm]]]:
    """First two letters to the ways of writing a name that begins so, longest first, participants before others."""
    ways: dict[str, KnownFirm] = {}
    for firm in sorted(known, key=lambda each: not each.present):
        bare = core(firm.name)
        if len(bare) > 1 and not is_masked(firm.name):
            for written in (bare.lower(), bare.replace(" ", "").lower()):
                ways.setdefault(written, firm)
    table: dict[str, list[tuple[str, KnownFirm]]] = {}
    for written, firm in sorted(ways.items(), key=lambda each: -len(each[0])):
        table.setdefault(written[:2], []).append((written, firm))
    return table


def _ends(text: str, end: int, written: str) -> bool:
    if end < len(text) and written[-1].isascii() and text[end].isascii() and text[end].isalnum():
        return False
    return fits_behind(text, end) or bool(_BEHIND.match(text, end))


def _mark(text: str, start: int, end: int, firm: KnownFirm) -> Mark:
    before, behind = _BEFORE.search(text[max(0, start - 8) : start]), _BEHIND.match(text, end)
    length, marked = end - start, bool(before or behind)
    if before:
        start -= len(before[0])
    if behind:
        end = behind.end()
    known_short = firm.present and text[start:end] not in SHORT_WORDS
    sure = marked or known_short or length >= (_LEAST_SURE if firm.present else _LEAST_OF_REGISTER)
    reason = "firm_mark" if firm.met else "participating_firm" if firm.present else "listed_firm"
    return Mark("firm", start, end, sure, reason if sure else "short_firm", core(firm.name))


def _marked(text: str) -> Iterator[Mark]:
    for found in _UNKNOWN_BEHIND_MARK.finditer(text):
        name = _bare(found[2])
        if name in _NO_FIRMS or is_masked(name) or re.fullmatch(TITLE, name):
            continue
        sure = found[1].strip() not in _SPACED_MARKS or name not in _ORDINARY
        yield Mark("firm", found.start(), found.start(2) + len(name), sure, "firm_mark", name)
    for found in _UNKNOWN_BEFORE_MARK.finditer(text):
        name = found[1]
        sure = found[2] not in _SPACED_MARKS or name not in _ORDINARY
        if len(name) > 1 and not name.isdigit() and not is_masked(name):
            yield Mark("firm", found.start(), found.end(), sure, "firm_mark", name)


def _bare(name: str) -> str:
    """A name without the particle behind it; one that ends like a firm is cut there: 하늘테크하고는."""
    cut_off = next((mark.end for mark in shaped(name) if not mark.start), 0)
    if cut_off:
        return name[:cut_off]
    cut = _PARTICLE.sub("", name)
    return cut if len(cut) > 1 else name
