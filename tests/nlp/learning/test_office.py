"""An office's decisions on top of a base: they move it where it is wrong, and leave it where nothing was said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from nlp.learning.features import Reader
from nlp.learning.learned import Explanation, Model
from nlp.learning.learning import Decision, fit, fit_and_prove
from nlp.learning.modelcard import f1
from nlp.learning.office import OnBase, chosen_anchors
from nlp.lexicon.lexicon import Lexicon

LEXICON = Lexicon.from_dict({"themes": [{"id": "place", "terms": [{"lang": "ko", "form": "임대료"}]}]})
# Chosen so that the base below says yes to all but the last.
ROAD = [f"{n}번 길은 화물차가 다니기에 너무 좁습니다" for n in range(40)]
RENT = [f"{n}동 공장 임대료가 해마다 오릅니다" for n in range(40)]
OTHER = [f"{n}번째 신제품을 개발하고 있습니다" for n in range(60)]


@dataclass(frozen=True)
class Words:
    """A base that knows one theme by two words."""

    version: str = "words-1"
    themes: tuple[str, ...] = ("place",)

    def values(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[self.explain(text, "place").decision] for text in texts])

    def explain(self, text: str, theme: str) -> Explanation:
        found = [(text.index(w), text.index(w) + len(w), 3.0) for w in ("길은", "임대료가") if w in text]
        decision = -2.0 + math.fsum(value for *_, value in found)
        return Explanation(theme, decision, -2.0, 1 / (1 + math.exp(-decision)), (), tuple(found))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(LEXICON)


def said(accepted: Sequence[str], rejected: Sequence[str]) -> list[Decision]:
    return [Decision(t, "place", True) for t in accepted] + [Decision(t, "place", False) for t in rejected]


@pytest.fixture(scope="module")
def on_base(reader: Reader) -> OnBase:
    """Twenty decisions: roads are of the theme here, rents are not."""
    return OnBase(
        fit(said(ROAD[:10], RENT[:10]), reader, background=ROAD[10:] + RENT[10:] + OTHER, prior=Words()), Words()
    )


def sure(model: OnBase, reader: Reader, texts: Sequence[str]) -> np.ndarray:
    return model.probabilities(model.decisions(texts, [reader(text) for text in texts]))[:, 0]


def test_twenty_decisions_turn_a_sub_topic_and_leave_the_rest(on_base: OnBase, reader: Reader) -> None:
    before = 1 / (1 + np.exp(-Words().values(RENT)[:, 0]))
    assert (before > 0.7).all() and (sure(on_base, reader, RENT[10:]) < 0.5).all()
    assert (sure(on_base, reader, ROAD[10:]) > 0.7).all()
    assert np.abs(sure(on_base, reader, OTHER) - 1 / (1 + math.exp(2))).max() < 0.06


def test_decisions_the_base_foresaw_turn_nothing(reader: Reader) -> None:
    model = OnBase(fit(said(ROAD[:10], OTHER[:10]), reader, background=OTHER, prior=Words()), Words())
    for texts in (ROAD[10:], RENT, OTHER[10:]):
        old = 1 / (1 + np.exp(-Words().values(texts)[:, 0]))
        assert ((sure(model, reader, texts) >= 0.5) == (old >= 0.5)).all()


def test_words_of_base_and_office_add_up_to_the_decision(on_base: OnBase, reader: Reader) -> None:
    for text in (ROAD[30], RENT[30], OTHER[30]):
        told = on_base.explain(text, reader(text), "place")
        added = told.bias + math.fsum(v for *_, v in told.words) + math.fsum(v for _, v in told.beside)
        assert told.decision == pytest.approx(added, abs=1e-9)
        assert told.decision == pytest.approx(on_base.decisions([text], [reader(text)])[0, 0], abs=1e-9)
        assert told.probability == pytest.approx(sure(on_base, reader, [text])[0], abs=1e-12)


def test_held_out_texts_were_judged_with_the_base(reader: Reader) -> None:
    proved = fit_and_prove(said(ROAD[:10], RENT[:10]), reader, prior=Words())
    assert proved.base[:, 0] == pytest.approx(Words().values(proved.table.texts)[:, 0])
    accepted = proved.table.marks[:, 0] > 0
    assert proved.held_out[accepted, 0].min() > 0.7 and proved.held_out[~accepted, 0].max() < 0.6


def test_an_update_is_stored_whole_and_read_with_its_own_base_only(
    on_base: OnBase, reader: Reader, tmp_path: Path
) -> None:
    on_base.model.save(tmp_path)
    back = Model.load(tmp_path)
    assert np.array_equal(sure(OnBase(back, Words()), reader, RENT), sure(on_base, reader, RENT))
    for other in (None, Words("words-2")):
        with pytest.raises(ValueError, match="learn again"):
            OnBase(back, other)


def test_a_theme_the_base_does_not_know_is_learned_alone(reader: Reader) -> None:
    decisions = [Decision(d.text, "own", d.accepted) for d in said(ROAD, RENT)]
    alone, beside = (fit(decisions, reader, prior=prior) for prior in (None, Words()))
    assert alone.version == beside.version and "base" not in beside.card.settings
    assert OnBase(alone).explain(ROAD[0], reader(ROAD[0]), "own") == alone.explain(ROAD[0], "own", reader)


def test_the_order_of_texts_without_a_decision_does_not_count(reader: Reader) -> None:
    one, other = (fit(said(ROAD[:10], RENT[:10]), reader, background=b, prior=Words()) for b in (OTHER, OTHER[::-1]))
    assert one.version == other.version
    assert chosen_anchors(OTHER, OTHER[:50]) == chosen_anchors(OTHER[::-1], OTHER[:50])


SUBJECTS = ("주차장", "통근 버스", "진입 도로", "공동 창고", "기숙사", "하역장", "가로등", "공장 부지")
WAYS = (
    "{}에 빈자리가 {}곳도 없습니다",
    "{} 때문에 손님이 {}번 돌아갔습니다",
    "{}부터 {}월까지 고쳐 주십시오",
    "{} 문제로 {}번 다퉜습니다",
)
ASIDE = ("신제품 {}종을 {}월에 내놓습니다", "회원 {}명이 {}시에 모였습니다")


def test_simulated_offices_gain_by_twenty_decisions_and_hardly_one_loses(reader: Reader) -> None:
    """Each office counts two of eight subjects otherwise than a base that knows all eight; the rest is judged unseen."""
    gains = []
    for seed in range(10):
        draw = np.random.default_rng(seed)
        aside = set(draw.permutation(SUBJECTS)[:2].tolist())
        said = [
            (way.format(subject, n), subject not in aside) for subject in SUBJECTS for n, way in enumerate(WAYS * 2, 2)
        ]
        said = [said[n] for n in draw.permutation(len(said))]
        others = [way.format(n, n + 1) for way in ASIDE for n in range(2, 12)]
        base = Subjects()
        decided, left = said[:20], said[20:]
        own = [Decision(text, "place", accepted) for text, accepted in decided]
        proved = fit_and_prove(own, reader, background=[*(text for text, _ in left), *others], prior=base)
        model = OnBase(proved.model, base)
        texts, true = [text for text, _ in left] + others, np.array([yes for _, yes in left] + [False] * len(others))
        old, new = base.values(texts)[:, 0] > 0, sure(model, reader, texts) >= 0.5
        gains.append(f1(new, true) - f1(old, true))
    assert sum(gain < 0 for gain in gains) <= 1 and min(gains) > -0.05 and np.mean(np.array(gains) > 0) >= 0.6, gains


class Subjects(Words):
    """A base that takes every one of the subjects for the theme."""

    def values(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([[1.0 if any(s in text for s in SUBJECTS) else -2.5] for text in texts])
