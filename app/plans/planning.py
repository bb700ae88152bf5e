"""Making plans and changing their heads; nothing that stood is overwritten."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.clock import today
from app.db import writing
from app.errors import Conflict
from app.ids import new_id
from app.personal.written import written
from app.plans import store, write_store
from app.plans.drafts import FIELDS, Flaw, Flawed, PlanDraft, Stale, plan_draft
from app.plans.plans import PREVENTION, RESPONSE, Plan, Strategy, in_charge
from app.plans.reading import read_plan
from app.tables.checked import N_

# A meeting that is called lies within a year; a later day is a slip of the pen. Chosen, not measured.
AHEAD = timedelta(days=366)


def make_response_plan(
    db: Database, draft: PlanDraft, *, round_id: str | None, person_id: str | None, plan_id: str = ""
) -> str:
    """A new response plan; its id. Sent twice under one id it is one plan. Raises Flawed."""
    return _make(db, plan_id or new_id(), RESPONSE, draft, round_id=round_id, area_id=None, person_id=person_id)


def make_prevention_plan(
    db: Database, area_id: str, round_id: str, draft: PlanDraft, *, person_id: str | None, plan_id: str = ""
) -> str:
    """The prevention plan of an area in a round; where there is one already, its id, and nothing is written."""
    there = store.plan_of_area(db, area_id, round_id)
    kind = PREVENTION
    return there or _make(db, plan_id or new_id(), kind, draft, round_id=round_id, area_id=area_id, person_id=person_id)


def _make(
    db: Database,
    plan_id: str,
    kind: str,
    draft: PlanDraft,
    *,
    round_id: str | None,
    area_id: str | None,
    person_id: str | None,
) -> str:
    with writing(db):
        if db.conn.execute("select 1 from plan where id = ?", [plan_id]).fetchone():
            return plan_id
        kept = _kept(db, draft)
        _refuse(_flaws(db, kept, None))
        write_store.insert_plan(db, plan_id, kind, round_id=round_id, area_id=area_id, person_id=person_id)
        # A plan that was decided on earlier stood from its day on; one for a day to come is there from today.
        first = min(kept.met_on or today().isoformat(), today().isoformat())
        _write(db, plan_id, kept, since=first, dropped=False, person_id=person_id)
        _note(db, "plan made", plan_id, person_id)
    return plan_id


def change_plan(
    db: Database, plan_id: str, draft: PlanDraft, scope: Scope, *, seen: str, person_id: str | None
) -> bool:
    """What the head of a plan says from today on; False where it says that already.

    Raises Flawed with every field that is wrong, Stale where it was changed since the page was made (`seen`).
    """
    kept = _kept(db, draft)
    with writing(db):
        stands = plan_of(db, plan_id, scope)
        if plan_draft(stands) == kept:
            return False
        if seen and seen != fingerprint(stands):
            raise Stale
        _refuse(_flaws(db, kept, stands))
        _write(db, plan_id, kept, since=today().isoformat(), dropped=stands.dropped, person_id=person_id)
        _note(db, "plan changed", plan_id, person_id)
    return True


def drop_plan(db: Database, plan_id: str, scope: Scope, *, dropped: bool, person_id: str | None) -> None:
    """Out of every list and report, or back; may be repeated. Its tasks and what was told of them stay."""
    with writing(db):
        stands = plan_of(db, plan_id, scope)
        if stands.dropped == dropped:
            return
        since = today().isoformat()
        _write(db, plan_id, plan_draft(stands), since=since, dropped=dropped, person_id=person_id)
        _note(db, "plan dropped" if dropped else "plan taken up", plan_id, person_id)


def fingerprint(plan: Plan) -> str:
    """What tells whether the head of a plan was changed since a page was made."""
    return hashlib.sha256(repr(plan_draft(plan)).encode()).hexdigest()[:16]


def plan_of(db: Database, plan_id: str, scope: Scope) -> Plan:
    """A plan that is to be changed. Raises Conflict where the person may not see it, or is not in charge of it."""
    found = read_plan(db, plan_id, scope)
    if found is None or not in_charge(scope, found.area_id):
        raise Conflict(_("이 계획은 없거나 고칠 수 없습니다. 목록에서 다시 골라 주십시오."))
    return found


def _kept(db: Database, draft: PlanDraft) -> PlanDraft:
    """The draft with nobody named in what everybody reads, and no strategy twice."""
    strategies = tuple(Strategy(each.id or new_id(), each.title) for each in draft.strategies if each.title)
    title, occasion = written(db, draft.title.strip()), written(db, draft.occasion.strip())
    return replace(draft, title=title, occasion=occasion, note=written(db, draft.note.strip()), strategies=strategies)


def _flaws(db: Database, draft: PlanDraft, stands: Plan | None) -> list[Flaw]:
    found = []
    if draft.met_on > (today() + AHEAD).isoformat() and (stands is None or draft.met_on != stands.met_on):
        what = N_("1년보다 더 뒤의 날입니다")
        found.append(Flaw("met_on", what, N_("이미 정한 날이나 앞으로 1년 안의 날을 적어 주십시오")))
    titles = [each.title for each in draft.strategies]
    if len(set(titles)) < len(titles):
        found.append(Flaw("strategies", N_("같은 이름의 전략이 둘입니다"), N_("전략마다 다른 이름을 적어 주십시오")))
    left = {each.id for each in draft.strategies}
    if stands and any(task.strategy not in left for task in stands.tasks if task.strategy):
        what = N_("과제가 있는 전략을 지웠습니다")
        found.append(Flaw("strategies", what, N_("그 과제를 먼저 다른 전략으로 옮기거나 빼 주십시오")))
    if draft.roundtable_id and store.find_roundtable(db, draft.roundtable_id) is None:
        found.append(Flaw("roundtable", N_("없는 간담회입니다"), N_("목록에서 고르거나 비워 두십시오")))
    return found


def _refuse(found: Sequence[Flaw]) -> None:
    if found:
        raise flawed(found)


def flawed(found: Sequence[Flaw]) -> Flawed:
    """The flaws with their words in the page's language."""
    texts = {text: _(text) for each in found for text in (each.what, each.right)}
    return Flawed(found, {key: _(word) for key, word in FIELDS.items()}, texts)


def _write(db: Database, plan_id: str, draft: PlanDraft, *, since: str, dropped: bool, person_id: str | None) -> None:
    values = asdict(draft)
    values.pop("strategies")
    values |= {"met_on": draft.met_on or None, "roundtable_id": draft.roundtable_id or None}
    told = {**values, "since": since, "dropped": int(dropped)}
    write_store.insert_version(db, plan_id, told, draft.strategies, person_id=person_id)


def _note(db: Database, action: str, plan_id: str, person_id: str | None, **detail: object) -> None:
    record(db, action, person_id=person_id, object_kind="plan", object_id=plan_id, **detail)
