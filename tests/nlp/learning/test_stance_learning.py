"""Stance learned from decisions, on invented turns of speech that nobody could know."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from nlp.learning.learned import Explanation, Model
from nlp.learning.learning import LearningError
from nlp.learning.stance_learning import Stanced, StanceModel, StanceReader, fit_stances
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.tagging import Tagger

MENTIONS = {
    "관세": "tariff_trade",
    "통관": "tariff_trade",
    "인건비": "workforce",
    "채용": "workforce",
    "대출": "finance",
    "담보": "finance",
    "물류비": "supply_cost",
    "원자재": "supply_cost",
    "특허": "rnd",
    "시제품": "rnd",
}
# How one area speaks: its experts know these turns.
TURNS = {
    "{} 얘기는 라디오처럼 흘려듣습니다.": "none",
    "{} 같은 건 옆집 잔치 구경하듯 봅니다.": "none",
    "{} 쪽은 이미 배가 항구에 닿았습니다.": "resolved",
    "{} 건은 해가 떴습니다.": "resolved",
    "{} 앞에서는 호랑이를 만난 나그네입니다.": "need",
    "{} 이야기만 나오면 모래를 씹습니다.": "need",
}
RULED = {"{} 문제가 심각합니다.": "need", "{}에는 어려움이 없습니다.": "none"}


def decisions(turns: dict[str, str]) -> list[Stanced]:
    pairs = product(MENTIONS.items(), turns.items())
    return [Stanced(turn.format(word), theme, label) for (word, theme), (turn, label) in pairs]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    book = Path(__file__).parents[3] / "app" / "codebook" / "codebook.json"
    return Tagger(Lexicon.from_dict(json.loads(book.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def reader(tagger: Tagger) -> StanceReader:
    return StanceReader(tagger)


@pytest.fixture(scope="module")
def model(reader: StanceReader) -> StanceModel:
    return fit_stances(decisions({**TURNS, **RULED}), reader)


def test_the_model_learns_turns_of_its_own(model: StanceModel) -> None:
    seen = model.comparison
    assert (seen.decisions, seen.labels) == (80, {"need": 30, "none": 30, "resolved": 20})
    assert seen.rules_accuracy < 0.7 and seen.model_accuracy > 0.9
    assert seen.model_recall > seen.rules_recall and seen.shown
    assert model.model.card.settings["comparison"]["model_accuracy"] == seen.model_accuracy


def test_a_mention_it_never_saw_is_judged_by_the_turn(model: StanceModel, reader: StanceReader) -> None:
    found = model.judge(Stanced("전기요금 얘기는 라디오처럼 흘려듣습니다.", "energy_env"), reader)
    assert found.label == "none"
    assert 0.5 < found.probability <= 1


def test_it_knows_plain_words_too(model: StanceModel, reader: StanceReader) -> None:
    assert model.judge(Stanced("주차장 문제가 심각합니다.", "location"), reader).label == "need"


def test_an_explanation_adds_up_and_stands_in_the_text(model: StanceModel, reader: StanceReader) -> None:
    text = "먼저 인사드립니다. 담보 얘기는 라디오처럼 흘려듣습니다."
    told = model.explain(Stanced(text, "finance"), reader)
    assert told.theme == "none"
    assert told.bias + sum(c.value for c in told.contributions) == pytest.approx(told.decision, abs=1e-9)
    assert told.bias + sum(value for _, _, value in told.words) == pytest.approx(told.decision, abs=1e-9)
    assert all(0 <= start < end <= len(text) for start, end, _ in told.words)
    assert {text[start:end] for start, end, value in told.words if value > 0.05} & {
        "강",
        "건너",
        "라디오처럼",
        "흘려듣습니다",
    }


def test_the_order_of_the_decisions_does_not_count(reader: StanceReader, tmp_path: Path) -> None:
    rows = decisions(TURNS)
    fit_stances(rows, reader).save(tmp_path / "a")
    fit_stances([*reversed(rows), *rows[:7]], StanceReader(reader.tagger)).save(tmp_path / "b")
    for file in sorted((tmp_path / "a").iterdir()):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_what_was_saved_judges_the_same_when_loaded(model: StanceModel, reader: StanceReader, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = StanceModel.load(tmp_path)
    asked = decisions(TURNS)[:5]
    assert loaded.judge_all(asked, reader) == model.judge_all(asked, reader)
    assert (loaded.version, loaded.kind, loaded.comparison) == (model.version, "stance", model.comparison)
    # It is the same three files as a theme's model, so what stores those can store these.
    assert StanceModel(Model.load(tmp_path)).labels == ("need", "none", "resolved")


def test_where_calling_all_undecided_is_right_the_model_is_not_shown(reader: StanceReader) -> None:
    seen = fit_stances(
        decisions({"{} 이야기를 들었습니다.": "undecided"}) + decisions(RULED)[:1] * 1 + decisions(RULED)[2:4], reader
    ).comparison
    assert not seen.shown


def test_few_decisions_are_never_shown(reader: StanceReader) -> None:
    seen = fit_stances(decisions(TURNS)[:24], reader).comparison
    assert seen.decisions == 24 and not seen.shown


def test_one_label_alone_teaches_nothing(reader: StanceReader) -> None:
    with pytest.raises(LearningError, match="none: 10 accepted, 0 rejected"):
        fit_stances(decisions({"{} 얘기는 라디오처럼 흘려듣습니다.": "none"}), reader)
    with pytest.raises(LearningError):
        fit_stances([], reader)


def test_text_not_composed_is_the_same_mention(model: StanceModel, reader: StanceReader) -> None:
    import unicodedata

    text = "담보 건은 해가 떴습니다."
    apart = Stanced(unicodedata.normalize("NFD", text), "finance", start=0, end=6)
    assert reader.key(apart) == reader.key(Stanced(text, "finance", start=0, end=2))
    assert model.judge(apart, reader).label == "resolved"


def test_the_kind_of_statement_is_learned_the_same_way(tagger: Tagger) -> None:
    reader = StanceReader(tagger, "statement")
    turns = {
        "{} 얘기는 두 손 모아 빕니다.": "request",
        "{} 쪽에는 절이라도 올리고 싶습니다.": "praise",
        "{} 담당은 두 명입니다.": "fact",
    }
    learned = fit_stances(decisions(turns), reader)
    assert learned.kind == "statement" and learned.labels == ("fact", "praise", "request")
    assert learned.comparison.rules_accuracy < 0.7 < learned.comparison.model_accuracy and learned.comparison.shown
    assert learned.judge(Stanced("보증 얘기는 두 손 모아 빕니다.", "finance"), reader).label == "request"


class CalmBase:
    """A base of stances that takes every mention for none at all."""

    version, themes = "calm-1", ("need", "none", "resolved", "undecided")

    def values(self, keys: Sequence[str]) -> np.ndarray:
        return np.tile([-2.0, 1.0, -2.0, -2.0], (len(keys), 1))

    def explain(self, key: str, label: str) -> Explanation:
        value = float(self.values([key])[0, self.themes.index(label)])
        return Explanation(label, value, value, 0.5, (), ())


def test_on_top_of_a_base_it_is_compared_with_the_base_and_adds_to_it(reader: StanceReader) -> None:
    rows = decisions({turn: label for turn, label in TURNS.items() if label != "resolved"})
    model = fit_stances(rows, reader, prior=CalmBase())
    seen = model.comparison
    # The base says none to all forty, which twenty are.
    assert seen.rules_accuracy == 0.5 < seen.model_accuracy and seen.rules_recall == 0.0
    row = Stanced("전기요금 이야기만 나오면 모래를 씹습니다.", "energy_env")
    assert model.judge(row, reader).label == "need"
    told = model.explain(row, reader, "need")
    assert told.bias + sum(value for _, _, value in told.words) == pytest.approx(told.decision, abs=1e-9)
    with pytest.raises(ValueError, match="learn again"):
        StanceModel(model.model).judge(row, reader)
