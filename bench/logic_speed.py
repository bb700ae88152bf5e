"""How long the logic of a large form takes: a keystroke in the browser, a whole return on the server.

    PYTHONPATH=. python bench/logic_speed.py [--questions 500] [--throttle 4]

The form has the shape of a verbal autopsy interview of the World Health Organization, which has some 500 questions: chains
of relevance, calculations over many answers, filters, constraints. Every question is answered, one after another, in
Chromium, five times over; of each answer the shortest `set` counts, as others work on the machine. --throttle slows the
processor as a cheap phone would be.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from typing import Any

from forms.logic import Model, check, evaluate, parse
from tests.forms.logic.twins import browser_page

NOW = "2026-11-30T14:05:00"
WAYS = ("yes", "no", "dk")
MEASURE = """async ([program, answers, now]) => {
  const { prepare } = await import('/logic/index.js');
  const began = performance.now();
  const form = prepare(program, { now });
  form.start({});
  const started = performance.now() - began;
  const times = answers.map(() => Infinity), changed = [];
  for (let round = 0; round < 5; round += 1) {
    form.start({});
    answers.forEach(([key, value], place) => {
      const from = performance.now();
      changed[place] = form.set(key, value).changed.length;
      times[place] = Math.min(times[place], performance.now() - from);
    });
  }
  return { started, times, changed };
}"""


def program(many: int) -> dict[str, Any]:
    """Questions in blocks of ten: the first opens the others, some wait for the one before, the last counts the block."""
    questions: list[dict[str, Any]] = []
    for n in range(many):
        block, place = divmod(n, 10)
        first = f"q{block * 10}"
        found: dict[str, Any] = {"id": f"q{n}", "section": f"s{block}", "required": True}
        if place == 0:
            found |= _single(f"${{q{n - 10}}} != 'dk'" if block % 5 else None)
        elif place < 5:
            found |= _single(f"${{{first}}} = 'yes'")
        elif place < 7:
            relevant = (
                f"${{q{n - 1}}} = 'yes' or selected(${{q{n - 2}}}, 'yes')" if place == 5 else f"${{{first}}} = 'yes'"
            )
            found |= {
                "type": "number",
                "relevant": parse(relevant),
                "constraint": parse(". >= 0 and . <= 120"),
                "decimals": 0,
            }
        elif place == 7:
            found |= {
                "type": "multiple",
                "choices": _choices(12),
                "filter": parse(f"region = '1' or ${{{first}}} = 'yes'"),
            }
        elif place == 8:
            found |= {"type": "date", "relevant": parse(f"${{{first}}} != 'no'"), "constraint": parse(". <= today()")}
        else:
            votes = " + ".join(f"number(${{q{block * 10 + k}}} = 'yes')" for k in range(5))
            found |= {
                "type": "calculate",
                "calculation": parse(f"{votes} + coalesce(${{q{n - 10}}}, 0)" if block else votes),
            }
        questions.append(found)
    sections = [
        {"id": f"s{block}", "relevant": parse(f"${{q{block * 10 - 1}}} >= 0") if block else None}
        for block in range(-(-many // 10))
    ]
    return {"v": 1, "languages": ["ko"], "questions": questions, "sections": sections}


def _single(relevant: str | None) -> dict[str, Any]:
    choices = [{"id": way} for way in WAYS]
    return {"type": "single", "choices": choices, "relevant": parse(relevant) if relevant else None}


def _choices(many: int) -> list[dict[str, Any]]:
    return [{"id": f"c{n}", "attributes": {"region": str(n % 3)}} for n in range(many)]


def answers(made: dict[str, Any]) -> list[tuple[str, Any]]:
    """An answer for each question, in the order of the page; mostly yes, so that most is asked."""
    dice = random.Random(1)
    values = {
        "single": lambda: dice.choice(["yes", "yes", "yes", "no", "dk"]),
        "number": lambda: dice.randint(0, 120),
        "multiple": lambda: [f"c{dice.randrange(12)}"],
        "date": lambda: "2026-01-31",
    }
    return [(each["id"], values[each["type"]]()) for each in made["questions"] if each["type"] in values]


def on_server(made: dict[str, Any], given: dict[str, Any]) -> tuple[float, float]:
    """Milliseconds to lay the program out, and for a return."""
    began = time.process_time()
    model = Model(made)
    laid_out, began = time.process_time() - began, time.process_time()
    for _round in range(20):
        evaluate(model, given, now=NOW)
    return laid_out * 1000, (time.process_time() - began) * 50


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--throttle", type=int, default=1)
    asked = parser.parse_args()
    made = json.loads(json.dumps(program(asked.questions)))
    assert check(made) == []
    given = answers(made)
    with browser_page() as page:
        if asked.throttle > 1:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": asked.throttle})
        found = page.evaluate(MEASURE, [made, given, NOW])
    times = sorted(found["times"])
    laid_out, whole = on_server(made, dict(given))
    print(f"{asked.questions} questions, {len(times)} answers, processor slowed {asked.throttle} times")
    print(f"browser, start                 {found['started']:8.1f} ms")
    print(f"browser, a keystroke: median   {statistics.median(times):8.2f} ms")
    print(f"browser, a keystroke: 99 %     {times[int(len(times) * 0.99)]:8.2f} ms")
    print(f"browser, a keystroke: longest  {times[-1]:8.2f} ms, up to {max(found['changed'])} ids changed")
    print(f"server, laying out             {laid_out:8.1f} ms")
    print(f"server, a whole return         {whole:8.1f} ms CPU")


if __name__ == "__main__":
    main()
