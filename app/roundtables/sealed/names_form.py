"""The form of the names page: what was ticked, renamed and added, and everything wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from unicodedata import normalize

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.personal.disguises import Choices, Group, Plan
from app.words.formats import day
from app.words.labels import label
from transcripts.personal.finding import find
from transcripts.personal.findings import Known

# Words of one's own and letters of each: bounds one form. Chosen, not measured.
MOST_WORDS, LONGEST = 200, 60


@dataclass(frozen=True)
class Sent:
    """What the page sent, as typed: it is kept beside the waiting file and shown again."""

    shown: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    keep_until: str = ""
    confirmed: bool = False
    looked: bool = False
    same: bool = False

    @classmethod
    def of_form(cls, form: MultiDict[str, str]) -> Sent:
        def typed(name: str) -> str:
            return normalize("NFC", form.get(name, "")).strip()

        shown = frozenset(form.getlist("group"))
        renamed = {each: typed(f"name-{each}") for each in shown if f"name-{each}" in form}
        return cls(
            shown=shown,
            replaced=frozenset(form.getlist("replace")) & shown,
            renamed=renamed,
            words=normalize("NFC", form.get("words", "")).replace("\r\n", "\n"),
            keep_until=typed("keep_until"),
            confirmed="confirmed" in form,
            looked="looked" in form,
            same="same" in form,
        )

    @classmethod
    def of_work(cls, kept: Mapping[str, Any]) -> Sent:
        return cls(
            shown=frozenset(kept.get("shown", ())),
            replaced=frozenset(kept.get("replaced", ())),
            renamed=dict(kept.get("renamed", {})),
            words=str(kept.get("words", "")),
            keep_until=str(kept.get("keep_until", "")),
        )

    def to_work(self) -> dict[str, Any]:
        sets = {"shown": sorted(self.shown), "replaced": sorted(self.replaced)}
        return {**sets, "renamed": dict(self.renamed), "words": self.words, "keep_until": self.keep_until}

    def choices(self) -> Choices:
        return Choices(
            replaced=self.replaced,
            left=self.shown - self.replaced,
            renamed={each: name for each, name in self.renamed.items() if name},
            words=dict(word for _n, word in self.lines() if word[0]),
        )

    def lines(self) -> list[tuple[int, tuple[str, str]]]:
        """Number of each line of one's own words with the word and what it is to read ("" for not said)."""
        found = []
        for number, line in enumerate(self.words.split("\n"), start=1):
            word, _equals, name = line.replace("＝", "=").partition("=")
            if line.strip():
                found.append((number, (word.strip(), name.strip())))
        return found


def faults(sent: Sent, plan: Plan, *, first: date, last: date) -> dict[str, str]:
    """Field to what is wrong with it; nothing is stored while there is anything."""
    wrong = {**_wrong_names(plan), **_wrong_words(sent, plan), **_wrong_day(sent, first, last)}
    if not sent.same:
        wrong = {**_shared_names(plan), **wrong}
    left = plan.kept_though_sure
    if left and not sent.confirmed:
        shown = ", ".join(group.texts[0] for group in left[:5])
        wrong["confirmed"] = _("확실한 개인정보를 그대로 남기려면 이 칸에 표시해 주십시오: %(words)s", words=shown)
    open_ones = plan.left_open
    if open_ones and not sent.looked:
        places = sum(group.count for group in open_ones)
        wrong["looked"] = _(
            "‘확인 필요’인 말 %(n)s가지(%(m)s곳)가 그대로 남습니다. 살펴보고 이 칸에 표시해 주십시오: %(words)s",
            n=len(open_ones),
            m=places,
            words=", ".join(group.texts[0] for group in open_ones[:5]),
        )
    return wrong


def _shared_names(plan: Plan) -> dict[str, str]:
    """Two people under one pseudonym would speak as one: only on purpose."""
    return {
        f"name-{group.id}": _(
            "‘%(name)s’: 이미 ‘%(other)s’ 대신 쓰는 말입니다. 다른 말을 적거나, 같은 사람·기업이면 아래에 표시해 주십시오.",
            name=group.pseudonym,
            other=other,
        )
        for group, other in plan.shared
    }


def _wrong_names(plan: Plan) -> dict[str, str]:
    replaced = [group for group in plan.groups if group.replaced]
    kinds: dict[str, set[str]] = {}
    for group in replaced:
        kinds.setdefault(group.pseudonym, set()).add(group.kind)
    wrong = {}
    for group in replaced:
        said = _wrong_name(group, kinds[group.pseudonym], plan.known)
        if said:
            wrong[f"name-{group.id}"] = said
    return wrong


def _wrong_name(group: Group, kinds: set[str], known: Known) -> str:
    name = group.pseudonym
    if len(name) > LONGEST or "\n" in name:
        return _("60자 이하로 적어 주십시오.")
    if group.original in name or any(text in name for text in group.texts if len(text) > 1):
        return _("바꿀 말에 원래 말이 들어 있습니다. 다른 말을 적어 주십시오.")
    held = [each for each in find(name, Known(known.people, known.firms)) if each.sure]
    if held:
        return _(
            "바꿀 말에 다른 개인정보가 들어 있습니다: ‘%(words)s’(%(kind)s). 다른 말을 적어 주십시오.",
            words=held[0].text,
            kind=label(held[0].kind, "personal"),
        )
    if len(kinds - {"word"}) > 1:
        return _("종류가 다른 말에 같은 바꿀 말을 적었습니다. 서로 다르게 적어 주십시오.")
    return ""


def _wrong_words(sent: Sent, plan: Plan) -> dict[str, str]:
    lines = sent.lines()
    if len(lines) > MOST_WORDS:
        return {"words": _("한 번에 200줄까지 적을 수 있습니다.")}
    text = plan.text
    for number, (word, name) in lines:
        place = _("%(n)s번째 줄", n=number)
        if not word or len(word) > LONGEST or len(name) > LONGEST:
            return {"words": _("%(line)s: ‘원래 말 = 바꿀 말’로, 저마다 60자 이하로 적어 주십시오.", line=place)}
        if word not in text:
            return {"words": _("%(line)s: 녹취록에 없는 말입니다: ‘%(word)s’", line=place, word=word)}
        if len(word) == 1 and not any(group.key == ("word", word) for group in plan.groups):
            return {
                "words": _("%(line)s: 한 글자는 낱말의 처음에 있을 때만 바꿉니다. 더 길게 적어 주십시오.", line=place)
            }
    return {}


def _wrong_day(sent: Sent, first: date, last: date) -> dict[str, str]:
    try:
        wanted = date.fromisoformat(sent.keep_until)
    except ValueError:
        return {"keep_until": _("날짜를 2027-11-22처럼 적어 주십시오.")}
    if not first <= wanted <= last:
        return {
            "keep_until": _(
                "%(first)s부터 %(last)s까지 가운데에서 고르십시오.",
                first=day(first.isoformat()),
                last=day(last.isoformat()),
            )
        }
    return {}
