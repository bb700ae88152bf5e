"""Between forms and drafts: what stands fills a form, what was sent becomes a draft, flaws go to their fields."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlite_utils import Database
from wtforms import Field, Form, ValidationError

from app.accounts.people import Scope
from app.accounts.permissions import may
from app.clock import today
from app.codebook import store as codebook
from app.ids import new_id
from app.plans import planning, store, tasking
from app.plans.drafts import Flawed, PlanDraft, TaskDraft
from app.plans.plans import PREVENTION, TERMS, Milestone, Plan, Strategy, Task
from app.words.formats import day, named
from app.words.i18n import language
from app.words.labels import LABELS, label
from forms.helping.plans import PlanForm, TaskForm

# Empty lines beneath what stands: enough for most, and a button brings more. Chosen, not measured.
EMPTY = 2


def plan_form(db: Database, scope: Scope, plan: Plan | None = None) -> PlanForm:
    """The form of a plan's head, filled with what stands where nothing was sent."""
    form = PlanForm(data=_plan_data(plan) if plan else {"id": new_id()})
    form.roundtable.choices = [("", _("고르지 않음")), *_roundtables(db, scope, plan)]
    if request.method == "GET":
        more_lines(form.strategies)
    return form


def _plan_data(plan: Plan) -> dict[str, Any]:
    lines = [{"id": s.id, "position": str(n), "title": s.title} for n, s in enumerate(plan.strategies, start=1)]
    return {
        **{"id": plan.id, "seen": planning.fingerprint(plan), "title": plan.title, "occasion": plan.occasion},
        **{"met_on": _day(plan.met_on), "roundtable": plan.roundtable_id, "declared": plan.declared},
        **{"source": plan.source, "note": plan.note, "strategies": lines},
    }


def _roundtables(db: Database, scope: Scope, plan: Plan | None) -> list[tuple[str, str]]:
    """Those of one's own areas for whoever reads roundtables; what stands is kept for everybody."""
    found = list(store.roundtables_like(db, scope)) if may("roundtables.view") else []
    if plan and plan.roundtable_id and plan.roundtable_id not in {each["id"] for each in found}:
        stands = store.find_roundtable(db, plan.roundtable_id)
        found += [stands] if stands else []
    return [(each["id"], f"{day(each['held_on'])} {_title(each)}") for each in found]


def _title(found: Any) -> str:
    title = (language() == "en" and found["title_en"]) or found["title"]
    return f"{named(found, 'series')}: {title}" if found["series_ko"] else str(title)


def plan_draft_in(form: PlanForm) -> PlanDraft:
    """What was sent, strategies in the order of their numbers."""
    lines = [(_place(each.form.position.data, n), each) for n, each in enumerate(form.strategies, start=1)]
    ordered = [line for _at, line in sorted(lines, key=lambda each: each[0])]
    return PlanDraft(
        title=_text(form.title.data),
        occasion=_text(form.occasion.data),
        met_on=_iso(form.met_on.data),
        roundtable_id=form.roundtable.data or "",
        declared=form.declared.data,
        source=_text(form.source.data),
        note=_text(form.note.data),
        strategies=tuple(
            Strategy(e.form.id.data or "", _text(e.form.title.data)) for e in ordered if _text(e.form.title.data)
        ),
    )


def _place(text: str | None, otherwise: int) -> tuple[float, int]:
    """Where a line is to stand: its number where it is one, else where it stood."""
    written = (text or "").strip()
    return (float(written) if written.isdecimal() else float(otherwise), otherwise)


def task_form(db: Database, plan: Plan, task: Task | None = None) -> TaskForm:
    """The form of a task, filled with what stands where nothing was sent."""
    wanted = {"id": new_id(), "strategy": request.args.get("group", ""), "domain": request.args.get("domain", "")}
    form = TaskForm(data=_task_data(task) if task else wanted)
    if plan.kind == PREVENTION:
        del form.strategy
    else:
        form.strategy.choices = [("", _("고르지 않음")), *((each.id, each.title) for each in plan.strategies)]
    form.domain.choices = [("", _("고르지 않음")), *((code, label(code, "domain")) for code in LABELS["domain"])]
    form.term.choices = [("", _("모름")), *((code, label(code, "plan_term")) for code in TERMS)]
    people = [(each["id"], each["name"]) for each in store.owners(db)]
    if task and task.owner_id and task.owner_id not in dict(people):
        people.append((task.owner_id, task.owner))
    form.owner.choices = [("", _("없음")), *people]
    form.themes.choices = theme_choices(db)
    for line in form.milestones:
        line.form.done_on.validators = (*line.form.done_on.validators, _reached)
    if request.method == "GET":
        more_lines(form.milestones)
    return form


def _reached(_line: Form, field: Field) -> None:
    if field.data and field.data > today():
        raise ValidationError(_("아직 오지 않은 날입니다. 오늘이나 그 전의 날짜를 적어 주십시오."))


def theme_choices(db: Database) -> list[tuple[str, str]]:
    """The themes of the codebook as it is, by code and name."""
    book = codebook.newest(db)
    return [(each["code"], named(each)) for each in codebook.themes(db, book["id"])] if book else []


def _task_data(task: Task) -> dict[str, Any]:
    lines = [{"title": m.title, "due_on": _day(m.due_on), "done_on": _day(m.done_on)} for m in task.milestones]
    return {
        **{"id": task.id, "seen": tasking.fingerprint(task), "title": task.title, "strategy": task.strategy},
        **{"domain": task.domain, "budget": task.budget, "funding": task.funding, "term": task.term},
        **{"organization": task.organization, "owner": task.owner_id, "themes": list(task.themes)},
        "milestones": lines,
    }


def task_draft_in(form: TaskForm) -> TaskDraft:
    """What was sent."""
    return TaskDraft(
        title=_text(form.title.data),
        strategy=(form.strategy.data or "") if "strategy" in form else "",
        domain=form.domain.data or "",
        budget=form.budget.data,
        funding=_text(form.funding.data),
        term=form.term.data if form.term.data in TERMS else "",
        organization=_text(form.organization.data),
        owner_id=form.owner.data or "",
        themes=tuple(form.themes.data or ()),
        milestones=tuple(
            Milestone(_text(each.form.title.data), _iso(each.form.due_on.data), _iso(each.form.done_on.data))
            for each in form.milestones
            if _text(each.form.title.data)
        ),
    )


def more_lines(lines: Any) -> None:
    """A few empty lines at the end."""
    for _each in range(EMPTY):
        lines.append_entry({})


def show_flaws(form: PlanForm | TaskForm, error: Flawed) -> None:
    """Each flaw at its field; what no field is stands at the title."""
    for flaw, problem in zip(error.flaws, error.problems, strict=True):
        name = flaw.field if flaw.field in form else "title"
        target: Field = form[name]
        target.errors = [*(e for e in target.errors if isinstance(e, str)), f"{problem.what}. {problem.right}."]


def _text(value: str | None) -> str:
    return " ".join((value or "").split()) if value and "\n" not in value else (value or "").strip()


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
