"""Suggestions with their reasons: figures that add up, a model's word beside the lexicon's, nothing dropped."""

from __future__ import annotations

import math
import unicodedata

import pytest

from nlp.learning.features import Reader
from nlp.learning.learned import Model
from nlp.learning.learning import Decision, fit
from nlp.learning.weighing import weigh
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.tagging import Tagger
from nlp.reading.said import Said
from nlp.suggesting.proposing import Learned, Proposer

LEXICON = Lexicon.from_dict(
    {
        "themes": [
            {
                "id": "workforce",
                "terms": [
                    {"lang": "ko", "form": "구인난"},
                    {"lang": "ko", "form": "인력", "weight": 0.5},
                    {"lang": "en", "form": "labor shortage"},
                ],
            },
            {"id": "finance", "terms": [{"lang": "ko", "form": "대출"}, {"lang": "en", "form": "loan"}]},
        ]
    }
)
YES = [f"용접공을 {n}명 구하지 못해 애를 먹습니다" for n in range(2, 14)]
NO = [f"구인난이라는 말은 {n}번 들었을 뿐입니다" for n in range(2, 14)]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(LEXICON)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(LEXICON)


@pytest.fixture(scope="module")
def model(reader: Reader) -> Model:
    said = [Decision(text, "workforce", text in YES) for text in YES + NO]
    return fit(said, reader)


@pytest.fixture
def learned(tagger: Tagger, model: Model, reader: Reader) -> Proposer:
    return Proposer(tagger, Learned(model, reader, frozenset({"workforce"})))


def found(proposer: Proposer, text: str, language: str = "ko", about: tuple[str, ...] = ()):
    return {p.suggestion.theme: p for p in proposer.propose([Said(text, language)], about=about)[0]}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("구인난이 심하고 인력이 모자라며 구인난이 길어집니다.", "ko"),
        ("😀 대출이 막혔습니다.", "ko"),
        ("The labor shortage and the loan are hard.", "en"),
    ],
)
def test_the_lexicons_words_add_up_to_its_decision_and_lead_to_its_score(tagger, text, language):
    for each in Proposer(tagger).propose([Said(text, language)])[0]:
        assert math.fsum(value for *_, value in each.told.words) + each.told.bias == pytest.approx(
            each.told.decision, abs=1e-12
        )
        assert round(each.told.figure, 4) == each.suggestion.score
        assert each.probability is None and each.lexicon is None


def test_one_full_term_is_worth_minus_the_logarithm_of_what_it_leaves_open(tagger):
    told = found(Proposer(tagger), "구인난이 심합니다")["workforce"].told
    assert told.words == ((0, 3, pytest.approx(-math.log(0.4))),) and told.factor == 1.0


def test_a_term_said_twice_counts_once_and_is_shared_out(tagger):
    told = found(Proposer(tagger), "구인난, 또 구인난이 심합니다")["workforce"].told
    assert [value for *_, value in told.words] == [pytest.approx(-math.log(0.4) / 2)] * 2


def test_that_the_question_was_about_the_theme_is_the_bias(tagger):
    told = found(Proposer(tagger), "구인난이 심합니다", about=("workforce",))["workforce"].told
    assert told.bias == pytest.approx(-math.log(0.7))
    assert told.figure == pytest.approx(1 - 0.7 * 0.4)


def test_a_model_gives_its_probability_and_keeps_what_the_lexicon_said(learned, model, reader):
    text = "구인난이라는 말은 들었을 뿐입니다"
    each = found(learned, text)["workforce"]
    sure = float(model.probabilities(model.decisions([reader(text)]))[0, 0])
    assert each.probability == pytest.approx(sure, abs=1e-9) and each.suggestion.score == round(sure, 4)
    assert sum(value for *_, value in each.told.words) + each.told.bias == pytest.approx(each.told.decision, abs=1e-9)
    assert each.lexicon is not None and each.suggestion.evidence


def test_a_hit_the_model_doubts_is_never_dropped(learned):
    assert found(learned, "구인난이라는 말은 들었을 뿐입니다")["workforce"].suggestion.score < 0.5


def test_what_the_lexicon_passes_over_a_shown_model_may_suggest(learned, tagger):
    text = "용접공을 구하지 못해 애를 먹습니다"
    assert found(Proposer(tagger), text) == {}
    each = found(learned, text)["workforce"]
    assert each.probability >= 0.5 and each.suggestion.evidence == () and each.lexicon is None
    assert each.suggestion.stance == "need" and each.suggestion.severity is not None
    assert any(value > 0 for *_, value in each.told.words)


def test_a_theme_that_is_not_shown_stays_the_lexicons(tagger, model, reader):
    proposer = Proposer(tagger, Learned(model, reader, frozenset()))
    each = found(proposer, "구인난이라는 말은 들었을 뿐입니다")["workforce"]
    assert each.probability is None and each.told.kind == "lexicon"


def test_the_best_comes_first_and_batches_do_not_matter(learned):
    texts = [Said("구인난이 심하고 대출이 막혔습니다"), Said(YES[0]), Said("The loan is hard.")]
    together = learned.propose(texts)
    assert together == [learned.propose([one])[0] for one in texts]
    for proposals in together:
        scores = [p.suggestion.score for p in proposals]
        assert scores == sorted(scores, reverse=True)


def test_offsets_of_a_decomposed_text_are_those_of_the_text_as_given(learned):
    text = unicodedata.normalize("NFD", "대출이 막혀 용접공을 구하지 못해 애를 먹습니다")
    for each in learned.propose([Said(text)])[0]:
        for e in each.suggestion.evidence:
            assert text[e.start : e.end] == e.text
        assert all(0 <= start < end <= len(text) for start, end, _ in each.told.words)
        read = {unicodedata.normalize("NFC", text[start:end]) for start, end, _ in each.told.words}
        assert read & {"대출", "용접공을"}


def test_the_card_shows_only_words_of_three_texts_or_more(model, reader):
    read = [reader(text) for text in YES + NO]
    for_it, against = weigh(model, read)["workforce"]
    assert {"용접"} <= {w.word for w in for_it} and {"구인난"} <= {w.word for w in against}
    assert all(w.texts >= 3 for w in for_it + against)
    assert all(w.value > 0 for w in for_it) and all(w.value < 0 for w in against)
