"""`moksori indices` from the command line, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from app.cli import cli

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "example" / "indices"


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["indices", *map(str, words)])


def test_the_example_prints_scores_ranks_and_their_intervals() -> None:
    result = run(EXAMPLE / "regions.csv", "--scheme", EXAMPLE / "strain.json")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0 and lines[0].split("\t") == ["순위", "단위", "점수", "아는 비중", "순위 5–95%"]
    assert len(lines) == 13 and lines[-1].split("\t")[2] == "판단 유보"


def test_json_holds_everything_and_is_the_same_again() -> None:
    words = (EXAMPLE / "regions.csv", "--scheme", EXAMPLE / "strain.json", "--json")
    result = run(*words)
    found = json.loads(result.stdout)
    assert set(found) == {
        "scheme",
        "title",
        "units",
        "weights",
        "treated",
        "missing",
        "screening",
        "adds",
        "uncertainty",
        "sensitivity",
    }
    assert found["missing"]["scored"] == 11 and len(found["missing"]["without_score"]) == 1
    assert [each["without"] for each in found["adds"]][:1] == ["work"]
    assert abs(sum(found["weights"].values()) - 1) < 1e-9
    assert [each["factor"] for each in found["sensitivity"]] == ["weights", "goalposts", "normalise", "aggregate"]
    assert run(*words).stdout == result.stdout


def test_faults_of_scheme_and_table_end_with_two_and_one_line_each(
    tmp_path: Path, scheme: dict[str, Any], rows: list[str]
) -> None:
    table, said = tmp_path / "t.csv", tmp_path / "s.json"
    rows[1] = "가,백,1,50"
    table.write_text("\n".join(rows), "cp949")
    said.write_text(json.dumps(scheme), "utf-8")
    result = run(table, "--scheme", said)
    assert result.exit_code == 2 and "2행 ‘고용’ 칸: 숫자로 읽을 수 없습니다: 백" in result.stderr
    scheme["index"]["parts"][1]["weight"] = 0
    said.write_text(json.dumps(scheme), "utf-8")
    result = run(table, "--scheme", said)
    assert result.exit_code == 2 and "index.parts[1].weight: 가중치는 0보다 커야 합니다" in result.stderr


def test_files_that_cannot_be_read_are_told_in_korean(tmp_path: Path) -> None:
    broken, word = tmp_path / "s.json", tmp_path / "w.json"
    broken.write_text('{"code": "a",\n', "utf-8")
    word.write_bytes("{}가".encode("cp949"))
    for path, said in ((broken, "JSON으로 읽을 수 없습니다"), (word, "UTF-8로"), (tmp_path / "none.json", "없습니다")):
        result = run(EXAMPLE / "regions.csv", "--scheme", path)
        assert result.exit_code == 2 and said in result.stderr
    assert run(tmp_path / "none.csv", "--scheme", EXAMPLE / "strain.json").exit_code == 2
