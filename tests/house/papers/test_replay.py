"""The independent script reaches the method's worked example, and tells where a package says something else."""

from __future__ import annotations

import csv
import importlib.util
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCRIPT, EXAMPLE = ROOT / "docs" / "replay.py", ROOT / "docs" / "worked_example"


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, str(SCRIPT), str(folder)]
    return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("replay", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_worked_example_is_reached_to_its_fractions(script: ModuleType) -> None:
    out = script.evaluate(script.Package(EXAMPLE))["A"]
    assert out["R"] == pytest.approx(float(Fraction(5950, 111)), abs=1e-12)
    assert (out["L"], out["E"], out["grade"], out["level"]) == (
        pytest.approx(190 / 3),
        pytest.approx(0.74),
        "A",
        "caution",
    )
    laid = {key[1]: round(each["contribution"], 4) for key, each in out["sources"].items() if key[0] == "voices_domain"}
    assert laid == {"finance": 11.4114, "market": 5.7057, "hr": 0}
    assert run(EXAMPLE).returncode == 0


def test_a_package_that_says_something_else_is_told_with_area_and_column(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    shutil.copytree(EXAMPLE, folder)
    path = folder / "results" / "areas.csv"
    path.write_text(path.read_text("utf-8").replace("53.603603603603", "53.603603613603"), "utf-8")
    (folder / "results" / "respondents.csv").write_text("area,respondent,B\nA,r1,0.6\n", "utf-8")
    told = run(folder)
    assert told.returncode == 1 and told.stdout.endswith("1 areas, 1 differ\n")
    assert "DIFFERS areas.R A: here 53.6036" in told.stdout
    assert "DIFFERS respondents A r4: not in the results" in told.stdout


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        (
            "inputs/respondents.csv",
            "r2,firm,A,1.0",
            "r2,firm,A,eins",
            "inputs/respondents.csv, row 3: omega cannot be 'eins'",
        ),
        ("inputs/judgments.csv", "need,4", "need,9", "inputs/judgments.csv, row 3: severity cannot be '9'"),
        ("inputs/respondents.csv", "omega", "weight", "inputs/respondents.csv, row 2: omega is missing"),
        ("inputs/areas.csv", "area", "place", "inputs/areas.csv, row 2: area is missing"),
        ("scheme.json", '"voices"', '"voice"', "scheme.json: voices is missing"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_line_with_file_and_row(
    script: ModuleType,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    before: str,
    after: str,
    told: str,
) -> None:
    folder = tmp_path / "package"
    shutil.copytree(EXAMPLE, folder)
    text = (folder / name).read_text("utf-8")
    assert before in text
    (folder / name).write_text(text.replace(before, after, 1), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["replay.py", str(folder)])
        assert script.main() == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 and f"{folder}/{told}" in lines[0]


def test_a_folder_that_is_no_package_ends_with_two(tmp_path: Path) -> None:
    told = run(tmp_path)
    assert told.returncode == 2 and "scheme.json: the text is missing" in told.stderr


def test_credibility_comes_from_the_other_areas_and_is_steadied(script: ModuleType) -> None:
    """Others of 0 and .4, and of 1: SS .08 of df 1; the means .2 and 1 lie .8 apart, weighed 2 x 1 / 3."""
    samples = script.Samples(dict.fromkeys("ABC", "k"))
    for area, values in {"A": [1.0, 1.0, 0.0], "B": [0.0, 0.4], "C": [1.0]}.items():
        samples.x[area], samples.omega[area] = values, [1.0] * len(values)
    prior = {"within": 0.14, "prior_K": 5, "prior_weight": 10}
    s2 = 1.48 / 11
    spread = (0.64 * 2 / 3 - s2) / (3 - 5 / 3)
    assert samples.variances("A", prior, 5) == pytest.approx((s2, (10 * s2 / 5 + spread) / 11))
    assert samples.variances("A", prior, 5, 0.11)[1] == pytest.approx((10 * 0.11 + spread) / 11)


def test_only_areas_of_the_kind_tell_where_there_are_five(script: ModuleType) -> None:
    samples = script.Samples({**dict.fromkeys("ABCDEF", "k"), "G": "other"})
    for at, area in enumerate("ABCDEFG"):
        samples.x[area], samples.omega[area] = [at / 10, at / 5], [1.0, 1.0]
    prior = {"within": 0.14, "prior_K": 5, "prior_weight": 10}
    own = sum((at / 10) ** 2 / 2 for at in range(1, 6))
    assert samples.variances("A", prior, 5)[0] == pytest.approx((1.4 + own) / 15)
    assert samples.variances("A", prior, 6)[0] == pytest.approx((1.4 + own + 0.18) / 16)


@pytest.mark.parametrize(
    ("before", "level"),
    [
        ([(1, "62", "serious")], "serious"),  # R 53.6 now, 62 before: not clear twice running
        ([(1, "56", "serious")], "caution"),
        ([(1, "", "serious"), (2, "56", "")], "caution"),  # an undetermined one does not count
        ([(1, "58", "serious")], "serious"),  # 58 is not three points under 60
        ([(1, "30", "good")], "caution"),
        ([], "caution"),
    ],
)
def test_a_better_level_waits_for_two_scores_clear_of_the_cut(
    script: ModuleType, before: list[tuple[int, str, str]], level: str
) -> None:
    package = script.Package(EXAMPLE)
    package.tables["previous"] = [{"area": "A", "back": str(b), "score": s, "level": at} for b, s, at in before]
    assert script.evaluate(package)["A"]["level"] == level


def test_too_little_register_gives_a_score_and_no_level(script: ModuleType) -> None:
    package = script.Package(EXAMPLE)
    for code in ("f1", "m1"):
        del package.y["A", code]
    out = script.evaluate(package)["A"]
    assert out["coverage"] == pytest.approx(0.5) and out["undetermined"] == 1
    assert out["R"] > 0 and (out["level"], out["raw_level"]) == ("", "caution")


def test_coders_are_averaged_within_a_place_and_a_settled_place_needs_none(script: ModuleType) -> None:
    """Two coders, severity 4 in finance and 2 in market: .6 overall, .4 and .2 within; settled at 5 it is 1."""
    package = script.Package(EXAMPLE)
    row = {"respondent": "r1", "place": "1", "stance": "need"}
    package.tables["judgments"] = [
        row | {"coder": "c1", "domain": "finance", "severity": "4"},
        row | {"coder": "c2", "domain": "market", "severity": "2"},
        row | {"coder": "c3", "domain": "finance", "severity": "5", "stance": "undecided"},
        row | {"coder": "c2", "domain": "", "severity": "5"},
    ]
    overall, within = script.burdens(package)
    assert overall["r1"] == pytest.approx(0.6)
    assert within["r1"] == {"finance": pytest.approx(0.4), "market": pytest.approx(0.2), "hr": 0}
    package.tables["adjudicated"] = [{"respondent": "r1", "place": "1", "domain": "hr", "severity": "5"}]
    overall, within = script.burdens(package)
    assert overall["r1"] == 1 and within["r1"] == {"finance": 0, "market": 0, "hr": 1}


def test_the_script_stays_short_and_knows_nothing_of_the_program() -> None:
    text = SCRIPT.read_text("utf-8")
    assert len(text.splitlines()) < 300
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported - set(sys.stdlib_module_names) == {"numpy"}


def test_every_table_of_the_example_has_its_rows() -> None:
    counts = {p.stem: len(list(csv.DictReader(p.open(encoding="utf-8")))) for p in EXAMPLE.glob("results/*.csv")}
    assert counts == {"areas": 1, "sources": 10, "domains": 3, "respondents": 5}
