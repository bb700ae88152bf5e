"""How a question reads as a sentence: above its answer, in files, and as the name a saved one begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.coding.statements.voices import SETTLED
from app.corpus.questions import MACHINE, PEOPLE, SAME, TURN, Question
from app.words.labels import label


@dataclass(frozen=True)
class Names:
    """The words of what a question names by its code; `usual` is the round an empty time means.

    `codes` are those beneath the themes, by id.
    """

    times: Mapping[str, str]
    themes: Mapping[str, str]
    area: str
    clusters: Mapping[str, str]
    industries: Mapping[str, str]
    coders: Mapping[str, str]
    usual: str
    codes: Mapping[str, str] = field(default_factory=dict)


def sentence(question: Question, names: Names) -> str:
    """Who, when and what, from the widest to the narrowest: 2026년 하반기 · 소기업 · 자금·금융과 인력이 모두 있는 말."""
    parts = [_when(question, names), *_who(question, names), *_codes(question, names), *_coding(question, names)]
    parts.append(_text(question) if question.q else "")
    return " · ".join(part for part in parts if part)


def _text(question: Question) -> str:
    if question.mode == "exact":
        return _("‘%(q)s’ 그대로 적힌 말", q=question.q)
    if question.mode == "meaning":
        return _("‘%(q)s’와 뜻이 비슷한 말", q=question.q)
    return _("‘%(q)s’의 낱말이 모두 있는 말", q=question.q)


def _when(question: Question, names: Names) -> str:
    return _("모든 회차") if question.when == "all" else names.times.get(question.when, names.usual)


def _who(question: Question, names: Names) -> list[str]:
    return [
        names.area,
        names.clusters.get(question.cluster, ""),
        names.industries.get(question.industry, ""),
        label(question.size, "size_band") if question.size else "",
        label(question.stage, "growth_stage") if question.stage else "",
        label(question.kind, "respondent_kind") if question.kind else "",
        _("한 곳의 말") if question.who else "",
        label(question.source, "voice_source") if question.source else "",
    ]


def _codes(question: Question, names: Names) -> list[str]:
    told = []
    if question.all:
        told.append(_("모두 있음: %(codes)s", codes=joined(question.all, names)))
    if question.any:
        told.append(_("하나라도 있음: %(codes)s", codes=joined(question.any, names)))
    if question.none:
        told.append(_("없음: %(codes)s", codes=joined(question.none, names)))
    return [*told, reach(question.near) if told and question.near != SAME else ""]


def _coding(question: Question, names: Names) -> list[str]:
    return [
        label(question.stance, "stance") if question.stance else "",
        label(question.statement, "statement") if question.statement else "",
        _severity(question),
        coder(question.coder, names) if question.coder != PEOPLE else "",
    ]


def coder(code: str, names: Names) -> str:
    """Whose word counts: one expert's, what was settled, or the machine's."""
    return (
        label(code, "corpus_coder")
        if code in (MACHINE, SETTLED)
        else _("%(name)s의 판단", name=names.coders.get(code, code))
    )


def reach(near: str) -> str:
    """Where codes have to meet."""
    if near == TURN:
        return _("같은 발언·답 안에서")
    return _("앞뒤 %(n)s문장 안에서", n=near) if near != SAME else _("같은 문장에서")


def joined(codes: Sequence[str], names: Names) -> str:
    """Themes and codes beneath them by name."""
    return ", ".join(names.themes.get(code) or names.codes.get(code, code) for code in codes)


def _severity(question: Question) -> str:
    if question.low and question.high:
        return _("심각도 %(low)s–%(high)s", low=question.low, high=question.high)
    if question.low:
        return _("심각도 %(n)s 이상", n=question.low)
    return _("심각도 %(n)s 이하", n=question.high) if question.high else ""
