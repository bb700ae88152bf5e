"""Stance, kind of statement and severity on whole sets of invented sentences, marked before the rules were written.

The rules were mended with these sentences in view: the floors keep them from falling back and are no promise
for sentences they never saw; bench/README.md tells those.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.tagging import Suggestion, Tagger
from nlp.reading import english, korean
from nlp.stance.statements import KINDS, judge

HERE = Path(__file__).parent
CODEBOOK = HERE.parents[2] / "app" / "codebook" / "codebook.json"
Pair = tuple[dict[str, str], Suggestion]


def pairs(name: str) -> list[Pair]:
    """The rows of a set whose theme is found, with the suggestion of that theme."""
    tagger = Tagger(Lexicon.from_dict(json.loads(CODEBOOK.read_text(encoding="utf-8"))))
    rows = list(csv.DictReader((HERE / name).open(encoding="utf-8", newline="")))
    found = [(row, next((s for s in tagger.suggest(row["text"]) if s.theme == row["theme"]), None)) for row in rows]
    assert sum(s is None for _, s in found) <= 0.06 * len(rows)
    return [(row, s) for row, s in found if s]


def test_hardly_any_sentence_without_a_problem_is_taken_for_a_need_and_few_needs_are_missed() -> None:
    found = pairs("stance_example.csv")
    well = [s.stance == "need" for row, s in found if row["stance"] == "none"]
    lost = [s.stance != "need" for row, s in found if row["stance"] == "need"]
    assert len(well) >= 40 and sum(well) / len(well) <= 0.05
    assert len(lost) >= 75 and sum(lost) / len(lost) <= 0.05
    assert sum(row["stance"] == s.stance for row, s in found) / len(found) >= 0.93


def test_the_second_set_by_another_hand_stays_as_well_read_as_it_was_mended() -> None:
    found = pairs("stance_second.csv")
    well = [s.stance == "need" for row, s in found if row["stance"] == "none"]
    lost = [s.stance for row, s in found if row["stance"] == "need"]
    assert len(well) >= 30 and sum(well) / len(well) <= 0.16
    assert len(lost) >= 70 and sum(label != "need" for label in lost) / len(lost) <= 0.12
    assert lost.count("none") / len(lost) <= 0.02
    assert sum(row["stance"] == s.stance for row, s in found) / len(found) >= 0.85


def test_nine_of_ten_statements_are_of_the_kind_a_reader_says() -> None:
    found = pairs("statement_example.csv")
    assert {row["statement"] for row, _ in found} == set(KINDS)
    assert sum(row["statement"] == s.statement for row, s in found) / len(found) >= 0.95


def test_severity_is_what_a_reader_says_or_next_to_it() -> None:
    found = [(int(row["severity"]), s.severity) for row, s in pairs("severity_example.csv")]
    assert all(told is not None for _, told in found)
    near = [abs(true - (told or 0)) for true, told in found]
    assert len(near) >= 40 and near.count(0) / len(near) >= 0.9 and max(near) <= 1


@pytest.mark.parametrize(
    ("text", "stance", "kind"),
    [
        ("주차장을 늘려 주십시오.", "need", "request"),
        ("주차장은 넓힐 필요 없습니다.", "none", "fact"),
        ("옥상을 주차장으로 돌리는 방안을 제안합니다.", "undecided", "proposal"),
        ("주차장을 넓혀 주셔서 감사합니다.", "resolved", "praise"),
        ("주차장이 좁습니다.", "need", "difficulty"),
        ("도움이 되지 않습니다.", "need", "difficulty"),
        ("More parking would be appreciated.", "undecided", "request"),
        ("Thank you for the parking lot.", "resolved", "praise"),
        ("There is no need for parking.", "none", "fact"),
    ],
)
def test_the_kind_follows_what_is_asked_proposed_or_thanked_for(text: str, stance: str, kind: str) -> None:
    language = "ko" if text[0] >= "가" else "en"
    tokens = (korean if language == "ko" else english).analyse(text)
    assert judge(tokens, language, 0, stance).kind == kind


@pytest.mark.parametrize(
    ("text", "theme", "stance"),
    [
        ("다른 회사들은 인력난이라고 하는데 저희는 괜찮습니다.", "workforce", "none"),
        ("인력난이 심했는데 기숙사가 생긴 뒤로는 괜찮습니다.", "workforce", "resolved"),
        ("인력난은 이제는 걱정 없습니다.", "workforce", "resolved"),
        ("인력난이 없다고 하면 거짓말입니다.", "workforce", "need"),
        ("인력난을 겪지 않는 공장이 어디 있겠습니까?", "workforce", "need"),
        ("채용을 할지는 아직 모릅니다.", "workforce", "undecided"),
        ("다음 안건은 인력난입니다.", "workforce", "undecided"),
        ("금리가 내려도 저희는 그대로입니다.", "finance", "need"),
        ("People complain about red tape, but we have no complaints.", "regulation", "none"),
        ("Cash flow was terrible last year, but it is back to normal.", "finance", "resolved"),
        ("How are we supposed to find welders?", "workforce", "need"),
    ],
)
def test_the_main_clause_decides(text: str, theme: str, stance: str) -> None:
    tagger = Tagger(Lexicon.from_dict(json.loads(CODEBOOK.read_text(encoding="utf-8"))))
    assert {s.theme: s.stance for s in tagger.suggest(text)}[theme] == stance
