"""Readable, consistent pseudonyms: 참여자 3, 인물 1, 기업 2, [전화번호 1]; and the particle behind each made to fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from transcripts.personal.findings import Finding
from transcripts.personal.layers import Change
from transcripts.personal.words import TITLE
from transcripts.text.particles import PARTICLE, fitted

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
_TITLE_BEHIND = re.compile(f"(?:{TITLE})(?:님|들|은|는|이|가|을|를|의|도|만|과|와|께|에게|한테|입니다|[^가-힣]|$)")


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
