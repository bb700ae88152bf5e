"""The marked corpus as the program reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.base import marked
from nlp.base.marked import CorpusError

AUTHORS = (
    "author\tindustry\tsize\twho\tregister\thand\tpart\n"
    "a1\tshoes\t5\towner\ttalk\tw\ttrain\na2\t-\t-\tall\ttalk\tw\tkept\n"
)
STATEMENTS = (
    "id\tauthor\tpassage\tsetting\tleans\tquestion\trole\ttext\n"
    "x-1\ta1\tp1\troundtable\t1\t\tmoderator\t인력은요?\nx-2\ta1\tp1\troundtable\t1\t\tfirm\t없어요.\n"
    "x-3\ta1\tp1\troundtable\t1\t\tfirm\t자금도요.\nx-4\ta1\tp2\tanswers\t0\t바라는 지원?\tfirm\t주차\n"
    "x-5\ta2\tp3\tnotes\t1\t\tfirm\t괜찮음\n"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "authors.tsv").write_text(AUTHORS, encoding="utf-8")
    (tmp_path / "statements.tsv").write_text(STATEMENTS, encoding="utf-8")
    rows = [
        "x-2\tA\tfirst\tfinance:need:2\tfact",
        "x-2\tB\tsecond\tworkforce:need:3\tdifficulty",
        "x-4\tA\tfirst\t-\tother",
    ]
    told = "\n".join(["id\tlabeller\tstage\tthemes\tkind", *rows, "x-5\tA\tfirst\tworkforce:none\tfact", ""])
    (tmp_path / "labels.tsv").write_text(told, encoding="utf-8")
    return tmp_path


def test_the_later_stage_of_a_label_stands(corpus: Path) -> None:
    [talk, answer] = marked.read(corpus)
    assert (talk.themes, talk.kind) == ({"workforce": ("need", 3)}, "difficulty")
    assert (answer.themes, answer.kind) == ({}, "other")


def test_a_statement_comes_with_what_stands_around_it_in_its_passage(corpus: Path) -> None:
    [talk, answer] = marked.read(corpus)
    assert (talk.said.before, talk.said.after, talk.said.question) == ("인력은요?", "자금도요.", "")
    assert (answer.said.before, answer.said.question) == ("", "바라는 지원?")
    assert talk.said.industry == "shoes" and talk.said.role == "firm"


def test_what_is_kept_for_the_end_is_read_apart(corpus: Path) -> None:
    assert [m.id for m in marked.read(corpus, part=marked.KEPT)] == ["x-5"]


@pytest.mark.parametrize("themes", ["workforce:need", "workforce:need:6", "workforce:none:2"])
def test_a_need_has_a_severity_and_nothing_else_has(corpus: Path, themes: str) -> None:
    with (corpus / "labels.tsv").open("a", encoding="utf-8") as file:
        file.write(f"x-3\tA\tfirst\t{themes}\tfact\n")
    with pytest.raises(CorpusError, match="x-3"):
        marked.read(corpus)
