"""Who rose and who fell since the last round, and why in a sentence: which domain, which strand, which number."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import balance_told, is_small
from app.evaluation.display import told_store, wording
from app.evaluation.display.lines import LEVELS, Line
from app.evaluation.display.named_store import domains_untold
from app.evaluation.overview import overview_store
from app.evaluation.overview.glance import Glance
from app.evaluation.overview.moving import Move
from app.evaluation.round import store as evaluation_store
from app.reports.rounds import round_store
from app.reports.rounds.figures import Column, Figures, Link
from app.reports.rounds.round_report import Section
from app.words.formats import named, number, share_of
from app.words.labels import label

# A part of a change that is told [points]: less is not what a level turns on. Chosen, not measured.
LEAST = 0.5
Name = Callable[[str, str], str]


@dataclass(frozen=True)
class Parts:
    """What a result was made of; `told` is False where its parts would be the word of one or two firms.

    `untold`: domains of which it may not be told how many named a problem.
    """

    told: bool
    domains: Mapping[str, sqlite3.Row] = field(default_factory=dict)
    items: Mapping[tuple[str, str], sqlite3.Row] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()

    def hides(self, domain: str) -> bool:
        """Whether how many named a problem of a domain may not be told."""
        row = self.domains[domain]
        return domain in self.untold or is_small(row["prevalence_k"]) or is_small(row["prevalence_n"])


@dataclass(frozen=True)
class Moved:
    """A move with its reason in words."""

    move: Move
    why: str


@dataclass(frozen=True)
class Movers:
    """Who moved, gravest first; how many went up or down a level or more of all; and every area's level before."""

    worse: tuple[Moved, ...]
    better: tuple[Moved, ...]
    up: int
    down: int
    before: Mapping[str, str | None]


def read_movers(db: Database, seen: Glance, scope: Scope, name: Name) -> Movers | None:
    """The movers of a round; None where the last one was not evaluated."""
    if seen.before is None:
        return None
    before = {r["area_id"]: r for r in overview_store.before(db, seen.before["id"], scope)}
    steps = [_steps(line, before.get(line.row["area_id"])) for line in seen.lines]
    moves = (*seen.worse, *seen.better)
    pairs = {m.line.row["id"]: before[m.line.row["area_id"]]["id"] for m in moves}
    parts = _parts(db, moves, pairs, scope)
    people = round_store.changed_by_people(db, list(pairs))

    def moved(move: Move) -> Moved:
        own = move.line.row["id"]
        return Moved(move, why(move, parts[own], parts[pairs[own]], people.get(own), name))

    return Movers(
        tuple(moved(m) for m in seen.worse),
        tuple(moved(m) for m in seen.better),
        sum(step > 0 for step in steps),
        sum(step < 0 for step in steps),
        {area: r["level_now"] or r["level"] for area, r in before.items()},
    )


def _steps(line: Line, before: sqlite3.Row | None) -> int:
    then = before and (before["level_now"] or before["level"])
    return LEVELS.index(line.level) - LEVELS.index(then) if line.level and then else 0


def _parts(db: Database, moves: Sequence[Move], pairs: Mapping[str, str], scope: Scope) -> dict[str, Parts]:
    told = told_store.told_of_results(db, list(pairs.values()), scope)
    may = {m.line.row["id"]: m.line.parts for m in moves} | {each: told[each].parts for each in pairs.values()}
    ids = [*pairs, *pairs.values()]
    domains, items = round_store.domains_of(db, ids), round_store.items_of(db, ids)
    untold = domains_untold(db, ids)
    hidden = {each: frozenset(domain for key, domain in untold if key == each) for each in ids}
    return {each: Parts(may[each], domains.get(each, {}), items.get(each, {}), hidden[each]) for each in ids}


def why(move: Move, now: Parts, then: Parts, people: sqlite3.Row | None, name: Name) -> str:
    """Why an area moved, in a sentence."""
    if people is not None:
        return _(
            "%(state)s에서 산출과 다른 단계로 정했습니다(%(reason)s).",
            state=label(people["state"], "level_state"),
            reason=label(people["reason_code"], "override_reason"),
        )
    if move.rule is not None and move.data is not None and abs(move.rule) > abs(move.data):
        return _("평가 방식이 바뀌어 달라진 몫이 %(points)s점입니다.", points=number(move.rule, 1, sign=True))
    if not (now.told and then.told):
        return _("3곳 미만의 답이 드러날 수 있어 까닭을 나누어 싣지 않습니다.")
    return _of_domains(move, now, then, name)


