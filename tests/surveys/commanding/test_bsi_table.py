"""BSI of anyone's table: the forms it comes in, weights, words, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from app.errors import BadInput
from app.surveys.commanding.bsi_table import report
from app.surveys.commanding.response_commands import bsi

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/schemas/output/bsi.schema.json").read_text(encoding="utf-8"))


def told(text: str, **how: int) -> dict:
    found = report(text.encode(), "returns.csv", **how)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def long(*values: object, head: str = "item,period,value") -> str:
    return "\n".join([head, *(f"biz,past,{value}" for value in values)])


def test_half_up_thirty_down_twenty_same_is_120_with_its_interval() -> None:
    [line] = told(long(*[4] * 50, *[3] * 20, *[2] * 30))["items"]
    assert (line["n"], line["positive"], line["neutral"], line["negative"], line["bsi"]) == (100, 50, 20, 30, 120)
    assert line["se"] == pytest.approx(8.7178, abs=1e-4)
    assert line["interval"] == [pytest.approx(102.6288, abs=1e-4), pytest.approx(136.5869, abs=1e-4)]


@pytest.mark.parametrize(
    ("values", "points", "counts"),
    [
        ((1, 2, 3, 3), 3, (2, 1, 1)),
        ((1, 2, 3, 5), 5, (1, 1, 2)),
        ((-1, 0, 1, 1), None, (2, 1, 1)),
        (("개선", "비슷", "크게 악화", "Much better"), None, (2, 1, 1)),
        (("4.0", "n/a", "", "2"), 5, (1, 0, 1)),
    ],
)
def test_numbers_signs_and_words_are_understood(
    values: tuple[object, ...], points: int | None, counts: tuple[int, int, int]
) -> None:
    found = told(long(*values))
    [line] = found["items"]
    assert found["points"] == points and (line["positive"], line["neutral"], line["negative"]) == counts
    assert line["n"] + line["blank"] == 4


def test_weights_give_shares_an_effective_number_and_the_design_effect() -> None:
    [line] = told(long("5,2", "1,1", "3,1", head="item,period,value,weight"))["items"]
    assert line["bsi"] == 100
    assert line["weighted"]["bsi"] == 125 and line["weighted"]["n_eff"] == pytest.approx(16 / 6, abs=1e-4)
    assert line["weighted"]["design_effect"] == pytest.approx(3 * 6 / 16)


def test_an_export_of_ours_is_read_as_it_is_without_what_a_newer_return_replaced() -> None:
    found = told("접수번호,집계 포함,가중치,biz_past,말,biz_next\nA,1,,4,개선,n/a\nB,0,,1,악화,1\nC,1,,5,개선,2\n")
    assert found["left_out"] == 1
    assert [(x["item"], x["period"], x["n"], x["bsi"], x["weighted"]) for x in found["items"]] == [
        ("biz", "past", 2, 200, None),
        ("biz", "next", 1, 0, None),
    ]


def test_korean_titles_points_given_and_nobody_at_all() -> None:
    found = told("항목,시기,응답\n매출,실적,2\n매출,전망,\n", points=5)
    assert [(x["item"], x["period"], x["bsi"]) for x in found["items"]] == [("매출", "past", 0), ("매출", "next", None)]


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", long("좋은 편"), long(7), long("4,-1", head="item,period,value,weight"), ""]
)
def test_what_cannot_be_read_is_refused_with_its_row(text: str) -> None:
    with pytest.raises(BadInput):
        report(text.encode(), "returns.csv")


def test_the_command_needs_no_database_and_prints_one_object(tmp_path: Path) -> None:
    file = tmp_path / "returns.csv"
    file.write_text(long(4, 4, 3, 2), encoding="cp949")
    done = CliRunner().invoke(bsi, [str(file), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["items"][0]["bsi"] == 125
    plain = CliRunner().invoke(bsi, [str(file)])
    assert "biz past\t125.0 [" in plain.output and "n=4 (2/1/1)" in plain.output
    assert CliRunner().invoke(bsi, []).exit_code == 2
