"""`moksori train`: one JSON object with what was seen, and one clear word for a table nothing can be learned from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from app.batch import training
from app.batch.training import Labelled, split
from app.cli import cli
from nlp.vectors import encoding

JOBS = [f"{place} 공장은 사람을 구하지 못합니다" for place in ("사상", "녹산", "신평", "장림", "지사", "모라")]
MONEY = [f"{place} 업체는 대출 이자가 무겁습니다" for place in ("사상", "녹산", "신평", "장림", "지사", "모라")]
ROWS = "text,label\n" + "".join(f"{t},인력\n" for t in JOBS) + "".join(f"{t},자금\n" for t in MONEY)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["train", *words])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "학습.csv"
    path.write_bytes(ROWS.encode("cp949"))
    return path


def test_a_cp949_table_gives_scores_a_model_and_its_card(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "model"
    result = run("--labelled", str(table), "--out", str(out), "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert {"macro_f1", "per_label", "ece", "seconds", "model"} <= set(told)
    assert set(told["per_label"]) == {"인력", "자금"} and told["macro_f1"] == 1.0
    assert (told["train"], told["test"], told["test_seen_in_training"]) == (10, 2, 0)
    assert json.loads((out / "card.json").read_text(encoding="utf-8"))["version"] == told["model"]


def test_what_is_printed_has_headings_in_korean(table: Path) -> None:
    lines = run("--labelled", str(table)).stdout.splitlines()
    assert lines[0].startswith("평균 F1(macro) 1.000, 확률 오차(ECE) 0.")
    assert lines[1] in ("문장 벡터: 함께 배움", "문장 벡터: 쓰지 않음")
    assert lines[2].split("\t") == ["주제", "F1", "확률 오차", "시험 글"]
    assert [line.split("\t")[0] for line in lines[3:]] == ["인력", "자금"]


def test_vectors_stand_beside_the_words_where_they_can_be_made(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "encoder", lambda: Lengths())
    told, without = (
        json.loads(run("--labelled", str(table), "--json", *own).stdout) for own in ((), ("--no-vectors",))
    )
    assert (told["vectors"], without["vectors"]) == (True, False) and told["model"] != without["model"]
    monkeypatch.setattr(training, "UNASKED", 11)
    assert json.loads(run("--labelled", str(table), "--json").stdout) | {"seconds": 0} == without | {"seconds": 0}


def test_vectors_asked_for_that_cannot_be_made_are_said_so(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "encoder", lambda: None)
    result = run("--labelled", str(table), "--vectors")
    assert result.exit_code == 2 and "문장 벡터를 만들 수 없습니다" in result.output


class Lengths:
    """Vectors of two dimensions by the words' lengths."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[len(text), len(text.split())] for text in texts]) / 30.0


def test_the_same_table_twice_gives_the_same_model(table: Path) -> None:
    first, second = (json.loads(run("--labelled", str(table), "--json").stdout) for _ in range(2))
    assert {**first, "seconds": 0} == {**second, "seconds": 0}


def test_a_test_table_is_scored_as_it_stands(table: Path, tmp_path: Path) -> None:
    test = tmp_path / "시험.csv"
    test.write_text(f"label,text\n인력,사람이 없습니다\n자금,{MONEY[0]}\n", encoding="utf-8")
    told = json.loads(run("--labelled", str(table), "--test", str(test), "--json").stdout)
    assert (told["train"], told["test"], told["test_seen_in_training"]) == (12, 2, 1)


def test_adapting_to_the_tests_texts_is_a_second_figure_and_leaves_the_first_as_it_was(
    table: Path, tmp_path: Path
) -> None:
    test = tmp_path / "시험.csv"
    lines = [f"인력,{n}번 공장은 사람을 구하지 못합니다\n" for n in range(90)]
    lines += [f"자금,{n}번 업체는 대출 이자가 무겁습니다\n" for n in range(10)]
    test.write_text("label,text\n" + "".join(lines), encoding="utf-8")
    words = ("--labelled", str(table), "--test", str(test), "--json")
    without = json.loads(run(*words, "--as-learned").stdout)
    told = json.loads(run(*words, "--out", str(tmp_path / "model")).stdout)
    assert not without["adapted"] and "as_learned" not in without
    assert told["adapted"] and told["as_learned"] == {key: without[key] for key in told["as_learned"]}
    # nine in ten stand for one label, half and half was learned; of 100 texts as many of the old are counted along
    assert told["shares"]["인력"]["learned"] == 0.5
    assert 0.6 < told["shares"]["인력"]["found"] <= 0.7
    assert told["ece"] < without["ece"]
    card = json.loads((tmp_path / "model" / "adapted" / "card.json").read_text(encoding="utf-8"))
    assert card["version"] == told["model"] != without["model"]
    assert (card["shift"]["texts"], card["shift"]["one_of"]) == (100, True)


def test_shares_are_not_read_off_a_handful_of_texts(table: Path) -> None:
    told = json.loads(run("--labelled", str(table), "--adapt", "--json").stdout)
    assert told["adapted"] is False and "as_learned" not in told


def test_a_fifth_of_every_label_is_held_out_and_no_text_stands_on_both_sides() -> None:
    rows = Labelled.of([(f"가{n}", "a") for n in range(10)] + [(f"나{n}", "b") for n in range(5)] + [("가0", "b")])
    train, test = split(rows)
    assert not set(train.texts) & set(test.texts)
    assert len(set(test.texts)) == 3 and len(train.texts) + len(test.texts) == 16


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "내용이 없는 파일"),
        (b"text,label\n", "한 줄도 없습니다"),
        (b"text,theme\na,b\n", "‘label’ 열이 없습니다"),
        (b"text,label\na,\n,b\n", "비어 있습니다"),
        ("text,label\n하나,인력\n둘,인력\n셋,인력\n".encode(), "하나뿐입니다"),
        ("text,label\n하나,인력\n하나,인력\n둘,자금\n".encode(), "1건뿐입니다"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "이진 파일"),
        (b'text,label\n"' + b"a" * 200_000 + b'",x\n', "표의 모양이 깨졌습니다"),
        (b"\xff\xfe\xff", "인코딩"),
    ],
)
def test_a_bad_table_ends_with_two_and_one_clear_word(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "자료.csv"
    path.write_bytes(data)
    result = run("--labelled", str(path), "--json")
    assert result.exit_code == 2, result.output
    assert word in result.output and "Traceback" not in result.output


def test_a_label_never_learned_and_a_missing_file_are_said_so(table: Path, tmp_path: Path) -> None:
    test = tmp_path / "시험.csv"
    test.write_text("text,label\n전기 요금,에너지\n", encoding="utf-8")
    result = run("--labelled", str(table), "--test", str(test))
    assert result.exit_code == 2 and "‘에너지’" in result.output
    result = run("--labelled", str(tmp_path / "없음.csv"))
    assert result.exit_code == 2 and "파일이나 폴더가 없습니다" in result.output
