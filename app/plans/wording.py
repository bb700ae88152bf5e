"""Plans in words: money never without what is unknown of it, and how a plan stands in one line."""

from __future__ import annotations

from flask_babel import gettext as _

from app.plans.blueprint import bp
from app.plans.plans import LATE, STATUSES, Change, Money, Plan
from app.words.formats import day, number, won
from app.words.labels import label


@bp.app_template_global("money_said")
def money_said(money: Money) -> str:
    """What tasks cost: the sum of what is known, and of how many tasks it is not."""
    if not money.tasks:
        return _("과제 없음")
    words = {"sum": won(money.known), "n": number(money.tasks), "unknown": number(money.unknown)}
    if not money.told:
        return _("과제 %(n)s개의 금액을 모두 모름", **words)
    if money.unknown:
        return _("%(sum)s, %(n)s개 가운데 %(unknown)s개 과제는 금액 모름", **words)
    return _("%(sum)s, 과제 %(n)s개의 합", **words)


@bp.app_template_global("declared_said")
def declared_said(plan: Plan) -> str:
    """What was announced beside what the tasks come to; empty where nothing was."""
    if plan.declared is None:
        return ""
    money = plan.money
    words = {"declared": won(plan.declared), "rest": won(abs(plan.declared - money.known))}
    if not money.told:
        return _("발표한 전체 금액은 %(declared)s입니다. 과제별 금액은 알려지지 않았습니다.", **words)
    if plan.declared > money.known:
        return _("발표한 전체 금액은 %(declared)s이며, 그 가운데 %(rest)s은 어느 과제의 것인지 모릅니다.", **words)
    if plan.declared < money.known:
        return _("발표한 전체 금액은 %(declared)s인데, 과제 금액의 합이 %(rest)s 더 많습니다.", **words)
    return _("발표한 전체 금액 %(declared)s과 과제 금액의 합이 같습니다.", **words)


@bp.app_template_global("standing_said")
def standing_said(plan: Plan) -> str:
    """How a plan stands: of so many tasks, how many stand how, and how many are late."""
    if not plan.tasks:
        return _("아직 과제가 없습니다")
    counts = plan.counts()
    told = [f"{label(each, 'plan_status')} {number(counts[each])}" for each in STATUSES if counts[each]]
    if counts[LATE]:
        told.append(_("그 가운데 늦음 %(n)s", n=number(counts[LATE])))
    return _("과제 %(n)s개: %(told)s", n=number(len(plan.tasks)), told=", ".join(told))


@bp.app_template_global("change_said")
def change_said(change: Change) -> str:
    """What became of a task between two days, in words."""
    before, task = change.before, change.task
    if before is None or change.what == "gone":
        return label(change.what, "plan_change")
    if change.what == "status":
        was, now = label(before.status, "plan_status"), label(task.status, "plan_status")
        told = f"{was} → {now}"
        return _("%(told)s(%(day)s부터)", told=told, day=day(task.status_day)) + (
            f": {task.reason}" if task.reason else ""
        )
    if change.what == "budget":
        return f"{won(before.budget)} → {won(task.budget)}"
    if change.what == "milestone":
        then = {m.title for m in before.milestones if m.done_on}
        reached = [f"{m.title} {day(m.done_on)}" for m in task.milestones if m.done_on and m.title not in then]
        return _("이룸: %(told)s", told=", ".join(reached))
    return label("edited", "plan_change")
