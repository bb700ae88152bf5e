"""How good a round's evidence is, and where to look again: areas nobody asked, borderline levels, contradictions."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.evaluation.display.lines import Line
from app.evaluation.overview.glance import Glance
from app.evaluation.overview.quality import Quality
from app.reports.rounds import round_store
from app.reports.rounds.figures import Column, Figures, Link
from app.reports.rounds.round_report import Section
from app.words.formats import named, number, percent, share_of
from app.words.labels import label


def unasked(lines: Sequence[Line]) -> list[Line]:
    """Areas of which nobody was asked and nobody spoke."""
    return [line for line in lines if line.respondents == 0 and not line.row["asked"]]


def section(seen: Glance) -> Section | None:
    """How good the evidence is; None of evaluations that did not grade it."""
    quality = seen.quality
    if quality is None:
        return None
    silent = unasked(seen.lines)
    sentences = [
        _("근거 등급은 A(충분)부터 D(말한 곳이 없거나 아주 적음)까지입니다."),
        _("말한 곳이 있는 지역은 %(share)s입니다.", share=share_of(quality.voiced, len(seen.lines))),
        _("지표는 평균 %(share)s 갖추어졌습니다.", share=percent(quality.coverage)),
        _agreeing(quality),
        leading(seen.lines),
    ]
    if quality.uncalibrated:
        sentences.append(_("보정 전: 목표점과 구간점을 실제로 위기를 겪은 지역에 견주어 보지 않았습니다."))
    return Section(
        "evidence",
        _("근거의 질"),
        tuple(each for each in sentences if each),
        tables=(_grades(seen, quality), *_silent(silent)),
    )


def leading(lines: Sequence[Line]) -> str:
    """How many areas above the best level nobody was asked about."""
    above = [line for line in lines if line.above]
    silent = unasked(above)
    if not above:
        return ""
    if not silent:
        return _("주의 이상인 곳은 모두 기업이나 전문가에게 물었습니다.")
    return _(
        "주의 이상 %(all)s곳 가운데 %(n)s곳은 아무에게도 묻지 않아 지표만으로 본 단계입니다.",
        all=number(len(above)),
        n=number(len(silent)),
    )


def _agreeing(quality: Quality) -> str:
    if not quality.places:
        return ""
    return _(
        "전문가 둘 이상이 함께 본 답과 발언 %(n)s개 가운데 %(share)s에서 판단이 같았습니다.",
        n=number(quality.places),
        share=percent(quality.agreeing),
    )


def _grades(seen: Glance, quality: Quality) -> Figures:
    above = [line for line in seen.lines if line.above]
    return Figures(
        "grades",
        _("근거 등급별 밀집지역 수"),
        (
            Column(_("등급"), share=2),
            Column(_("밀집지역"), "count"),
            Column(_("비율"), "percent"),
            Column(_("그 가운데 주의 이상"), "count", share=2),
        ),
        tuple(
            (grade, n, n / (len(seen.lines) or 1), sum(line.row["grade"] == grade for line in above))
            for grade, n in quality.grades
        ),
    )


def _silent(silent: Sequence[Line]) -> tuple[Figures, ...]:
    """Areas nobody asked, worst score first: those above the best level."""
    lines = sorted((line for line in silent if line.above), key=lambda line: -(line.row["score"] or 0.0))
    if not lines:
        return ()
    columns = (
        Column(_("밀집지역"), share=5),
        Column(_("구군"), share=2),
        Column(_("단계"), "level", share=2),
        Column(_("점수"), "points"),
        Column(_("근거 등급")),
    )
    rows = tuple(
        (named(r), label(r["district"], "district"), line.level, r["score"], r["grade"])
        for line in lines
        for r in [line.row]
    )
    return (Figures("unasked", _("아무에게도 묻지 않은 주의 이상 지역"), columns, rows, _links(lines)),)


def doubtful(db: Database, seen: Glance) -> Section | None:
    """Where to look again: levels that turn when computed again, numbers and voices that contradict each other."""
    borderline = sorted((line for line in seen.lines if line.borderline), key=_firmness)
    dissonant = [line for line in seen.lines if (line.dissonant or 0) > 0]
    if not borderline and not dissonant:
        return None
    sentences = [
        _(
            "단계가 경계에 있는 곳은 %(n)s곳입니다: 자료와 방식을 바꾸어 다시 계산하면 %(share)s 넘게 다른 단계가 나옵니다.",
            n=number(len(borderline)),
            share=percent(1 - seen.scheme.uncertain.firm_share),  # type: ignore[attr-defined]
        ),
        _("지표와 목소리가 두 구간 어긋나는 영역이 있는 곳은 %(n)s곳입니다.", n=number(len(dissonant))),
    ]
    if seen.spread.open_above:
        sentences.append(
            _(
                "주의 이상 가운데 확정하기 전에 사람의 의견이 있어야 하는 곳은 %(n)s곳입니다.",
                n=number(seen.spread.open_above),
            )
        )
    tables = (_borderline(borderline), _dissonant(db, dissonant))
    return Section("doubtful", _("다시 볼 곳"), tuple(sentences), tables=tuple(table for table in tables if table.rows))


def _firmness(line: Line) -> tuple[bool, float, str]:
    """Above the best level first, then the least firm."""
    return not line.above, line.row["robustness"] if line.row["robustness"] is not None else 1.0, line.row["code"]


def _borderline(lines: Sequence[Line]) -> Figures:
    return Figures(
        "borderline",
        _("단계가 경계에 있는 곳"),
        (
            Column(_("밀집지역"), share=5),
            Column(_("단계"), "level", share=2),
            Column(_("점수"), "points"),
            Column(_("하한(5 %)"), "points"),
            Column(_("상한(95 %)"), "points"),
            Column(_("견고도"), "percent"),
            Column(_("근거 등급")),
        ),
        tuple(
            (named(r), line.level, r["score"], r["band_low"], r["band_high"], r["robustness"], r["grade"])
            for line in lines
            for r in [line.row]
        ),
        _links(lines),
        note=_("견고도는 다시 계산했을 때 같은 단계가 나온 비율이며, 위기가 일어날 확률이 아닙니다."),
    )


def _dissonant(db: Database, lines: Sequence[Line]) -> Figures:
    domains = round_store.dissonant_domains(db, [line.row["id"] for line in lines])
    return Figures(
        "dissonant",
        _("지표와 목소리가 어긋나는 곳"),
        (
            Column(_("밀집지역"), share=5),
            Column(_("단계"), "level", share=2),
            Column(_("점수"), "points"),
            Column(_("어긋나는 영역"), share=4),
        ),
        tuple(
            (
                *(named(line.row), line.level, line.row["score"]),
                ", ".join(label(d, "domain") for d in domains.get(line.row["id"], ())),
            )
            for line in lines
        ),
        _links(lines),
    )


def _links(lines: Sequence[Line]) -> tuple[Link, ...]:
    return tuple(Link("evaluation.area", {"area_id": line.row["area_id"]}, "evaluation.view") for line in lines)
