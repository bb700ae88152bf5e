"""Whole documents, invented and real: offsets exact, rows as promised."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlp.batch import Stretch, code_document, coded, pieces, proposer_for, said_in
from nlp.lexicon.lexicon import Lexicon

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real"
LEXICON = Lexicon.from_dict(json.loads((ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8")))
FIELDS = {
    "document", "start", "end", "text", "language", "theme", "score", "stance", "severity", "evidence",
    "lexicon_version", "statement", "grade",
}  # fmt: skip
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="../shared/real is not here")


def checked(name: str, text: str) -> Iterator[dict]:
    for row in code_document(name, text, LEXICON):
        assert set(row) == FIELDS
        assert text[row["start"] : row["end"]] == row["text"]
        assert all(text[e["start"] : e["end"]] == e["text"] for e in row["evidence"])
        assert 0 < row["score"] <= 1
        assert (row["severity"] is not None) == (row["stance"] == "need")
        yield row


def test_offsets_are_those_of_the_document() -> None:
    text = "안녕하십니까, 반갑습니다. 😀\n\n저희는 인력난은 없습니다. 그런데 관세 부담이 큽니다.\n"
    found = [(r["theme"], r["evidence"][0]["text"]) for r in checked("예시", text)]
    assert found == [("workforce", "인력난"), ("tariff_trade", "관세")]


def test_texts_are_coded_one_after_the_other() -> None:
    pairs = [("a", "구인난이 심합니다."), ("b", "We cannot find workers.")]
    rows = [row for name, text in pairs for row in code_document(name, text, LEXICON)]
    assert [(r["document"], r["theme"], r["stance"]) for r in rows] == [
        ("a", "workforce", "need"),
        ("b", "workforce", "need"),
    ]


@needs_real
@pytest.mark.parametrize(
    "path", sorted(p for p in REAL.rglob("*.txt") if p.name != "paraKQC_v1.txt"), ids=lambda p: p.name
)
def test_every_real_text_is_coded_with_exact_offsets(path: Path) -> None:
    assert list(checked(path.name, path.read_text(encoding="utf-8")[:60_000]))


@needs_real
def test_real_korean_questions_and_commands_are_coded_with_exact_offsets() -> None:
    lines = (REAL / "texts" / "paraKQC_v1.txt").read_text(encoding="utf-8").splitlines()[::33][:300]
    assert len(lines) == 300
    list(checked("paraKQC", "\n".join(lines)))


@needs_real
@pytest.mark.parametrize("bank", ["atlanta", "chicago", "cleveland", "dallas", "richmond"])
def test_the_beige_book_of_april_2025_speaks_of_tariffs(bank: str) -> None:
    text = (REAL / "texts" / f"beigebook202504-{bank}.txt").read_text(encoding="utf-8")
    tariffs = [r for r in code_document(bank, text, LEXICON) if r["theme"] == "tariff_trade"]
    assert len(tariffs) >= 5
    assert any(r["stance"] == "need" for r in tariffs)


def test_a_segment_alone_with_what_it_leans_on_is_tagged_as_in_its_document() -> None:
    text = (ROOT / "example" / "roundtables" / "centum-ict.txt").read_text(encoding="utf-8")[:6_000]
    said = {segment: each for segment, _, each in said_in(text)}
    segments = coded(text, LEXICON)
    assert len(segments) > 40
    proposer = proposer_for(LEXICON)
    for segment, found in segments[::7]:
        alone = proposer.propose([said[segment]])[0] if found else []
        assert [(p.suggestion.theme, p.grade) for p in alone] == [(p.suggestion.theme, p.grade) for p in found]


def test_one_endless_sentence_is_coded_in_seconds() -> None:
    begin = time.process_time()
    list(checked("예시", "관세가 인력이 자금이 " * 1000))
    list(checked("example", "tariff no " * 3000))
    assert time.process_time() - begin < 10


def test_a_segment_comes_with_who_speaks_and_the_one_before_it() -> None:
    text = "요즘 어떠십니까? 전기요금은요?"
    found = [said for _, _, said in said_in(text, speaker="사회자 김예시", before="다음 분 말씀하십시오.")]
    assert [(s.text, s.before, s.role) for s in found] == [
        ("요즘 어떠십니까?", "다음 분 말씀하십시오.", "moderator"),
        ("전기요금은요?", "요즘 어떠십니까?", "moderator"),
    ]


def test_the_first_segment_of_a_piece_leans_on_the_last_of_the_one_before() -> None:
    turns = ["일감은 있습니다.\n\n# 인력\n\n사람이 없습니다. 공고를 냅니다.\n", "그것도 반년요.", "관세가 걱정입니다."]
    stretches = [Stretch(n * 100, text, None) for n, text in enumerate(turns)]
    before = {piece.stretches[0].text.strip(): piece.before.strip() for piece in pieces("d", stretches, 1)}
    assert before["사람이 없습니다. 공고를 냅니다."] == before["# 인력"] == "일감은 있습니다."
    assert before["그것도 반년요."] == "사람이 없습니다. 공고를 냅니다."


def test_what_is_no_statement_has_no_row() -> None:
    assert not list(checked("예시", "의사일정 제2항 인력난 해소를 위한 조례안을 상정합니다."))
