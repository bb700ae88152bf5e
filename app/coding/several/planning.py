"""Planning who codes what: a draw to look at first, the same draw written, a plan ended or replaced."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.coding.several import plan_store as store
from app.coding.several.plans import RULES, SECOND, Dealt, Place, deal
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.personal.written import written

# Bounds what one form stores. Chosen, not measured.
LONGEST = 500


@dataclass(frozen=True)
class Asked:
    """What a plan is to do: the rule, for whom, of which roundtable (None: the whole round), drawn from a seed."""

    round_id: str
    roundtable_id: str | None
    rule: str
    share: int
    coders: tuple[str, ...]
    seed: int


def draw(db: Database, asked: Asked) -> Dealt:
    """What each coder would get. Raises BadInput where it cannot be."""
    people = {p["id"]: p for p in store.experts(db)}
    problems = []
    if asked.rule not in RULES:
        problems.append(Problem(_("나누는 방법"), _("고르지 않았습니다"), _("세 가지 가운데 하나를 고르십시오")))
    if not asked.coders or not set(asked.coders) <= set(people):
        right = _("로그인할 수 있는 전문가를 한 명 이상 고르십시오")
        problems.append(Problem(_("전문가"), _("고르지 않았거나 전문가가 아닙니다"), right))
    elif asked.rule == SECOND and len(set(asked.coders)) < 2:
        problems.append(Problem(_("전문가"), _("한 명뿐입니다"), _("두 사람이 보게 하려면 두 명 이상 고르십시오")))
    if not 1 <= asked.share <= 100:
        problems.append(Problem(_("두 사람이 볼 비율"), _("범위를 벗어났습니다"), _("1에서 100까지 적어 주십시오")))
    if problems:
        raise BadInput(*problems)
    segments: dict[str, list[str]] = defaultdict(list)
    seen: dict[str, set[str]] = defaultdict(set)
    for coder in sorted(set(asked.coders)):
        for r in store.statements(db, asked.round_id, asked.roundtable_id, store.scope_of(db, people[coder])):
            seen[r["place"]].add(coder)
            if r["id"] not in segments[r["place"]]:
                segments[r["place"]].append(r["id"])
    places = [Place(key, tuple(own), frozenset(seen[key])) for key, own in segments.items()]
    return deal(places, asked.coders, rule=asked.rule, share=asked.share, seed=asked.seed)


def make(db: Database, asked: Asked, *, reason: str, replaces: str | None, person_id: str) -> str:
    """Write a draw as a plan; `replaces` is a plan it ends. Raises Conflict where that one is over already."""
    with writing(db):
        dealt, kept = draw(db, asked), _reason(db, reason)
        if not dealt.assignments:
            right = _("글이 들어오고 문장으로 나뉜 뒤에 다시 해 주십시오")
            raise BadInput(Problem(_("문장"), _("나눌 문장이 없습니다"), right))
        if replaces and store.is_over(db, replaces):
            raise Conflict(_("그 나눔은 이미 끝났습니다. 새로 열어 확인해 주십시오."))
        plan_id = store.insert(
            db,
            round_id=asked.round_id,
            roundtable_id=asked.roundtable_id,
            rule=asked.rule,
            share=asked.share if asked.rule == SECOND else 100,
            coders=sorted(set(asked.coders)),
            seed=asked.seed,
            reason=kept,
            replaces=replaces,
            person_id=person_id,
            assignments=dealt.assignments,
        )
        record(db, "coding planned", person_id=person_id, object_kind="round", object_id=asked.round_id)
    return plan_id


def end(db: Database, plan_id: str, *, reason: str, person_id: str) -> None:
    """End a plan: what was judged stays, nothing more is asked by it, and nobody waits for anybody."""
    with writing(db):
        kept = _reason(db, reason)
        if store.is_over(db, plan_id):
            raise Conflict(_("그 나눔은 이미 끝났습니다. 새로 열어 확인해 주십시오."))
        plan = store.find(db, plan_id)
        assert plan is not None
        store.end(db, plan_id, person_id, kept)
        record(db, "coding plan ended", person_id=person_id, object_kind="round", object_id=plan["round_id"])


def _reason(db: Database, reason: str) -> str:
    kept = written(db, reason.strip())
    if not 0 < len(kept) <= LONGEST:
        right = _("왜 이렇게 나누는지 500자 안에서 적어 주십시오")
        raise BadInput(Problem(_("이유"), _("비어 있거나 너무 깁니다"), right))
    return kept
