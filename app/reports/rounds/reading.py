"""Reading a round's report: what stands in the round, as far as it may leave the house, in sections."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from flask import current_app
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.evaluation.display import trace_store
from app.evaluation.display.lines import LEVELS
from app.evaluation.overview import glance
from app.evaluation.overview.glance import Glance
from app.evaluation.round import store as evaluation_store
from app.reports.extent import read_extent
from app.reports.rounds import helping, leveling, moving, placing, quoting, sourcing, theming, weighing
from app.reports.rounds.figures import EVERY
from app.reports.rounds.helping import Helped
from app.reports.rounds.moving import Movers
from app.reports.rounds.round_report import Number, RoundReport, Section, Worse
from app.reports.rounds.theming import Heard
from app.words.formats import named, number


def read_round_report(
    db: Database, round_: sqlite3.Row, scope: Scope, *, whole: bool = True, most: int = EVERY
) -> RoundReport | None:
    """The report on a round over the areas of a scope; None where nothing was evaluated.

    Not `whole`, it has no sections and no sources: as much as its one page tells. Of plans
    `most` are read: a page has no room for more. It may leave the house: nobody's single answer is in it, whoever reads.
    """
    evaluation = evaluation_store.newest_evaluation(db, round_["id"])
    if evaluation is None:
        return None
    scope = replace(scope, answers=False)
    seen = glance.read_glance(db, evaluation, glance.read_standing(db, round_["id"], scope), scope)
    name = moving.namer(db, trace_store.waves_asked(db, round_["id"]))
    movers = moving.read_movers(db, seen, scope, name)
    said = theming.heard(db, round_["id"], scope, words=whole)
    helped = helping.read_helped(db, round_, scope, seen.lines, tables=whole, most=most)
    draft = leveling.draft(seen.lines)
    extent = read_extent(db, round_["id"], len(seen.lines))
    title = extent.title(_("%(round)s 위기징후 종합평가 결과", round=named(round_)))
    return RoundReport(
        round=round_,
        evaluation=evaluation,
        title=_("%(title)s(안)", title=title) if draft else title,
        extent=extent,
        draft=draft,
        lead=leveling.lead(seen, extent),
        sentences=_sentences(db, seen, movers, said),
        numbers=(*leveling.numbers(seen), *_third(movers, said))[:3],
        worse=_worse(movers),
        todo=_todo(seen),
        helped=helped.leading,
        sections=_sections(db, seen, scope, movers, said, helped) if whole else (),
        basis=sourcing.basis(evaluation, seen),
        source=sourcing.line_of(round_, evaluation, seen),
        sources=sourcing.sources(db, evaluation, scope) if whole else (),
        codes=sourcing.codes(evaluation),
        example=bool(current_app.config["MOKSORI"].example),
    )


def _sentences(db: Database, seen: Glance, movers: Movers | None, said: Heard) -> tuple[str, ...]:
    """What changed, what was said most, how good the evidence is."""
    moved = (
        _("단계가 나빠진 곳은 %(up)s곳, 나아진 곳은 %(down)s곳입니다.", up=number(movers.up), down=number(movers.down))
        if movers
        else ""
    )
    first = " ".join(each for each in (leveling.beside(seen), moved) if each)
    found = (first, leveling.undetermined(seen), theming.leading(db, said), weighing.leading(seen.lines))
    return tuple(each for each in found if each)


def _third(movers: Movers | None, said: Heard) -> tuple[Number, ...]:
    """What stands beside the two counts of levels: who got worse, else who spoke."""
    found = []
    if movers:
        better = _("나아진 곳 %(n)s곳", n=number(movers.down))
        found.append(Number(_("단계가 나빠진 곳"), _("지역 %(n)s곳", n=number(movers.up)), better))
    if said.n:
        areas = _("지역 %(n)s곳에서", n=number(len(said.spoke)))
        found.append(Number(_("답하거나 말한 기업"), _("기업 %(n)s곳", n=number(said.n)), areas))
    return tuple(found)


def _worse(movers: Movers | None) -> tuple[Worse, ...]:
    if movers is None:
        return ()
    return tuple(
        Worse(
            named(m.move.line.row),
            leveling.word_of(m.move.level_before),
            leveling.word_of(m.move.line.level),
            m.why,
        )
        for m in movers.worse
    )


def _todo(seen: Glance) -> tuple[str, ...]:
    """What follows from the levels by the rules of the system, each with its number."""
    lines, levels = seen.lines, seen.scheme.levels
    worst = [line for line in lines if line.level and LEVELS.index(line.level) >= LEVELS.index("serious")]
    above = [line for line in lines if line.above]
    waiting = [line for line in lines if line.level and (line.row["state"] or "computed") in ("computed", "validated")]
    silent = weighing.unasked(above)
    told = (
        (worst, _("심각 %(n)s곳의 위기예방계획을 세우고 현장을 방문합니다.", n=number(len(worst)))),
        (
            above,
            _(
                "%(level)s 이상 %(n)s곳의 기업에 지원사업을 바로 안내합니다.",
                level=leveling.word_of(levels[1].id),
                n=number(len(above)),
            ),
        ),
        (waiting, _("%(n)s곳의 단계를 지원협의회에 올려 의결합니다.", n=number(len(waiting)))),
        (
            silent,
            _("아무에게도 묻지 않은 %(n)s곳은 다음 설문과 간담회에 넣습니다.", n=number(len(silent))),
        ),
    )
    return tuple(sentence for those, sentence in told if those)


def _sections(
    db: Database, seen: Glance, scope: Scope, movers: Movers | None, said: Heard, helped: Helped
) -> tuple[Section, ...]:
    levels = leveling.section(db, seen)
    found: Sequence[Section | None] = (
        replace(levels, charts=(*levels.charts, *placing.drawn(db, seen, scope))),
        moving.section(movers, seen.before),
        theming.section(db, said),
        quoting.section(db, said),
        weighing.section(seen),
        weighing.doubtful(db, seen),
        *helped.sections,
        Section("next", _("다음에 할 일"), listed=_todo(seen)),
        leveling.every_area(seen, movers.before if movers else {}),
    )
    return tuple(each for each in found if each is not None)
