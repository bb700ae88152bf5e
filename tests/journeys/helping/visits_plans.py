"""Pages of plans and of what follows from numbers: every state of them that is looked at."""

from __future__ import annotations

from tests.journeys.visits import BAD_TABLE, Visit, wrong

PLANS: dict[str, list[Visit]] = {
    "plans": [
        Visit("plans.response", "/plans/response"),
        Visit("plans.response", "/plans/response?dropped=1", "analyst"),
        Visit("plans.response", "/plans/response?q=없는+계획", "analyst"),
        Visit("plans.prevention", "/plans/prevention"),
        Visit("plans.plan", "/plans/{response_plan}?as_of=2025-07-29&since=2025-04-29"),
        Visit("plans.plan", "/plans/{response_plan}?as_of=2020-01-01", "analyst"),
        Visit("plans.plan", "/plans/{prevention_plan}"),
        Visit("plans.plan", "/plans/{dropped_plan}", "analyst"),
        Visit("plans.task", "/plans/tasks/{measure}"),
        Visit("plans.task", "/plans/tasks/{stopped_task}", "official"),
        wrong("plans.tell", "/plans/tasks/{measure}", "analyst", {"status": "stopped", "on_day": "2020-01-01"}),
        Visit("plans.new", "/plans/response/new", "analyst"),
        wrong("plans.new", "/plans/response/new", "analyst", {"declared": "많이", "strategies-0-title": "가" * 201}),
        Visit("plans.edit", "/plans/{response_plan}/edit"),
        Visit("plans.new_of_area", "/areas/{serious_area}/plan/new", "analyst"),
        Visit("plans.new_task", "/plans/{response_plan}/tasks/new", "analyst"),
        wrong("plans.new_task", "/plans/{prevention_plan}/tasks/new", "analyst", {"milestones-0-due_on": "내일"}),
        Visit("plans.edit_task", "/plans/tasks/{measure}/edit", "analyst"),
        Visit("plans.bring", "/plans/{response_plan}/import", "analyst"),
        wrong("plans.bring", "/plans/{response_plan}/import", "analyst", {"file": BAD_TABLE}),
        Visit("plans.paper", "/plans/{response_plan}/paper.html", "analyst"),
        Visit("plans.follow", "/follow-up"),
        Visit("plans.follow_area", "/follow-up/{area}"),
        Visit("plans.follow_area", "/follow-up/{plain_area}", "analyst"),
        wrong("plans.send_to", "/follow-up/{area}", "analyst", {"id": "{fresh}", "researcher": "", "planned_on": ""}),
    ],
}
