"""What of a result is told: the score always, one or two firms' figures never, nor the parts that leave them over."""

from __future__ import annotations

import json
from typing import Any

from app.evaluation.display.told import contribution, counts_told, domain_told, item_told, told_of

DOMAIN: dict[str, Any] = {
    **{"domain": "finance", "q": 40.0, "l": 60.0, "contribution_q": 12.0, "contribution_l": 8.0, "burden": 0.6},
    **{"n_eff": 2.0, "credibility": 0.3, "b0": 0.4, "prevalence_k": 2, "prevalence_n": 2, "mean_severity": 4.5},
    **{"wilson_low": 0.3, "wilson_high": 1.0, "fit": "dissonance"},
}


def test_of_two_firms_nothing_they_said_is_told_nor_what_the_score_less_the_numbers_would_be() -> None:
    told = told_of([DOMAIN], [], firms=2, respondents=2)  # type: ignore[list-item]
    found = domain_told(DOMAIN, told, [])  # type: ignore[arg-type]
    assert (told.respondents, told.voices, told.parts) == (None, False, False)
    assert found["q"] == 40.0 and found["withheld"]
    hidden = ("l", "burden", "prevalence_k", "prevalence_n", "mean_severity", "wilson_low", "fit", "contribution_q")
    assert [found[key] for key in hidden] == [None] * len(hidden)
    assert contribution(found) is None


def test_two_firms_that_do_not_count_leave_the_numbers_told() -> None:
    silent = DOMAIN | {"l": None, "contribution_l": 0.0}
    told = told_of([silent], [], firms=2, respondents=3)  # type: ignore[list-item]
    assert told.parts and contribution(domain_told(silent, told, [])) == 12.0  # type: ignore[arg-type]


def test_where_three_firms_spoke_the_points_are_told_and_not_who_are_one_or_two() -> None:
    row = DOMAIN | {"prevalence_n": 5}
    found = domain_told(row, told_of([row], [], firms=5, respondents=5), [])  # type: ignore[list-item, arg-type]
    assert (found["l"], found["prevalence_n"], found["few"]) == (60.0, 5, True)
    assert (found["prevalence_k"], found["mean_severity"], found["wilson_high"]) == (None, None, None)


def test_a_survey_of_two_firms_that_counts_is_told_as_withheld_with_what_it_could_be_taken_from() -> None:
    item = {
        **{"kind": "survey", "domain": "finance", "raw": 50.0, "points": 83.3, "weight": 0.1, "contribution": 8.3},
        "evidence": json.dumps({"n": 2}),
    }
    row = DOMAIN | {"prevalence_k": 4, "prevalence_n": 5}
    told = told_of([row], [item], firms=5, respondents=5)  # type: ignore[list-item]
    assert told.voices and not told.parts
    shown = item_told(item, told)  # type: ignore[arg-type]
    assert shown["withheld"] and [shown[key] for key in ("raw", "points", "weight", "contribution")] == [None] * 4
    domain = domain_told(row, told, [item])  # type: ignore[arg-type, list-item]
    assert (domain["q"], domain["fit"], domain["l"], contribution(domain)) == (None, None, 60.0, None)


def test_answers_of_each_sign_are_told_where_none_is_of_one_or_two_firms() -> None:
    assert counts_told({"positive": 3, "neutral": 0, "negative": 4})
    assert not counts_told({"positive": 1, "neutral": 3, "negative": 4})


def test_where_both_strands_are_silent_there_is_nothing_to_compare() -> None:
    def fit(**strands: float | None) -> Any:
        row = DOMAIN | {"fit": "silence", "prevalence_n": 5, "contribution_l": 0.0} | strands
        return domain_told(row, told_of([row], [], firms=5, respondents=5), [])["fit"]  # type: ignore[list-item, arg-type]

    assert (fit(q=None, l=None), fit(q=None, l=60.0), fit(q=40.0, l=None)) == ("nothing", "silence", "silence")
