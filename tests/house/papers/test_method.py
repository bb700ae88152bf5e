"""Every measured figure that docs/method.md quotes is the one its JSON file holds, in Korean and in English."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from app.config import ROOT
from app.evaluation.method.chance.coverage import Row, read_study
from app.monitoring.method.study import load_study

DOCS, BENCH = ROOT / "docs", ROOT / "bench" / "README.md"
SCHEMES = ROOT / "app" / "evaluation" / "schemes"
TEXT = re.sub(r"\s+", " ", (DOCS / "method.md").read_text("utf-8"))
EXAMPLE = json.loads((DOCS / "example_round.json").read_text("utf-8"))
FIGURES = EXAMPLE["figures"]
COVERAGE = read_study().rows
WORLDS = ("ar_independent", "ar_correlated", "walk_independent", "walk_correlated")
FOLLOWING, APART = ("voices follow the numbers", "both"), ("base", "one mood a firm")


def quoted(*wanted: str) -> None:
    """Each of these stands in the document as a figure of its own, not as a part of a longer one."""
    gone = [each for each in wanted if not re.search(rf"(?<![\d.]){re.escape(each)}(?!\d)", TEXT)]
    assert not gone, f"docs/method.md does not say: {gone}"


def row(simulator: str, case: str, respondents: int = 5) -> Row:
    return next(r for r in COVERAGE if (r.simulator, r.case, r.respondents) == (simulator, case, respondents))


def two(share: float | None) -> str:
    """A share as the document writes it: .95."""
    assert share is not None
    return f"{share:.2f}".removeprefix("0")


def span(values: list[float], digits: int = 0) -> tuple[str, str]:
    """The smallest and the largest, in percent."""
    return f"{100 * min(values):.{digits}f}", f"{100 * max(values):.{digits}f}"


def firm_right(cases: tuple[str, ...], *simulators: str) -> list[float]:
    return [r.firm_right or 0.0 for r in COVERAGE if r.case in cases and r.simulator in simulators]


def share(question: str, world: str, noise: float = 1.0) -> float:
    lines = load_study().lines
    return next(each.share for each in lines if (each.question, each.world, each.noise) == (question, world, noise))


def test_coverage_of_the_bands_is_the_studys() -> None:
    held = {s: ", ".join(two(row(s, "base", n).asked) for n in (2, 5, 15)) for s in ("normal", "skewed")}
    quoted(f"정규 세계 {held['normal']}(목표", f"{held['normal']} (normal world")
    quoted(f"{held['skewed']}로 목표에 못 미칩니다", f"{held['skewed']} in the skewed one")
    skewed = [r.asked or 0.0 for r in COVERAGE if r.simulator == "skewed"]
    low, high = two(min(skewed)), two(max(skewed))
    quoted(f"통틀어 {low}–{high})", f"({low}-{high} over its cases)")
    quoted(f"같은 물음에 {held['normal']}입니다")
    err = [two(row(s, "two coders who err").asked) for s in ("normal", "skewed")]
    quoted(f"띠는 {err[0]}(정규)와 {err[1]}(치우침)", f"coverage stays at {err[0]} and {err[1]}")
    quoted(f"틀리지 않을 때({two(row('normal', 'base').asked)}, {two(row('skewed', 'base').asked)})")


def test_how_often_a_firm_level_was_right_is_the_studys() -> None:
    low, high = span(firm_right(FOLLOWING, "normal", "skewed"))
    worse, better = span(firm_right(APART, "normal", "skewed"))
    quoted(f"따라갈 때 {low}–{high} %, 아무 관계가 없을 때 {worse}–{better} %")
    quoted(f"right in {low}-{high} % where", f"in {worse}-{better} % where it does not")
    base = [f"{100 * (row('normal', 'base', n).firm_right or 0):.0f}" for n in (2, 5, 15)]
    quoted(f"{base[0]}, {base[1]}, {base[2]} %)", f"{base[0]}, {base[1]} and {base[2]} % in the normal base case")
    apart = [f"{100 * (row(s, 'areas very different').firm_right or 0):.0f}" for s in ("normal", "skewed")]
    quoted(f"{apart[0]} %(정규)와 {apart[1]} %(치우친", f"in {apart[0]} % (normal) and {apart[1]} % (skewed)")


def test_what_is_told_of_silent_areas_is_the_studys() -> None:
    right = {
        case: [two(row(s, case).silent_right) for s in ("normal", "skewed")]
        for case in ("base", "ten asked at random", "ten worst asked")
    }
    (n0, s0), (n1, s1), (n2, s2) = right.values()
    quoted(f"{n1}(정규)과 {s1}(치우침)", f"{n2}와 {s2}입니다", f"{n0}와 {s0}이며")
    quoted(f"{n1} (normal) and {s1} (skewed)", f"{n2} and {s2} with the ten worst", f"{n0} and {s0} where voices")
    off = [r.silent_bias or 0.0 for r in COVERAGE if r.simulator == "skewed" and r.case.startswith("ten ")]
    quoted(f"평균 {min(off):.0f}–{max(off):.0f}점", f"{min(off):.0f}-{max(off):.0f} points off")


def test_the_table_of_the_bench_is_the_study_to_the_last_figure() -> None:
    told = re.findall(r"^\| (?:normal|skewed) \| .+ \|$", BENCH.read_text("utf-8"), re.M)
    assert told == [
        f"| {r.simulator} | {r.case} | {r.respondents} | {r.asked:.2f} | {r.silent:.2f} | {r.firm:.2f} | "
        f"{r.firm_right:.2f} | {r.silent_right:.2f} | {r.silent_bias:.1f} | {r.width:.1f} |"
        for r in COVERAGE
    ]


@pytest.mark.parametrize("question", ["healthy", "fast", "slow", "recovered"])
def test_the_table_of_monitoring_is_the_studys(question: str) -> None:
    quoted("| " + " | ".join(f"{share(question, w):.1%}".replace("%", " %") for w in WORLDS) + " |")
    low, high = span([share(question, w) for w in WORLDS], 1 if question == "healthy" else 0)
    quoted(
        {"healthy": f"{low}-{high} % of quarters", "recovered": f"{low}-{high} % are off"}.get(
            question, f"{low}-{high} %"
        )
    )


def test_what_doubled_noise_does_to_monitoring_is_the_studys() -> None:
    fast, slow = (span([share(q, w, 2.0) for w in WORLDS]) for q in ("fast", "slow"))
    quoted("각각 {}–{} %와 {}–{} %".format(*fast, *slow), "to {}-{} % and {}-{} %".format(*fast, *slow))
    healthy = [f"{100 * share('healthy', w, 2.0):.1f}" for w in WORLDS[2:]]
    quoted(f"{healthy[0]} %와 {healthy[1]} %")


def test_levels_of_the_example_round_under_both_versions_are_those_kept() -> None:
    for version, label in (("first", "1판"), ("second", "2판")):
        found = Counter(each[1] for each in EXAMPLE[version].values())
        signs = (found["caution"] + found["serious"]) / (found.total() - found[None])
        cells = [found[level] for level in ("good", "caution", "serious", None)]
        quoted(f"| {label} | " + " | ".join(map(str, cells)) + f" | {100 * signs:.1f} % |")
    before, after = (Counter(each[1] for each in EXAMPLE[version].values()) for version in ("first", "second"))
    words = {"good": "good", "caution": "caution", "serious": "serious", None: "none"}
    quoted(", ".join(f"{words[level]} {before[level]} and {after[level]}" for level in words))
    assert FIGURES["levels"]["good"] == Counter(each[1] for each in EXAMPLE["second"].values())["good"]


def test_the_first_version_lowered_the_areas_it_had_asked_to_the_mean_told() -> None:
    asked = [each[0] for each in EXAMPLE["first"].values() if each[2] >= 3]
    assert len(asked) == 9
    told = re.findall(r"(?:55\.4)(?:였는데 목소리를 넣자|에서| to) ([\d.]+)", TEXT)
    assert told == [f"{sum(asked) / len(asked):.1f}"] * 4


def test_how_much_one_domain_weighs_in_silent_areas_follows_from_the_scheme() -> None:
    domains = [d for d in json.loads((SCHEMES / "national3.json").read_text("utf-8"))["domains"] if d["indicators"]]
    known = {
        d["id"]: sum(i["weight"] for i in d["indicators"] if i["source"] == "monitoring")
        / sum(i["weight"] for i in d["indicators"])
        for d in domains
    }
    weight = {d["id"]: d["weight"] for d in domains}
    first = weight["hr"] / sum(weight.values())
    second = weight["hr"] * known["hr"] / sum(weight[d] * known[d] for d in weight)
    quoted(
        f"무게의 {known['hr']:.0%}".replace("%", " %"),
        f"{100 * known['finance']:.0f} %와 {100 * known['market']:.0f} %",
    )
    quoted(f"{100 * first:.0f} %(1판)에서 {100 * second:.0f} %(2판)")


def test_every_area_told_as_moved_has_its_two_scores_and_none_that_moved_is_left_out() -> None:
    word = {"good": "양호", "caution": "주의", "serious": "심각", None: "판단 유보"}
    cells = r"\| (B\d{3}) \| ([\d.]+) (\S+) \| ([\d.]+) (\S+(?: 유보)?) \| ([\d.]+) \| (\S+) \((\d+)\)"
    told = re.findall(cells, TEXT)
    for area, *said in told:
        first, second = EXAMPLE["first"][area], EXAMPLE["second"][area]
        score, level, heard, numbers, voices = second
        spoken = "–" if voices is None else f"{voices:.1f}"
        scores = [f"{first[0]:.1f}", word[first[1]], f"{score:.1f}", word[level]]
        assert said == [*scores, f"{numbers:.1f}", spoken, str(heard)], area
    known = {area for area, each in EXAMPLE["first"].items() if each[0] is not None}
    moved = {area for area in known if EXAMPLE["first"][area][1] != EXAMPLE["second"][area][1]}
    assert moved <= {area for area, *_ in told} and len(told) >= 10


def test_real_shares_beside_the_example_are_those_with_a_source() -> None:
    known = json.loads((ROOT / "app" / "evaluation" / "overview" / "known_spreads.json").read_text("utf-8"))
    quoted(*(f"{100 * each['share']:.1f} %" for each in known), *(f"{each['areas']}곳" for each in known))
    quoted("-".join(span([each["share"] for each in known], 1)) + " %")


def test_what_the_example_says_of_each_criticism_is_what_its_package_says() -> None:
    f = FIGURES
    quoted(f"{f['with_level']}곳 가운데 {f['firm']}곳", f"{f['firm']} of {f['with_level']} levels")
    quoted(f"{f['grades']['D']}곳이 근거 D", f"{f['grades']['D']} areas are at grade D")
    quoted(f"{f['band_silent']:.0f}점 넓이, 물어본 지역은 {f['band_asked']:.0f}점")
    quoted(f"{f['band_silent']:.0f} points wide in silent areas, {f['band_asked']:.0f} in asked ones")
    quoted("Z는 {}–{}입니다".format(*map(two, f["Z_of_three"])))
    quoted(f"{f['voiced']}곳의 평균은 숫자만으로 {f['mean_numbers']}, 목소리까지 {f['mean_both']}이고")
    quoted(f"{f['mean_numbers']} by numbers and {f['mean_both']} with the voices")
    quoted(f"열 곳은 숫자만으로 {f['mean_numbers']}, 목소리까지 {f['mean_both']}입니다")
    quoted(f"{f['places']}곳 가운데 {f['places_of_two']}곳만", f"나머지 {f['places'] - f['places_of_two']}곳")
    quoted(f"{f['places_of_two']} of {f['places']} places")
    quoted(
        f"{f['sources']:,}줄, 응답자 {f['respondents']}명", f"{f['sources']:,} sources, {f['respondents']} respondents"
    )
    words = {1: "한 곳", 2: "두 곳", 3: "세 지역", 10: "열 곳"}
    assert f"바꾼 곳은 {words[len(f['turned'])]}입니다" in TEXT and f"말한 {words[f['of_three']]}의 Z" in TEXT
    assert f"지역이 {words[len(f['hidden'])]}입니다" in TEXT
    assert f"가리키는 {words[f['geometric_other']]}은 {words[f['geometric_milder']]} 모두" in TEXT


def test_which_variance_is_taken_off_decides_how_much_one_word_weighs(script: Any) -> None:
    """Ten others of one respondent each, variance of their words .10: K is 2.3 without, 9.5 with the steadied s2."""
    values = [0.45 + (0.1 * 9 / 10) ** 0.5 * (1 if n % 2 else -1) for n in range(10)]
    samples = script.Samples(dict.fromkeys([*"ABCDEFGHIJK"], "k"))
    for area, value in zip("BCDEFGHIJK", values, strict=True):
        samples.x[area], samples.omega[area] = [value], [1.0]
    s2, a2 = samples.variances("A", {"within": 0.14, "prior_K": 5, "prior_weight": 10}, 5)
    raw = float(Fraction(14, 100) / ((10 * Fraction(28, 1000) + 9 * Fraction(1, 10)) / 19))
    quoted(f"K는 {raw:.1f}", f"때 {s2 / a2:.1f}입니다", f"K is {raw:.1f} if", f"and {s2 / a2:.1f} if")
    quoted(f"Z {two(1 / (1 + raw))}로", f"{two(1 / (1 + s2 / a2))}으로")


@pytest.fixture(scope="module")
def script() -> Any:
    spec = importlib.util.spec_from_file_location("replay", Path(DOCS / "replay.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