def _of_domains(move: Move, now: Parts, then: Parts, name: Name) -> str:
    """The strand of the domain that moved the score most in the direction of the move."""
    sign = 1 if (move.steps or move.change or 0) > 0 else -1
    found = [
        (sign * (_part(now, domain, strand) - _part(then, domain, strand)), domain, strand)
        for domain in now.domains
        for strand in ("contribution_q", "contribution_l")
    ]
    best = max(found, key=lambda each: each[0], default=(0.0, "", ""))
    if best[0] < LEAST:
        return _("한 영역이 아니라 여러 영역에서 조금씩 움직였습니다.")
    points, domain, strand = best
    words = {"domain": label(domain, "domain"), "points": number(sign * points, 1, sign=True)}
    if strand == "contribution_l":
        return _("%(domain)s 영역의 목소리 %(points)s점", **words) + _voices(now, then, domain)
    return _("%(domain)s 영역의 지표·설문 %(points)s점", **words) + _number(now, then, domain, sign, name)


def _part(parts: Parts, domain: str, strand: str) -> float:
    row = parts.domains.get(domain)
    return float(row[strand]) if row is not None else 0.0


def _voices(now: Parts, then: Parts, domain: str) -> str:
    """How many said so, now and then; that they are too few where they are."""
    row, before = now.domains[domain], then.domains.get(domain)
    if now.hides(domain):
        return "."
    told = share_of(row["prevalence_k"], row["prevalence_n"])
    if before is None or not before["prevalence_n"]:
        return _(": 애로를 말한 곳 %(now)s, 지난 회차에는 말한 곳 없음.", now=told)
    if then.hides(domain):
        return _(": 애로를 말한 곳 %(now)s.", now=told)
    return _(
        ": 애로를 말한 곳 %(now)s, 지난 회차 %(then)s.",
        now=told,
        then=share_of(before["prevalence_k"], before["prevalence_n"]),
    )


def _number(now: Parts, then: Parts, domain: str, sign: int, name: Name) -> str:
    """The number of a domain that moved most in the direction, with its values now and then."""
    both = [
        (sign * (item["contribution"] - then.items[key]["contribution"]), key)
        for key, item in now.items.items()
        if item["domain"] == domain and key in then.items and _may_leave(item) and _may_leave(then.items[key])
    ]
    points, key = max(both, default=(0.0, ("", "")))
    if points <= 0:
        return "."
    unit = " %p" if key[0] == "indicator" else ""
    values = _values(now, then, key, unit)
    if key[0] == "indicator":
        return _(": 기준 지역과 견준 %(name)s의 변화가 %(then)s에서 %(now)s로.", name=name(key[1], key[0]), **values)
    values["n"] = number(now.items[key]["n"])
    return _(": %(name)s %(then)s에서 %(now)s로(응답 %(n)s곳).", name=name(key[1], key[0]), **values)


def _may_leave(item: sqlite3.Row) -> bool:
    """Whether there is a number that says no firm's own answer."""
    if item["raw"] is None:
        return False
    return item["kind"] == "indicator" or balance_told(item["raw"], round(item["n"] or 0))


def _values(now: Parts, then: Parts, key: tuple[str, str], unit: str) -> dict[str, str]:
    signed, digits = key[0] == "indicator", 1 if key[0] == "indicator" else 0
    return {
        "now": number(now.items[key]["raw"], digits, sign=signed) + unit,
        "then": number(then.items[key]["raw"], digits, sign=signed) + unit,
    }


def namer(db: Database, waves: Sequence[str]) -> Name:
    """What an indicator or a survey's item is called."""
    indicators = evaluation_store.indicators(db)
    return lambda code, kind: wording.item_name(code, kind, indicators, waves)


def section(found: Movers | None, before: sqlite3.Row | None) -> Section:
    """The section of what changed."""
    if found is None or before is None:
        return Section("moves", _("달라진 곳"), (_("지난 회차에 평가한 결과가 없어 견줄 수 없습니다."),))
    told = _(
        "%(round)s보다 단계가 나빠진 곳은 %(up)s곳, 나아진 곳은 %(down)s곳입니다. 점수만 3점 넘게 움직인 곳도 함께 "
        "싣습니다.",
        round=named(before),
        up=number(found.up),
        down=number(found.down),
    )
    tables = (
        _table("worse", _("나빠진 곳"), found.worse, before),
        _table("better", _("나아진 곳"), found.better, before),
    )
    return Section("moves", _("달라진 곳"), (told,), tables=tuple(table for table in tables if table.rows))


def _table(key: str, title: str, listed: Sequence[Moved], before: sqlite3.Row) -> Figures:
    return Figures(
        key,
        title,
        (
            Column(_("밀집지역"), share=4),
            Column(_("지난 회차"), "level", share=2),
            Column(_("이번 회차"), "level", share=2),
            Column(_("점수 변화"), "change"),
            Column(_("까닭"), share=7),
        ),
        tuple((named(m.move.line.row), m.move.level_before, m.move.line.level, m.move.change, m.why) for m in listed),
        tuple(Link("evaluation.area", {"area_id": m.move.line.row["area_id"]}, "evaluation.view") for m in listed),
    )
