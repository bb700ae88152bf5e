"""The command line for people who script: JSON lines with exact offsets, real texts, one clear word for a bad file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app import create_app
from app.accounts import signing_in
from app.batch.scripting import read_file
from app.cli import cli
from app.config import Config
from app.db import get_db
from tests.conftest import SHARED

TEXTS = [p for p in sorted(SHARED.rglob("*.txt")) if "paraKQC" not in p.name]
KEYS = {
    *("document", "start", "end", "text", "language", "theme", "score", "grade", "stance", "severity"),
    *("statement", "evidence", "lexicon_version", "speaker"),
}


def coded(path: Path) -> list[dict[str, object]]:
    result = CliRunner().invoke(cli, ["code", str(path), "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_a_cp949_transcript_is_coded_turn_by_turn_with_exact_offsets(tmp_path: Path) -> None:
    path = tmp_path / "회의.txt"
    path.write_bytes(
        "사회자: 관세는 어떻습니까?\nA정밀 대표: 관세 때문에 수출이 줄어 힘듭니다. 인력난은 없습니다.\n".encode("cp949")
    )
    text = read_file(path).text
    found = coded(path)
    assert set(found[0]) == KEYS
    for row in found:
        assert text[row["start"] : row["end"]] == row["text"]  # type: ignore[misc]
        for word in row["evidence"]:  # type: ignore[attr-defined]
            assert text[word["start"] : word["end"]] == word["text"]
    said = {(r["speaker"], r["theme"], r["stance"]) for r in found}
    assert ("A정밀 대표", "tariff_trade", "need") in said
    assert ("A정밀 대표", "workforce", "none") in said


@pytest.mark.skipif(not TEXTS, reason="real texts (../shared/real) are not here")
@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_every_real_text_is_coded_with_exact_offsets(path: Path) -> None:
    text = read_file(path).text
    found = coded(path)
    assert len(found) > 20
    for row in found:
        assert text[row["start"] : row["end"]] == row["text"]  # type: ignore[misc]
    if "202504" in path.name:
        assert sum(r["theme"] == "tariff_trade" for r in found) >= 5


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("그림.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "그림"),
        ("빈.txt", b"", "글이 없습니다"),
        ("문서.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "읽지 못하는 형식"),
    ],
)
def test_a_bad_file_ends_with_two_and_one_clear_word(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = CliRunner().invoke(cli, ["code", str(path), "--json"])
    assert result.exit_code == 2
    assert word in result.output and "Traceback" not in result.output


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["transcript", str(tmp_path / "없음.txt")])
    assert result.exit_code == 2 and "파일이나 폴더가 없습니다 → 파일 경로와 권한을 확인" in result.output
    result = CliRunner().invoke(cli, ["transcript", str(tmp_path)])
    assert result.exit_code == 2 and "폴더입니다" in result.output and "directory" not in result.output


def test_a_turn_is_one_line_with_where_it_stands_and_when(tmp_path: Path) -> None:
    path = tmp_path / "회의.txt"
    path.write_bytes("사회자: 인력은 어떻습니까?\r\n\r\nA사 대표: 인력이 없습니다.\r\n사람을 못 구합니다.\r\n".encode())
    lines = CliRunner().invoke(cli, ["transcript", str(path)]).stdout.splitlines()
    assert lines == [
        "번호\t발언자\t시작\t끝\t초\t발언",
        "1\t사회자\t5\t15\t-\t인력은 어떻습니까?",
        "2\tA사 대표\t24\t45\t-\t인력이 없습니다. 사람을 못 구합니다.",
    ]
    timed = tmp_path / "자막.vtt"
    timed.write_text("WEBVTT\n\n00:01.500 --> 00:03.000\n<v 가>안녕하십니까\n", encoding="utf-8")
    assert CliRunner().invoke(cli, ["transcript", str(timed)]).stdout.splitlines()[1].split("\t")[4] == "1.5~3"


def test_a_table_whose_columns_are_guessed_and_a_file_without_themes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("이름,나이\n가,1\n나,2\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["code", str(path), "--json"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "어느 열이 발언인지" in result.stderr and "주제를 찾지 못했습니다" in result.stderr
    out = tmp_path / "out"
    result = CliRunner().invoke(cli, ["code", str(path), "--out", str(out), "--processes", "2"])
    assert "어느 열이 발언인지" in result.stderr and "찾지 못했습니다" not in result.stderr


def test_an_administrator_who_lost_the_password_gets_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOKSORI_DATA", str(tmp_path / "data"))
    with create_app(Config(data=tmp_path / "data", example=False)).app_context():
        signing_in.add_person(get_db(), login="admin", name="관리자", role="admin", password="lost-and-gone-1")
    result = CliRunner().invoke(cli, ["password", "admin"], catch_exceptions=False)
    login, made = result.output.split()
    with create_app(Config(data=tmp_path / "data", example=False)).app_context():
        assert login == "admin" and signing_in.check_password(get_db(), "admin", made)
    assert CliRunner().invoke(cli, ["password", "nobody"]).exit_code == 2
