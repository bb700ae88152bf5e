"""Pages of programmes: the register, what fits and what is missing, picks with what became of them."""

from __future__ import annotations

from tests.journeys.visits import BAD_TABLE, File, Visit, wrong

BAD: File = (
    "지원사업.csv",
    "코드,이름,기관종류,기관,분야,한도,출처,기준일\nP101,예시,부산시,예시 기관,요리,많이,예시,2026-13-01\n",
)
BAD_RULES: File = ("규칙.json", '{"schema": "moksori-matching", "version": 0}')

PROGRAMMES: dict[str, list[Visit]] = {
    "programmes": [
        Visit("programmes.help", "/help"),
        Visit("programmes.index", "/programmes"),
        Visit("programmes.index", "/programmes?q=없는+말", "analyst"),
        Visit("programmes.programme", "/programmes/{programme}"),
        Visit("programmes.new", "/programmes/new"),
        wrong("programmes.new", "/programmes/new", "analyst"),
        Visit("programmes.edit", "/programmes/{programme}/edit"),
        wrong("programmes.edit", "/programmes/{programme}/edit", "analyst", {"cap": "많이"}),
        Visit("programmes.import", "/programmes/import"),
        wrong("programmes.import", "/programmes/import", "analyst", {"file": BAD}),
        Visit("programmes.rules", "/programmes/rules"),
        wrong("programmes.rules", "/programmes/rules", "analyst", {"file": BAD_RULES}),
        Visit("programmes.fits", "/programmes/fits"),
        Visit("programmes.gaps", "/programmes/gaps?answered=1"),
        Visit("programmes.area", "/areas/{area}/programmes"),
        Visit("programmes.area", "/areas/{plain_area}/programmes?show=not", "analyst"),
        Visit("programmes.firm", "/programmes/firms/{firm}"),
        Visit("programmes.choose", "/programmes/{programme}/areas/{area}"),
        wrong("programmes.choose", "/programmes/{programme}/areas/{area}", "analyst", {"reason": ""}),
        Visit("programmes.offers", "/programmes/offers"),
        Visit("programmes.offers", "/programmes/offers?q=없는+말", "analyst"),
        Visit("programmes.offer", "/programmes/offers/{pick}"),
        wrong("programmes.tell_offer", "/programmes/offers/{pick}", "analyst", {"state": "finished", "amount": "많이"}),
    ],
}

# Plans, and what follows from numbers.
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
