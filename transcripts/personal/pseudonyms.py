"""Readable, consistent pseudonyms: 참여자 3, 인물 1, 기업 2, [전화번호 1]; and the particle behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from transcripts.personal.findings import Finding
from transcripts.personal.layers import Change
from transcripts.personal.words import TITLE

Key = tuple[str, str]

# Kind to the words a pseudonym is made of, by the language of the document.
WORDS = {
    "ko": {
        "person": "인물 {n}",
        "firm": "기업 {n}",
        "phone": "[전화번호 {n}]",
        "email": "[이메일 {n}]",
        "resident": "[주민등록번호 {n}]",
        "business": "[사업자등록번호 {n}]",
        "account": "[계좌번호 {n}]",
        "card": "[카드번호 {n}]",
        "word": "[가림 {n}]",
        "web": "[누리집 {n}]",
        "contact": "[계정 {n}]",
        "corporate": "[법인등록번호 {n}]",
        "passport": "[여권번호 {n}]",
        "licence": "[면허번호 {n}]",
        "plate": "[차량번호 {n}]",
        "birth": "[생년월일 {n}]",
        "place": "[주소 {n}]",
        "participant": "참여자 {n}",
    },
    "en": {
        "person": "Person {n}",
        "firm": "Firm {n}",
        "phone": "[phone {n}]",
        "email": "[e-mail {n}]",
        "resident": "[resident number {n}]",
        "business": "[business number {n}]",
        "account": "[account {n}]",
        "card": "[card {n}]",
        "word": "[masked {n}]",
        "web": "[website {n}]",
        "contact": "[messenger {n}]",
        "corporate": "[corporation number {n}]",
        "passport": "[passport {n}]",
        "licence": "[driver's licence {n}]",
        "plate": "[car number {n}]",
        "birth": "[date of birth {n}]",
        "place": "[address {n}]",
        "participant": "Participant {n}",
    },
}
# Particles in two forms: behind a final consonant, behind a vowel.
_PAIRS = tuple(
    tuple(pair.split("/"))
    for pair in """
    은/는 이/가 을/를 과/와 으로/로 이나/나 이랑/랑 이라고/라고 이라는/라는
    이란/란 이며/며 이고/고 으로는/로는 으로도/로도 이라도/라도 이에요/예요
    이었습니다/였습니다 이었는데/였는데 이라서/라서 이든/든 이죠/죠
    """.split()  # noqa: SIM905
)
_BOTH = {form: pair for pair in _PAIRS for form in pair}
PARTICLE = re.compile(f"(?:{'|'.join(sorted(_BOTH, key=len, reverse=True))})(?![가-힣])")
_TITLE_BEHIND = re.compile(f"(?:{TITLE})(?:님|들|은|는|이|가|을|를|의|도|만|과|와|께|에게|한테|입니다|[^가-힣]|$)")
_LAST = re.compile(r"(?:[가-힣]|\d|%|[A-Za-z]+)(?=[^가-힣0-9A-Za-z%]*$)")
# Read aloud, these end in a consonant: 영 일 삼 육 칠 팔, and L M N R. A sign of percent is read 퍼센트.
_CLOSED, _LIQUID = frozenset("013678LMNR"), frozenset("178LR")
# A Latin word is read as a word: 엑셀, 줌, 폰, 미팅, 북, 웹, 앱; an R at its end is not heard (서버).
_CLOSED_WORD = re.compile(r"(?:[lmn]|ng|[aeiou](?:[bckpt]|ck|pp|tt))$")


def named(kind: str, number: int, language: str = "ko") -> str:
    """The pseudonym of a kind and number in the document's language."""
    return WORDS[language if language in WORDS else "ko"][kind].format(n=number)


def assigned(
    findings: Iterable[Finding], text: str, *, given: Mapping[Key, str], language: str = "ko"
) -> dict[Key, str]:
    """A pseudonym for every finding's kind and original, in order of first appearance.

    Parameters
    ----------
    findings : iterable of Finding
        In order of the text.
    text : str
        The raw text: a pseudonym that it already holds is not given again.
    given : mapping of (kind, original) to str
        Pseudonyms that are settled: of participants and their firms, of an earlier text of the same roundtable.
    language : str
        ``ko`` or ``en``.
    """
    found: dict[Key, str] = {}
    used, counts = set(given.values()), dict.fromkeys(WORDS["ko"], 0)
    for each in findings:
        if each.key in found:
            continue
        if each.key in given:
            found[each.key] = given[each.key]
            continue
        while True:
            counts[each.kind] += 1
            made = named(each.kind, counts[each.kind], language)
            if made not in used and not stands(made, text):
                break
        found[each.key] = made
    return found


def stands(made: str, text: str) -> bool:
    """Whether the text holds these very words already (인물 1, not 인물 12)."""
    return re.search(re.escape(made) + r"(?!\d)", text) is not None


def changes(findings: Iterable[Finding], text: str, pseudonyms: Mapping[Key, str]) -> list[Change]:
    """What to put where: each finding's pseudonym, with the particle behind it in the form the pseudonym asks for.

    Findings without a pseudonym stay as they are.
    """
    return [_change(each, text, pseudonyms[each.key]) for each in findings if each.key in pseudonyms]


def _change(each: Finding, text: str, pseudonym: str) -> Change:
    if each.kind in ("person", "firm") and _TITLE_BEHIND.match(text, each.end):
        # 김영수대표가 is written without a space; 참여자 1대표가 cannot be read.
        return Change(each.kind, each.start, each.end, f"{pseudonym} ")
    particle = PARTICLE.match(text, each.end)
    if particle is None:
        return Change(each.kind, each.start, each.end, pseudonym)
    fitting = fitted(pseudonym, particle[0])
    if fitting == particle[0]:
        return Change(each.kind, each.start, each.end, pseudonym)
    return Change(each.kind, each.start, particle.end(), pseudonym + fitting)


def fitted(word: str, particle: str) -> str:
    """The form of a particle that fits a word: 기업 3 + 와 gives 과, 인물 2 + 은 gives 는."""
    pair = _BOTH.get(particle)
    if pair is None:
        return particle
    closed, liquid = _ending(word)
    open_form = not closed or (liquid and pair[0].startswith("으로"))
    return pair[1] if open_form else pair[0]


def _ending(word: str) -> tuple[bool, bool]:
    """Whether a word ends in a consonant as it is read, and whether that is ㄹ."""
    last = _LAST.search(word)
    if last is None:
        return False, False
    heard = last[0]
    if "가" <= heard <= "힣":
        final = (ord(heard) - 0xAC00) % 28
        return final > 0, final == 8
    if len(heard) > 1 and not heard.isupper():
        return _CLOSED_WORD.search(heard) is not None, heard.endswith("l")
    letter = heard[-1].upper()
    return letter in _CLOSED, letter in _LIQUID
