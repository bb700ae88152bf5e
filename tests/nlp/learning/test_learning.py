"""Learning from decisions: the same bytes for the same decisions, explanations that add up, no pickle anywhere."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import numpy as np
import pytest

from nlp.learning.calibration import fit_sigmoid, sigmoid
from nlp.learning.features import Reader, grams, vocabulary
from nlp.learning.learned import Model, ModelError
from nlp.learning.learning import Decision, LearningError, decided, fit
from nlp.learning.modelcard import calibration_error, digest, f1
from nlp.lexicon.lexicon import Lexicon

LEXICON = Lexicon.from_dict(
    {
        "themes": [
            {"id": "workforce", "terms": [{"lang": "ko", "form": "구인난"}, {"lang": "en", "form": "labor shortage"}]},
            {"id": "finance", "terms": [{"lang": "ko", "form": "대출"}, {"lang": "en", "form": "loan"}]},
        ]
    }
)
JOBS = [
    "구인난이 심합니다",
    "사람을 구하지 못합니다",
    "젊은 직원이 떠납니다",
    "기능공이 없습니다",
    "We cannot hire welders",
]
MONEY = [
    "대출이 막혔습니다",
    "은행 이자가 무겁습니다",
    "자금이 모자랍니다",
    "담보가 없습니다",
    "Our bank refused the loan",
]
TEXTS, LABELS = [*JOBS, *MONEY], ["workforce"] * 5 + ["finance"] * 5


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(LEXICON)


@pytest.fixture(scope="module")
def model(reader: Reader) -> Model:
    return fit(decided(TEXTS, LABELS), reader)


def test_the_same_decisions_in_any_order_and_said_twice_give_the_same_bytes(
    model: Model, reader: Reader, tmp_path: Path
) -> None:
    said = decided(TEXTS, LABELS) * 2
    random.Random(3).shuffle(said)
    again = fit(said, reader)
    model.save(tmp_path / "a")
    again.save(tmp_path / "b")
    for name in ("card.json", "vocabulary.json", "weights.npz"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
    assert model.version == again.version


def test_a_stored_model_decides_as_the_one_that_was_stored(model: Model, reader: Reader, tmp_path: Path) -> None:
    model.save(tmp_path)
    back = Model.load(tmp_path)
    readings = [reader(text) for text in (*TEXTS, "처음 보는 글 😀", "")]
    assert np.array_equal(model.decisions(readings), back.decisions(readings))
    assert back.card == model.card and back.version == model.version
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".json", ".npz"]


def test_no_part_of_a_stored_model_is_a_pickle(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path)
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as stored:
        assert all(stored[name].dtype.kind == "f" for name in stored.files)
    for path in (Path(__file__).parents[3] / "nlp").rglob("*.py"):
        assert "import pickle" not in path.read_text(encoding="utf-8")
        assert "allow_pickle=True" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["card.json", "vocabulary.json", "weights.npz"])
@pytest.mark.parametrize("damage", [b"", b"[]", b"\x80\x04K\x01.", None])
def test_a_damaged_or_missing_part_is_refused(model: Model, tmp_path: Path, name: str, damage: bytes | None) -> None:
    model.save(tmp_path)
    (tmp_path / name).unlink() if damage is None else (tmp_path / name).write_bytes(damage)
    with pytest.raises(ModelError):
        Model.load(tmp_path)


def test_weights_of_another_model_are_refused(model: Model, reader: Reader, tmp_path: Path) -> None:
    model.save(tmp_path)
    other = fit(decided(TEXTS, LABELS[::-1]), reader)
    other.save(tmp_path / "other")
    (tmp_path / "weights.npz").write_bytes((tmp_path / "other" / "weights.npz").read_bytes())
    with pytest.raises(ModelError, match="do not belong together"):
        Model.load(tmp_path)


@pytest.mark.parametrize("text", [*TEXTS, "구인난, 구인난! 대출도 loan도 어렵습니다 😀", "전혀 다른 이야기", ""])
def test_contributions_and_words_add_up_to_the_decision(model: Model, reader: Reader, text: str) -> None:
    values = model.decisions([reader(text)])[0]
    for n, theme in enumerate(model.themes):
        told = model.explain(text, theme, reader)
        assert abs(told.decision - values[n]) < 1e-9
        assert abs(told.bias + math.fsum(c.value for c in told.contributions) - told.decision) < 1e-9
        assert abs(told.bias + math.fsum(value for _, _, value in told.words) - told.decision) < 1e-9
        assert all(c.places for c in told.contributions)
        assert 0 < told.probability < 1


def test_an_explanation_names_the_words_where_they_stand(model: Model, reader: Reader) -> None:
    text = "요즘 구인난이 심합니다"
    told = model.explain(text, "workforce", reader)
    terms = {c.feature: [text[a:b] for a, b in c.places] for c in told.contributions if c.block == "term"}
    assert terms["구인난"] == ["구인난"] and terms["=workforce"] == ["구인난"]
    assert [text[start:end] for start, end, _ in told.words if text[start:end] != "요즘"] == ["구인난이", "심합니다"]
    assert all(value > 0 for start, end, value in told.words if text[start:end] == "구인난이")


def test_a_theme_never_learned_has_no_explanation(model: Model, reader: Reader) -> None:
    with pytest.raises(KeyError):
        model.explain("글", "energy", reader)


def test_too_few_decisions_are_told_theme_by_theme(reader: Reader) -> None:
    with pytest.raises(LearningError) as caught:
        fit([Decision("가", "x", True), Decision("나", "x", False), Decision("다", "x", False)], reader)
    assert caught.value.problems == (("x", 1, 2),)
    with pytest.raises(LearningError):
        fit([], reader)


def test_a_theme_learns_only_from_texts_decided_on_it(reader: Reader) -> None:
    said = [*decided(TEXTS, LABELS), Decision("공장 부지", "site", True), Decision("공장 땅", "site", True)]
    said += [Decision("임금", "site", False), Decision("급여", "site", False)]
    lines = {line.theme: line for line in fit(said, reader).card.held_out if line.language == "*"}
    assert (lines["site"].accepted, lines["site"].rejected) == (2, 2)
    assert (lines["workforce"].accepted, lines["workforce"].rejected) == (5, 5)


def test_the_card_tells_each_language_and_a_digest_without_order(model: Model) -> None:
    assert {line.language for line in model.card.held_out} == {"*", "ko", "en"}
    assert model.card.texts == 10 and model.card.decisions == 20
    assert digest([("a", "t", True), ("b", "t", False)]) == digest([("b", "t", False), ("a", "t", True)])
    assert digest([("a", "t", True)]) != digest([("a", "t", False)])
    assert json.loads(json.dumps(model.card.as_json()))["lexicon_version"] == LEXICON.version


def test_a_feature_in_one_of_three_texts_is_rarer_than_one_in_all(reader: Reader) -> None:
    words = vocabulary([reader(text) for text in ("bank loan", "bank rate", "bank fee")])
    bank, loan = words.column("lemma", "bank"), words.column("lemma", "loan")
    assert bank is not None and loan is not None
    assert words.rarity[bank] == pytest.approx(math.log(4 / 4) + 1)
    assert words.rarity[loan] == pytest.approx(math.log(4 / 2) + 1)


def test_n_grams_stay_inside_their_word() -> None:
    assert grams("세금") == (" 세", "세금", "금 ", " 세금", "세금 ", " 세금 ")
    assert len(grams("가" * 10_000)) == len(grams("가" * 40))


def test_f1_and_calibration_error_by_hand() -> None:
    assert f1(np.array([True, True, False]), np.array([True, False, True])) == 0.5
    assert f1(np.array([False]), np.array([False])) == 0.0
    # two texts at 0.85 of which one is right: |1.7 - 1| / 3; one at 0.05 that is wrong: 0.05 / 3
    error = calibration_error(np.array([0.85, 0.85, 0.05]), np.array([True, False, False]))
    assert error == pytest.approx((0.7 + 0.05) / 3)


def test_the_sigmoid_of_values_that_say_nothing_is_the_drawn_in_share() -> None:
    slope, shift = fit_sigmoid(np.zeros(8), np.array([True] * 2 + [False] * 6))
    # two accepted draw in to 3/4, six rejected to 1/8: (2 * 3/4 + 6 * 1/8) / 8
    assert sigmoid(np.zeros(1), slope, shift)[0] == pytest.approx(2.25 / 8, abs=1e-6)


def test_values_told_apart_perfectly_do_not_make_it_certain() -> None:
    slope, shift = fit_sigmoid(np.array([-1.0, -1.0, 1.0, 1.0]), np.array([False, False, True, True]))
    assert sigmoid(np.array([1.0]), slope, shift)[0] == pytest.approx(3 / 4, abs=1e-5)
