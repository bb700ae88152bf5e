"""Shares that changed: found again from texts without labels, told in the card, and never from too little."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from nlp.learning.features import Reader
from nlp.learning.learned import Model
from nlp.learning.learning import decided, fit
from nlp.learning.machine import cost, folds, unevenness
from nlp.learning.shift import FARTHEST, one_of, shares_each, shares_one_of, stable
from nlp.lexicon.lexicon import Lexicon

LEXICON = Lexicon.from_dict({"themes": [{"id": "jobs", "terms": [{"lang": "ko", "form": "구인난"}]}]})
ENDS = ("동", "로", "단지", "구역", "지구", "산단")
PLACES = [f"{a}{b}" for a in ("사상", "녹산", "신평", "장림", "지사", "모라") for b in ENDS]
JOBS = [f"{place} 공장은 사람을 구하지 못합니다" for place in PLACES]
MONEY = [f"{place} 업체는 대출 이자가 무겁습니다" for place in PLACES]
COMING = [f"{n}번째 공장도 사람이 모자랍니다" for n in range(180)] + [
    f"{n}번째 업체는 이자가 큽니다" for n in range(20)
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(LEXICON)


@pytest.fixture(scope="module")
def model(reader: Reader) -> Model:
    return fit(decided(JOBS + MONEY, ["jobs"] * 36 + ["money"] * 36), reader)


def test_shares_are_found_again_up_to_the_hundred_old_texts_counted_along() -> None:
    sure = np.array([[20.0, -20.0]] * 700 + [[-20.0, 20.0]] * 200)
    # 700 and 200 beyond doubt, and 100 of half and half: 750 and 250 of 1,000
    assert shares_one_of(sure, np.array([0.5, 0.5])) == pytest.approx([0.75, 0.25], abs=1e-6)


def test_texts_that_say_nothing_leave_the_shares_as_they_were() -> None:
    old = np.array([0.2, 0.3, 0.5])
    assert shares_one_of(np.log(np.tile(old, (500, 1))), old) == pytest.approx(old)
    alone = np.full((500, 1), math.log(0.2 / 0.8))
    assert shares_each(alone, np.array([0.2])) == pytest.approx([0.2])


def test_a_theme_by_itself_moves_with_three_hundred_old_texts_and_at_most_fivefold() -> None:
    half = np.array([[30.0]] * 350 + [[-30.0]] * 350)
    # 350 of 700 beyond doubt, and 300 of one in five: 410 of 1,000
    assert shares_each(half, np.array([0.2])) == pytest.approx([0.41], abs=1e-6)
    # all of 10,000 would be 97 %; odds of 1 to 99 may grow to 5 to 99
    assert shares_each(np.full((10_000, 1), 30.0), np.array([0.01])) == pytest.approx([5 / 104])
    assert math.exp(FARTHEST) == pytest.approx(5)


def test_probabilities_of_one_theme_a_text_add_up_to_one_even_far_out() -> None:
    sure = one_of(np.array([[800.0, -800.0, 0.0], [0.0, 0.0, 0.0]]))
    assert sure.sum(axis=1) == pytest.approx([1, 1]) and sure[1] == pytest.approx([1 / 3] * 3)


def test_an_adapted_model_decides_alike_and_is_less_surprised(model: Model, reader: Reader) -> None:
    readings = [reader(text) for text in COMING]
    values = model.decisions(readings)
    for exclusive in (True, False):
        adapted = model.adapted(readings, one_of=exclusive)
        assert np.array_equal(adapted.decisions(readings), values)
        shift = adapted.card.shift
        assert shift is not None and (shift.texts, shift.one_of) == (200, exclusive)
        assert shift.learned["jobs"] == 0.5 < shift.found["jobs"] < 0.9
        gap = np.abs([own.probabilities(values).mean(axis=0)[0] - 0.9 for own in (model, adapted)])
        assert gap[1] < gap[0]
        assert adapted.version != model.version


@pytest.mark.parametrize("exclusive", [True, False])
def test_an_adapted_model_is_stored_whole_and_explains_to_the_same_sum(
    model: Model, reader: Reader, tmp_path: Path, exclusive: bool
) -> None:
    readings = [reader(text) for text in COMING]
    adapted = model.adapted(readings, one_of=exclusive)
    adapted.save(tmp_path)
    back = Model.load(tmp_path)
    values = back.decisions(readings)
    assert back.card == adapted.card
    assert np.array_equal(back.probabilities(values), adapted.probabilities(values))
    assert np.array_equal(back.choices(values), adapted.choices(values))
    for n, theme in enumerate(back.themes):
        told = back.explain(COMING[0], theme, reader)
        assert abs(told.bias + math.fsum(c.value for c in told.contributions) - told.decision) < 1e-9
        assert told.probability == pytest.approx(back.probabilities(values)[0, n], abs=1e-12)


def test_a_model_stored_before_there_were_shifts_is_read(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path)
    card = json.loads((tmp_path / "card.json").read_text(encoding="utf-8"))
    del card["shift"]
    (tmp_path / "card.json").write_text(json.dumps(card), encoding="utf-8")
    assert Model.load(tmp_path).card.shift is None


def test_too_few_texts_or_decisions_move_nothing(model: Model, reader: Reader) -> None:
    readings = [reader(text) for text in COMING]
    assert model.adapted(readings[:99]) is model
    small = fit(decided(JOBS[:20] + MONEY, ["jobs"] * 20 + ["money"] * 36), reader).adapted(readings)
    assert small.card.shift is not None and small.card.shift.found == small.card.shift.learned
    with pytest.raises(ValueError, match="as it was learned"):
        model.adapted(readings).adapted(readings)


def test_a_choice_lies_halfway_between_likelihood_and_probability(model: Model) -> None:
    # half and half learned: the slopes are alike by symmetry, so the larger log odds win
    odds = model.sigmoids[:, 0] * np.array([[1.0, -1.0], [-1.0, 1.0]]) + model.sigmoids[:, 1]
    assert list(model.choices(np.array([[1.0, -1.0], [-1.0, 1.0]]))) == list(odds.argmax(axis=1)) == [0, 1]


def test_a_column_counts_by_how_unevenly_it_stands() -> None:
    # in 2 of 2 accepted and 0 of 2 rejected where 1 and 1 is expected: ln(3 / 2) - ln(1 / 2); the other alike
    rows = sparse.csr_matrix(np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]))
    scale = unevenness(rows, np.array([True, True, False, False]))
    # only their proportion matters; the mean square is 1
    assert scale == pytest.approx([math.sqrt(2), 0])
    wide = sparse.csr_matrix(np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0], [0.0, 0.0]]))
    one, both = unevenness(wide, np.array([True, True, False, False]))
    # seen once on one side, half expected on each: ln(2 / 1.5) - ln(1 / 1.5) = ln 2 beside ln 3
    assert (one / both) ** 2 == pytest.approx(math.log(2) / math.log(3))
    assert unevenness(rows[:, 1:], np.array([True, True, False, False])) == pytest.approx([1])


def test_few_decisions_have_many_folds_and_many_two() -> None:
    assert len(list(folds(np.arange(200) % 2 == 0))) == 10
    assert len(list(folds(np.arange(5_000) % 2 == 0))) == 2
    assert len(list(folds(np.arange(200) < 3))) == 3
    assert cost(500) == cost(1_000) == 0.3 and cost(16_000) == pytest.approx(0.15)


def test_a_share_moves_only_where_nearly_every_draw_of_the_texts_agrees() -> None:
    old = np.array([0.5, 0.5])
    clear = np.array([[20.0, -20.0]] * 80 + [[-20.0, 20.0]] * 20)
    even = np.array([[20.0, -20.0]] * 52 + [[-20.0, 20.0]] * 48)
    assert stable(shares_one_of, clear, old).tolist() == [True, True]
    assert stable(shares_one_of, even, old).tolist() == [False, False]


def test_themes_told_badly_keep_their_share(model: Model, reader: Reader) -> None:
    lines = tuple(replace(line, f1=0.49) if line.theme == "jobs" else line for line in model.card.held_out)
    doubtful = replace(model, card=replace(model.card, held_out=lines))
    shift = doubtful.adapted([reader(text) for text in COMING]).card.shift
    assert shift is not None and shift.found["jobs"] == shift.learned["jobs"]
    assert shift.found["money"] < shift.learned["money"]


def test_vectors_are_learned_beside_the_words_and_told_as_one_part(reader: Reader, tmp_path: Path) -> None:
    def encode(texts: Sequence[str]) -> np.ndarray:
        return np.array([[0.8, 0.1 if "이자" in text else -0.1] for text in texts])

    learned = fit(decided(JOBS + MONEY, ["jobs"] * 36 + ["money"] * 36), reader, encode=encode)
    learned.save(tmp_path)
    back = Model.load(tmp_path)
    text = MONEY[0]
    row = back.vocabulary.matrix([reader(text)], encode([text]))
    told = back.explain_reading(reader(text), "money", row=row)
    assert dict(told.beside)["vector"] > 0
    added = told.bias + math.fsum(v for *_, v in told.words) + math.fsum(v for _, v in told.beside)
    assert told.decision == pytest.approx(added, abs=1e-9)
    unknown = "zzz"
    values = back.decisions([reader(unknown)] * 2, np.array([[0.8, 0.1], [0.8, -0.1]]))
    assert list(back.choices(values)) == [1, 0]
