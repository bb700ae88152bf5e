"""What a person writes of a plan or a task, and what is wrong with it by field. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from app.errors import BadInput, Problem
from app.plans.plans import PREVENTION, Milestone, Plan, Strategy, Task
from app.tables.checked import N_

# Words of the fields, as lists of errors name them.
FIELDS = {
    "title": N_("제목"),
    "met_on": N_("정한 날"),
    "strategies": N_("전략"),
    "area": N_("밀집지역"),
    "roundtable": N_("간담회"),
    "strategy": N_("전략"),
    "domain": N_("영역"),
    "owner": N_("담당자"),
    "themes": N_("주제"),
    "milestones": N_("이정표"),
    "status": N_("상태"),
    "on_day": N_("날짜"),
    "note": N_("까닭"),
}


@dataclass(frozen=True)
class Flaw:
    """What is wrong in one field, and what would be right; both are keys of the catalogue."""

    field: str
    what: str
    right: str


class Flawed(BadInput):
    """A plan or task that cannot be stored as it was written; a form shows the flaws at their fields."""

    def __init__(self, found: Collection[Flaw], words: Mapping[str, str], say: Mapping[str, str]) -> None:
        super().__init__(*(Problem(words[each.field], say[each.what], say[each.right]) for each in found))
        self.flaws = tuple(found)


class Stale(Exception):
    """The plan or task was changed since the page was made."""


@dataclass(frozen=True)
class PlanDraft:
    """The head of a plan as somebody writes it."""

    title: str
    occasion: str = ""
    met_on: str = ""
    roundtable_id: str = ""
    declared: int | None = None
    source: str = ""
    note: str = ""
    strategies: tuple[Strategy, ...] = ()


@dataclass(frozen=True)
class TaskDraft:
    """A task as somebody writes it; `strategy` is one's id, empty in a prevention plan."""

    title: str
    strategy: str = ""
    domain: str = ""
    budget: int | None = None
    funding: str = ""
    term: str = ""
    organization: str = ""
    owner_id: str = ""
    themes: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True)
class Known:
    """What a task may point to: strategies, domains, themes, people."""

    kind: str
    strategies: frozenset[str]
    domains: frozenset[str]
    themes: frozenset[str]
    owners: frozenset[str]


def plan_draft(plan: Plan) -> PlanDraft:
    """What stands, as a person would have written it."""
    return PlanDraft(
        plan.title, plan.occasion, plan.met_on, plan.roundtable_id, plan.declared, plan.source, plan.note, plan.strategies
    )  # fmt: skip


def task_draft(task: Task) -> TaskDraft:
    """What stands, as a person would have written it."""
    return TaskDraft(
        *(task.title, task.strategy, task.domain, task.budget, task.funding, task.term),
        *(task.organization, task.owner_id, task.themes, task.milestones),
    )


def task_flaws(draft: TaskDraft, known: Known, before: TaskDraft | None = None) -> list[Flaw]:
    """Everything a task points to that is not there. What stood before may stay: a theme or a person may be gone since."""
    was = before or TaskDraft("")
    found = []
    if known.kind == PREVENTION and not draft.domain:
        found.append(Flaw("domain", N_("영역이 없습니다"), N_("이 과제가 어느 영역의 것인지 골라 주십시오")))
    if draft.domain and draft.domain not in known.domains:
        found.append(Flaw("domain", N_("없는 영역입니다"), N_("영역을 목록에서 골라 주십시오")))
    if draft.strategy and draft.strategy not in known.strategies:
        found.append(Flaw("strategy", N_("없는 전략입니다"), N_("이 계획의 전략 가운데 하나를 골라 주십시오")))
    if set(draft.themes) - known.themes - set(was.themes):
        found.append(Flaw("themes", N_("코드북에 없는 주제입니다"), N_("주제를 목록에서 골라 주십시오")))
    if draft.owner_id and draft.owner_id not in known.owners | {was.owner_id}:
        found.append(Flaw("owner", N_("맡길 수 없는 사람입니다"), N_("담당자를 목록에서 고르거나 비워 두십시오")))
    titles = [each.title for each in draft.milestones]
    if len(set(titles)) < len(titles):
        found.append(
            Flaw("milestones", N_("같은 이름의 이정표가 둘입니다"), N_("이정표마다 다른 이름을 적어 주십시오"))
        )
    return found


def tidy(draft: TaskDraft) -> TaskDraft:
    """Milestones in the order of their days, themes in the order of their codes."""
    ordered = tuple(sorted(draft.milestones, key=lambda each: (each.due_on, each.title)))
    return replace(draft, milestones=ordered, themes=tuple(sorted(set(draft.themes))))
