"""Looking again: the plan of it, what waits for a coder, and the second word, which is compared and changes nothing.

What stands is what the coder judged on the bench. Whoever thinks otherwise by now says so there, by a judgment like any
other: a test of one's own steadiness must not move a level unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.codebook import store as codebook_store
from app.coding.several import again_store as store
from app.coding.several.again import comes_again, in_order
from app.coding.several.sides import Coding
from app.coding.statements.judgments import STANCES
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.personal.written import written

# Bounds what one form stores. Chosen, not measured.
LONGEST = 500


@dataclass(frozen=True)
class Waiting:
    """A coder's second looks: statements that may be looked at now, and how many more will be on their day."""

    now: list[str]
    later: int


def waiting(db: Database, round_id: str, coder_id: str, scope: Scope) -> Waiting:
    """What waits for a coder by the round's plan, as chance orders it; nothing where there is no plan."""
    plan = store.running(db, round_id)
    if plan is None:
        return Waiting([], 0)
    drawn = {
        segment: at
        for segment, at in store.finished(db, round_id, coder_id, scope).items()
        if comes_again(segment, coder_id, share=plan["share"], seed=plan["seed"])
    }
    until = (datetime.now(UTC) - timedelta(days=plan["days"])).isoformat(timespec="microseconds")
    ripe = [segment for segment, at in drawn.items() if at <= until]
    return Waiting(in_order(ripe, coder_id, seed=plan["seed"]), len(drawn) - len(ripe))


def make(db: Database, round_id: str, *, share: int, days: int, seed: int, reason: str, person_id: str) -> str:
    """A plan of second looks in the round; one that runs is replaced by it."""
    with writing(db):
        problems = []
        if not 1 <= share <= 100:
            problems.append(Problem(_("다시 볼 비율"), _("범위를 벗어났습니다"), _("1에서 100까지 적어 주십시오")))
        if not 1 <= days <= 365:
            problems.append(Problem(_("지나야 할 날"), _("범위를 벗어났습니다"), _("1에서 365까지 적어 주십시오")))
        kept = _reason(db, reason, problems)
        before = store.newest(db, round_id)
        plan_id = store.insert_plan(
            db,
            round_id=round_id,
            share=share,
            days=days,
            seed=seed,
            reason=kept,
            replaces=before["id"] if before else None,
            person_id=person_id,
        )
        record(db, "second looks planned", person_id=person_id, object_kind="round", object_id=round_id)
    return plan_id


def end(db: Database, round_id: str, plan_id: str, *, reason: str, person_id: str) -> None:
    """End a plan: what was looked at stays, nothing more is shown again."""
    with writing(db):
        kept = _reason(db, reason, [])
        plan = store.running(db, round_id)
        if plan is None or plan["id"] != plan_id:
            raise Conflict(_("그 계획은 이미 끝났습니다. 새로 열어 확인해 주십시오."))
        store.end_plan(db, plan_id, reason=kept, person_id=person_id)
        record(db, "second looks ended", person_id=person_id, object_kind="round", object_id=round_id)


def look(
    db: Database, round_id: str, segment_id: str, *, coder_id: str, scope: Scope, codings: Sequence[Coding]
) -> None:
    """Keep a coder's second word on a statement beside the one that stands. Sent again it is the same look.

    Raises BadInput for what cannot be a word, Conflict where the statement does not wait.
    """
    with writing(db):
        _refuse_if_wrong(db, codings)
        if any(each.segment_id == segment_id for each in store.looks(db, round_id, coder_id).get(coder_id, ())):
            return
        plan = store.running(db, round_id)
        if plan is None or segment_id not in waiting(db, round_id, coder_id, scope).now:
            raise Conflict(_("다시 볼 문장이 아닙니다. 그사이 계획이 끝났거나 누가 이 문장을 정했을 수 있습니다."))
        before_at, before = store.stands(db, segment_id, coder_id)
        words = {"before": before, "again": {c.theme: (c.stance, c.severity) for c in codings}}
        store.insert(db, plan["id"], segment_id, coder_id, before_at=before_at, words=words)
        record(db, "second look given", person_id=coder_id, object_kind="segment", object_id=segment_id)


def _reason(db: Database, reason: str, problems: list[Problem]) -> str:
    kept = written(db, reason.strip())
    if not 0 < len(kept) <= LONGEST:
        right = _("왜 그렇게 하는지 500자 안에서 적어 주십시오")
        problems.append(Problem(_("이유"), _("비어 있거나 너무 깁니다"), right))
    if problems:
        raise BadInput(*problems)
    return kept


def _refuse_if_wrong(db: Database, codings: Sequence[Coding]) -> None:
    book = codebook_store.newest(db)
    themes = {theme["code"] for theme in codebook_store.themes(db, book["id"])} if book else set()
    problems = []
    if any(c.theme not in themes for c in codings):
        problems.append(Problem(_("주제"), _("코드북에 없는 주제입니다"), _("목록에서 주제를 골라 주십시오")))
    if any(c.stance not in STANCES for c in codings):
        problems.append(Problem(_("태도"), _("태도를 고르지 않았습니다"), _("네 가지 가운데 하나를 고르십시오")))
    elif any((c.stance == "need") != (c.severity in range(1, 6)) for c in codings):
        right = _("애로·요구에는 1에서 5까지 고르고, 다른 태도에는 비워 두십시오")
        problems.append(Problem(_("심각도"), _("태도와 맞지 않습니다"), right))
    if len({c.theme for c in codings}) < len(codings):
        problems.append(Problem(_("주제"), _("같은 주제를 두 번 골랐습니다"), _("주제마다 한 줄만 두십시오")))
    if problems:
        raise BadInput(*problems)
