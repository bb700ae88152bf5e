"""What followed from the levels of a round: support that was offered, proposals and what became of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import is_small
from app.coding.telling.name_store import mask_of
from app.evaluation.display.lines import Line
from app.plans.plans import PREVENTION, REQUIRED_AT, Plan
from app.plans.reading import plans_listed, whole
from app.plans.wording import declared_said, money_said, standing_said
from app.programmes.picks import pick_store
from app.proposals.keeping import store as proposal_store
from app.proposals.keeping.proposal import Wanted
from app.reports.rounds import help_store
from app.reports.rounds.figures import EVERY, MOST, Column, Figures, Link
from app.reports.rounds.round_report import Section
from app.words.formats import named, number, won
from app.words.labels import label


@dataclass(frozen=True)
class Helped:
    """What followed, in sections, and the sentences of it that a mayor needs."""

    sections: tuple[Section, ...]
    leading: tuple[str, ...]


def read_helped(
    db: Database, round_: sqlite3.Row, scope: Scope, lines: Sequence[Line], *, tables: bool = True, most: int = EVERY
) -> Helped:
    """What followed from the levels of a round; nothing where nobody has done anything yet. Of plans the first `most`."""
    found = (
        _offers(db, round_["id"], scope, lines),
        _plans(db, round_, scope, lines, most=most if tables else 0),
        _proposals(db, round_["code"], scope, tables=tables),
    )
    sections = tuple(section for section in found if section is not None)
    return Helped(sections, tuple(section.sentences[0] for section in sections))


def _offers(db: Database, round_id: str, scope: Scope, lines: Sequence[Line]) -> Section | None:
    """Support that was offered; None where none was."""
    programmes = help_store.offers_by_programme(db, round_id, scope)
    if not programmes:
        return None
    offered = pick_store.offered(db, round_id, scope)
    above = [line for line in lines if line.above]
    without = sum(line.row["area_id"] not in offered for line in above)
    told = _(
        "지원사업 %(n)s건을 지역 %(areas)s곳에 권했습니다. 주의 이상 %(all)s곳 가운데 %(without)s곳에는 아직 "
        "권하지 않았습니다.",
        n=number(sum(r["offered"] for r in programmes)),
        areas=number(len(offered)),
        all=number(len(above)),
        without=number(without),
    )
    return Section("offers", _("지원사업"), (told, _paid(programmes)), tables=(_programmes(programmes),))


def _paid(programmes: Sequence[sqlite3.Row]) -> str:
    """What was paid, and of how many nobody knows."""
    selected, unknown = (sum(r[key] for r in programmes) for key in ("selected", "unknown"))
    if not selected:
        return _("아직 선정된 것은 없습니다.")
    paid = won(sum(r["paid"] or 0 for r in programmes))
    if unknown == selected:
        return _("선정 %(n)s건, 금액은 모릅니다.", n=number(selected))
    if not unknown:
        return _("선정 %(n)s건, 모두 %(paid)s입니다.", n=number(selected), paid=paid)
    return _(
        "선정 %(n)s건, 아는 것만 %(paid)s이고 %(unknown)s건은 금액을 모릅니다.",
        n=number(selected),
        paid=paid,
        unknown=number(unknown),
    )


def _programmes(programmes: Sequence[sqlite3.Row]) -> Figures:
    return Figures(
        "offers",
        _("권한 지원사업"),
        (
            Column(_("지원사업"), share=5),
            Column(_("기관"), share=3),
            Column(_("권함"), "count"),
            Column(_("신청"), "count"),
            Column(_("선정"), "count"),
            Column(_("지급"), "won", share=2),
        ),
        tuple(
            (named(r), label(r["owner"], "programme_owner"), r["offered"], r["applied"], r["selected"], r["paid"])
            for r in programmes
        ),
        note=_("지급은 아는 금액만 더한 것입니다."),
    )


def _plans(db: Database, round_: sqlite3.Row, scope: Scope, lines: Sequence[Line], *, most: int) -> Section | None:
    """Prevention plans of areas and response plans, as they stand; None where there are none."""
    response, prevention = plans_listed(db, round_, scope)
    if not prevention and not response:
        return None
    needed = [line for line in lines if line.level in REQUIRED_AT]
    planned = {plan["area_id"] for plan in prevention}
    sentence = _(
        "위기예방계획을 세워야 하는 심각 %(all)s곳 가운데 %(n)s곳에 계획이 있습니다.",
        all=number(len(needed)),
        n=number(sum(line.row["area_id"] in planned for line in needed)),
    )
    listed = [*response, *prevention]
    table = replace(_planned(lines, whole(db, listed[:most])), left=max(len(listed) - most, 0)) if most else None
    return Section("plans", _("계획과 진행"), (sentence,), tables=(table,) if table else ())


def _planned(lines: Sequence[Line], listed: Sequence[Plan]) -> Figures:
    names = {line.row["area_id"]: named(line.row) for line in lines}
    columns = (
        Column(_("계획"), share=5),
        Column(_("어떻게 되었나"), share=5),
        Column(_("금액"), share=4),
    )
    return Figures(
        "plans",
        _("대응계획과 예방계획"),
        columns,
        tuple((_plan_name(plan, names), standing_said(plan), _plan_money(plan)) for plan in listed),
        tuple(Link("plans.plan", {"plan_id": plan.id}, "plans.view") for plan in listed),
    )


def _plan_name(plan: Plan, names: Mapping[str, str]) -> str:
    area = names.get(plan.area_id, "")
    return _("%(area)s 예방계획", area=area) if plan.kind == PREVENTION and area else plan.title


def _plan_money(plan: Plan) -> str:
    """What its tasks come to, beside what was announced."""
    told = money_said(plan.money)
    costs = _("과제 금액: %(told)s", told=told) if plan.money.tasks else told
    return " ".join(each for each in (declared_said(plan), costs) if each)


def _proposals(db: Database, code: str, scope: Scope, *, tables: bool) -> Section | None:
    """Proposals of the round and what became of them; None where there are none."""
    total, waiting = (_count(db, scope, Wanted(round=code, state=state)) for state in ("", "open"))
    if not total:
        return None
    sentences = [
        _(
            "이 회차의 제안 %(n)s건 가운데 %(done)s건에 답했고 %(open)s건이 답을 기다립니다.",
            n=number(total),
            done=number(total - waiting),
            open=number(waiting),
        )
    ]
    if not tables:
        return Section("proposals", _("제안과 답"), tuple(sentences))
    found, _total = proposal_store.list_proposals(db, scope, Wanted(round=code), sort="due")
    table, hidden = _listed(db, found, proposal_store.firms_of(db, [r["id"] for r in found]))
    if hidden:
        sentences.append(_("3곳 미만의 기업이 낸 %(n)s건은 무엇인지 싣지 않습니다.", n=number(hidden)))
    return Section("proposals", _("제안과 답"), tuple(sentences), tables=(table,) if table.rows else ())


def _count(db: Database, scope: Scope, wanted: Wanted) -> int:
    return proposal_store.list_proposals(db, scope, wanted, limit=0)[1]


def _listed(db: Database, found: Sequence[sqlite3.Row], firms: Mapping[str, sqlite3.Row]) -> tuple[Figures, int]:
    """Proposals three firms or more made, or none at all (offices do, too), and how many are left out."""
    mask = mask_of(db)
    told = [r for r in found if r["id"] not in firms or not is_small(firms[r["id"]]["firms"])]
    rows = tuple(
        (
            mask(r["title"]),
            mask(r["addressee"] or ""),
            label(r["state"], "proposal_state"),
            r["due_on"],
            (firms[r["id"]]["firms"] if r["id"] in firms else 0) or None,
        )
        for r in told[:MOST]
    )
    links = tuple(Link("proposals.show", {"proposal_id": r["id"]}, "proposals.view") for r in told[:MOST])
    columns = (
        Column(_("제안 내용"), share=6),
        Column(_("받는 곳"), share=3),
        Column(_("상태"), share=2),
        Column(_("답할 날"), "day", share=2),
        Column(_("말한 기업"), "count"),
    )
    return Figures("proposals", _("제안과 그 뒤"), columns, rows, links), len(found) - len(told)
