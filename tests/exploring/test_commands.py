"""`moksori keyness A B` on files, tables and folders."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import cli

TABLE = "응답자,글\n가,대출 금리가 부담입니다\n나,금리 인상이 부담입니다\n나,금리\n"
TALK = "사회자: 인력은 어떻습니까?\n\nA사 대표: 인력이 없습니다. 사람을 못 구합니다.\n\nB사 대표: 인력 부족이 심각합니다.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text(TABLE, encoding="cp949")
    (tmp_path / "b.txt").write_text(unicodedata.normalize("NFD", TALK).replace("\n", "\r\n"), encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["keyness", *map(str, arguments)])


def test_a_table_and_a_talk_are_compared(files: Path) -> None:
    found = run(files / "a.csv", files / "b.txt", "--min-count", 2)
    lines = [line.split("\t") for line in found.output.splitlines()]
    assert found.exit_code == 0
    assert lines[0] == ["낱말", "A에서", "B에서", "z(+는 A, -는 B)"]
    assert lines[1][:3] == ["금리", "3", "0"] and float(lines[1][3]) > 0
    assert lines[-1][:3] == ["인력", "0", "3"] and float(lines[-1][3]) < 0


def test_json_tells_respondents_too(files: Path) -> None:
    first = json.loads(run(files / "a.csv", files / "b.txt", "--json", "--top", 1).output.splitlines()[0])
    assert {key: first[key] for key in ("word", "tag", "count_a", "count_b", "respondents_a", "respondents_b")} == {
        **{"word": "금리", "tag": "NNG", "count_a": 3, "count_b": 0, "respondents_a": 2, "respondents_b": 0}
    }


def test_the_top_of_either_side_is_printed(files: Path) -> None:
    words = [
        line.split("\t")[0]
        for line in run(files / "a.csv", files / "b.txt", "--top", 1, "--min-count", 1).output.splitlines()
    ]
    assert words == ["낱말", "금리", "인력"]


def test_where_no_word_is_shown_it_is_said_why(files: Path) -> None:
    found = run(files / "a.csv", files / "a.csv", "--min-count", 2)
    assert (found.exit_code, found.stdout) == (0, "") and "쓰인 정도가 다른 낱말이 없습니다" in found.stderr
    found = run(files / "a.csv", files / "b.txt", "--min-count", 9, "--json")
    assert (found.exit_code, found.stdout) == (0, "") and "적어도 9번 나온 낱말이 없습니다" in found.stderr


def test_a_table_without_a_column_of_texts_is_refused(files: Path) -> None:
    (files / "bad.csv").write_text("이름,나이\n가,1\n나,2\n", encoding="utf-8")
    found = run(files / "a.csv", files / "bad.csv")
    assert found.exit_code == 2 and "글 열이 없습니다" in found.stderr and "‘글’" in found.stderr


def test_a_folder_is_all_its_files(files: Path) -> None:
    (files / "more").mkdir()
    (files / "more" / "one.csv").write_text(TABLE, encoding="utf-8")
    (files / "more" / "two.csv").write_text(TABLE, encoding="utf-8")
    first = json.loads(run(files / "more", files / "b.txt", "--json").output.splitlines()[0])
    assert (first["count_a"], first["respondents_a"]) == (6, 4)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("none.txt", None, "none.txt"), ("empty.csv", "글\n", "글이 없습니다"), ("folder", None, "글이 없습니다")],
)
def test_what_cannot_be_read_is_told_in_a_word(files: Path, name: str, content: str | None, said: str) -> None:
    if content is not None:
        (files / name).write_text(content, encoding="utf-8")
    if name == "folder":
        (files / name).mkdir()
    found = run(files / name, files / "b.txt")
    assert found.exit_code == 2
    assert said in found.stderr
    assert "Traceback" not in found.stderr
