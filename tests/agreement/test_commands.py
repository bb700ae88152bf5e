"""`moksori agreement` from the command line, without a database: files as people have them, and what is said of them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from app.cli import cli

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units.
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
ROWS = ["unit,A,B,C,D", *(f"u{n}," + ",".join(unit) for n, unit in enumerate(zip(*FOUR, strict=True)))]


def run(path: Path, *words: object) -> Result:
    return CliRunner().invoke(cli, ["agreement", str(path), "--draws", "50", *map(str, words)])


def written(tmp_path: Path, text: str | list[str] | bytes, encoding: str = "utf-8") -> Path:
    path = tmp_path / "판단.csv"
    lines = text if isinstance(text, str | bytes) else "\n".join(text)
    path.write_bytes(lines if isinstance(lines, bytes) else lines.encode(encoding))
    return path


def told(path: Path, *words: object) -> dict[str, Any]:
    result = run(path, "--json", *words)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def refused(path: Path, *words: object) -> str:
    result = run(path, *words)
    assert result.exit_code == 2 and "Traceback" not in result.output
    return result.stderr


def test_krippendorffs_table_has_his_alphas(tmp_path: Path) -> None:
    path = written(tmp_path, ROWS)
    levels = ("nominal", "ordinal", "interval", "ratio")
    found = [told(path, "--level", level) for level in levels]
    assert [round(each["alpha"], 3) for each in found] == [0.743, 0.815, 0.849, 0.797]
    first = found[0]
    assert (first["units"], first["pairable"], first["coders"]) == (12, 11, ["A", "B", "C", "D"])
    assert first["intervals"]["alpha"][0] < first["alpha"] <= first["intervals"]["alpha"][1]
    assert len(first["pairs"]) == 6 and first["ac1"] > 0.77 and "ac2" in found[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_the_encodings_of_korean_offices_are_read(tmp_path: Path, encoding: str) -> None:
    text = "번호,김코더,이코더\r\n1,인력,인력\r\n2,자금,인력\r\n3,자금,자금\r\n4,,자금\r\n5,NA,인력\r\n"
    found = told(written(tmp_path, text, encoding))
    assert (found["coders"], found["units"], found["pairable"]) == (["김코더", "이코더"], 5, 3)
    assert found["percent"] == pytest.approx(2 / 3)


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    book, held = Workbook(), io.BytesIO()
    for row in (("단위", "가", "나"), ("a", 1, 1), ("b", 2, 2), ("c", 3, None), ("d", 2, 1)):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(held)
    path = tmp_path / "ratings.xlsx"
    path.write_bytes(held.getvalue())
    assert told(path, "--level", "interval")["pairable"] == 3


def test_columns_can_be_named(tmp_path: Path) -> None:
    rows = ["문서,기업,A,B,C", *(f"d{n},f{n // 2},{n % 3},{n % 3},{(n + 1) % 3}" for n in range(12))]
    found = told(written(tmp_path, rows), "--units", "문서", "--clusters", "기업", "--coders", "A,B")
    assert (found["coders"], found["clusters"], found["alpha"]) == (["A", "B"], 6, 1.0)
    bare = told(written(tmp_path, "1,1\n2,2\n2,1\n"), "--no-header")
    assert (bare["units"], len(bare["coders"])) == (3, 2)


def test_words_of_a_scale_are_told_in_their_order(tmp_path: Path) -> None:
    path = written(tmp_path, "A,B\n낮음,보통\n보통,보통\n높음,높음\n낮음,낮음\n")
    found = told(path, "--level", "ordinal", "--order", "낮음,보통,높음")
    numbers = told(written(tmp_path, "A,B\n1,2\n2,2\n3,3\n1,1\n"), "--level", "ordinal")
    assert found["alpha"] == numbers["alpha"]
    path = written(tmp_path, "A,B\n낮음,보통\n아주높음,보통\n높음,높음\n")
    assert "3행 ‘A’ 칸: 쓸 수 없는 값입니다: ‘아주높음’" in refused(
        path, "--level", "ordinal", "--order", "낮음,보통,높음"
    )
    assert "--order에 낮은 것부터" in refused(path, "--level", "ordinal")
    assert "--level ordinal을" in refused(path, "--order", "낮음,보통")


def test_one_value_written_in_two_ways_is_one_and_codes_keep_their_zeros(tmp_path: Path) -> None:
    assert told(written(tmp_path, "A,B\n1,1.0\n2,2\n10,10.00\n"))["percent"] == 1.0
    assert told(written(tmp_path, "A,B\n01,1\n2,2\n3,3\n"))["percent"] == pytest.approx(2 / 3)


def test_what_cannot_be_estimated_is_null_with_its_reason(tmp_path: Path) -> None:
    alone = told(written(tmp_path, "id,A\n1,x\n2,y\n"))
    assert alone["alpha"] is None and alone["reasons"]["alpha"] == "one_coder"
    same = told(written(tmp_path, "A,B\nx,x\nx,x\nx,x\n"))
    assert same["alpha"] is None and same["reasons"]["alpha"] == "no_variation" and same["percent"] == 1.0
    apart = told(written(tmp_path, "A,B\nx,\n,y\nx,\n,y\n"))
    assert apart["alpha"] is None and apart["percent"] is None and apart["reasons"]["alpha"] == "no_units"
    assert told(written(tmp_path, "A,B\nx,y\nx,y\nx,y\ny,x\n"))["alpha"] < 0


def test_people_read_what_alpha_means(tmp_path: Path) -> None:
    result = run(written(tmp_path, ROWS))
    lines = result.stdout.splitlines()
    assert lines[1].startswith("단위 12개(둘 이상이 판단한 것 11개), 코더 4명, 값 5가지")
    assert [each for each in lines if each.startswith("Krippendorff 알파\t0.743\t")]
    assert lines[-1].startswith("잠정적인 결론에만 쓰십시오(알파 0.743")
    assert "일치도를 구할 수 없습니다: 한 사람만 판단했습니다." in run(written(tmp_path, "id,A\n1,x\n")).stdout
    assert "우연히 맞은 것보다 낫지 않습니다" in run(written(tmp_path, "A,B\nx,y\ny,x\nx,y\n")).stdout


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("A,B\n1,둘\n2,2\n", ("--level", "interval"), "2행 ‘B’ 칸: 쓸 수 없는 값입니다: ‘둘’ → 숫자로"),
        ("A,B\n1,2\n-2,2\n", ("--level", "ratio"), "3행 ‘A’ 칸: 쓸 수 없는 값입니다: ‘-2’ → 비율 척도의 값은 0 이상"),
        ("A,B\n1,1e300\n2,2\n", ("--level", "interval"), "2행 ‘B’ 칸"),
        ("A,B\n1,2,3\n2,2\n", (), "2행: 제목보다 칸이 1개 더 많습니다"),
        ("A,B\n1\n2,2\n", (), "2행: 제목보다 칸이 1개 모자랍니다"),
        ("A,A\n1,2\n", (), "제목 줄(1행): ‘A’ 열이 둘 이상입니다"),
        ("A,\n1,2\n", (), "제목 줄(1행): 2번째 열에 제목이 없습니다"),
        ("A,B\n1,2\n", ("--clusters", "기업"), "‘기업’ 열이 없습니다 → 이 파일의 열: A, B"),
        ("기업,A,B\n가,1,2\n,1,1\n", ("--clusters", "기업"), "3행 ‘기업’ 칸: 비어 있습니다"),
        ("A,B\n", (), "제목 줄 아래에 판단이 없습니다"),
        ("unit\nu1\n", (), "코더의 열이 없습니다"),
        ("", (), "빈 파일입니다"),
        ("%PDF-1.7 …", (), "PDF 파일입니다"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, words: tuple[str, ...], said: str) -> None:
    assert said in refused(written(tmp_path, text), *words)


def test_a_file_that_is_not_there_is_told_in_korean(tmp_path: Path) -> None:
    assert "파일이나 폴더가 없습니다" in refused(tmp_path / "none.csv")


def test_a_table_lying_on_its_side_is_noticed(tmp_path: Path) -> None:
    lying = [
        ",".join(["coder", *(f"u{n}" for n in range(12))]),
        *(",".join([f"c{n}", *line]) for n, line in enumerate(FOUR)),
    ]
    assert "행과 열을 바꾸어" in run(written(tmp_path, lying), "--coders", ",".join(f"u{n}" for n in range(12))).stdout


def test_names_of_units_among_the_coders_are_noticed(tmp_path: Path) -> None:
    rows = ["이름,A,B", *(f"가{n},{n % 2},{n % 3}" for n in range(8))]
    assert "‘이름’ 열은 값이 모두 다릅니다" in run(written(tmp_path, rows)).stdout
    named = told(written(tmp_path, rows), "--units", "이름")
    assert named["coders"] == ["A", "B"] and named["told"] == ["단위의 이름으로 읽은 열: 이름"]
