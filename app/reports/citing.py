"""Where the figures and voices of a report came from, in lines to print."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas.anonymity import is_small
from app.evaluation.display.display import Display
from app.evaluation.round.presets import AnyScheme
from app.reports import store
from app.words.formats import day, month, named, number
from app.words.i18n import language
from app.words.labels import label


def sources(
    db: Database, area: sqlite3.Row, evaluation: sqlite3.Row, display: Display
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings with their lines: indicators, voices, how it was evaluated."""
    round_id = evaluation["round_id"]
    found = (
        (
            _("지표"),
            tuple(_indicator(r) for r in store.indicator_sources(db, area["id"], evaluation["as_of"])),
        ),
        (
            _("목소리"),
            (
                *(_survey(r) for r in store.survey_sources(db, area["id"], round_id)),
                *(_roundtable(r) for r in store.roundtable_sources(db, area["id"], round_id)),
            ),
        ),
        (_("평가"), method_lines(evaluation, display.scheme)),
    )
    return tuple((heading, lines or (_("없음"),)) for heading, lines in found)


def _indicator(r: sqlite3.Row) -> str:
    told = _(
        "%(name)s: %(first)s–%(last)s, 관측값 %(n)s개, 마지막 공표 %(published)s",
        name=named(r),
        first=month(r["first"]),
        last=month(r["last"]),
        n=number(r["observations"]),
        published=day(r["published_on"]),
    )
    origin = r["source_ko"] if language() == "ko" else ""
    return " · ".join(part for part in (told, origin, r["files"]) if part)


def _survey(r: sqlite3.Row) -> str:
    """A survey with the firms that answered; of too few neither number nor days."""
    title = {"title": named(r, "title"), "version": r["version"]}
    if is_small(r["firms"]):
        return _("설문 ‘%(title)s’(설문지 %(version)s판): 이 지역 응답 3곳 미만", **title)
    return _(
        "설문 ‘%(title)s’(설문지 %(version)s판): 이 지역 응답 %(n)s곳, %(first)s–%(last)s",
        **title,
        n=number(r["firms"]),
        first=day(r["first"]),
        last=day(r["last"]),
    )


def _roundtable(r: sqlite3.Row) -> str:
    title = (r["title_en"] if language() == "en" else "") or r["title"]
    if is_small(r["speakers"]):
        kind = label(r["kind"], "roundtable_kind")
        return _(
            "%(kind)s ‘%(title)s’: %(day)s, 이 지역에서 말한 곳 3곳 미만", kind=kind, title=title, day=day(r["held_on"])
        )
    return _(
        "%(kind)s ‘%(title)s’: %(day)s, 이 지역에서 말한 곳 %(n)s곳",
        kind=label(r["kind"], "roundtable_kind"),
        title=title,
        day=day(r["held_on"]),
        n=number(r["speakers"]),
    )


def method_lines(evaluation: sqlite3.Row, scheme: AnyScheme) -> tuple[str, ...]:
    """By what an evaluation was made, and of what day its data are."""
    english = language() == "en"
    return (
        _(
            "자료 기준일 %(as_of)s, 평가한 날 %(created)s",
            as_of=day(evaluation["as_of"]),
            created=day(evaluation["created_at"]),
        ),
        _(
            "평가 방식 ‘%(name)s’ %(number)s판(%(author)s, %(date)s), 코드북 %(codebook)s판",
            name=scheme.name_en if english else scheme.name_ko,
            number=evaluation["scheme_number"],
            author=scheme.author,
            date=day(scheme.date),
            codebook=evaluation["codebook_number"],
        ),
        scheme.legal_basis_en if english else scheme.legal_basis_ko,
        _("가중치와 자료를 무작위로 바꾸어 %(draws)s번 다시 계산했습니다.", draws=number(evaluation["draws"])),
    )


def codes(evaluation: sqlite3.Row) -> str:
    """What a program needs to check the figures: of no use to a reader, so in small print."""
    return _(
        "전산 확인용: 방식 %(code)s %(sha)s, 입력 %(inputs)s, 초깃값 %(seed)s",
        code=evaluation["scheme_code"],
        sha=evaluation["scheme_sha256"][:12],
        inputs=evaluation["inputs_sha256"][:12],
        seed=evaluation["seed"],
    )
