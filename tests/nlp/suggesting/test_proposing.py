"""Suggestions with their reasons: figures that add up, grades in order, terms of the office heard."""

from __future__ import annotations

import json
import math
import unicodedata
from pathlib import Path

import pytest

from nlp.base.shipped import version
from nlp.learning.features import Reader
from nlp.learning.learning import Decision, fit
from nlp.lexicon.lexicon import Lexicon
from nlp.reading.said import Said
from nlp.suggesting.office import Office
from nlp.suggesting.proposal import Proposal
from nlp.suggesting.proposing import Proposer, proposer_of, proposer_on

BOOK = Path(__file__).parents[3] / "app" / "codebook" / "codebook.json"
LEXICON = Lexicon.from_dict(json.loads(BOOK.read_text(encoding="utf-8")))
NEED = "용접공을 구하지 못해 애를 먹고 있습니다."


@pytest.fixture(scope="module")
def proposer() -> Proposer:
    return proposer_of(LEXICON, vectors=False)


def found(proposer: Proposer, text: str, **leans: str) -> dict[str, Proposal]:
    return {p.suggestion.theme: p for p in proposer.propose([Said(text, **leans)])[0]}


@pytest.mark.parametrize(
    "text",
    [
        "구인난이 심하고 인력이 모자라며 구인난이 길어집니다.",
        "😀 대출이 막혔습니다.",
        "We cannot find workers, and the loan is hard.",
    ],
)
def test_words_what_stands_beside_and_bias_add_up_to_the_decision(proposer: Proposer, text: str) -> None:
    proposals = proposer.propose([Said(text, before="은행에 갔습니다.", question="애로는 무엇입니까?", role="firm")])[0]
    assert proposals
    for each in proposals:
        told = each.told
        whole = math.fsum([told.bias, *(v for *_, v in told.words), *(v for _, v in told.beside)])
        assert whole == pytest.approx(told.decision, abs=1e-5)  # single precision
        assert round(told.figure, 4) == each.suggestion.score


def test_the_sure_come_first_and_batches_do_not_matter(proposer: Proposer) -> None:
    said = [Said("관세도 오르고 인건비도 올라 힘듭니다."), Said(NEED), Said("The loan is hard to get.")]
    together = proposer.propose(said)
    alone = [proposer.propose([one])[0] for one in said]
    assert [[(p.suggestion, p.grade) for p in each] for each in together] == [
        [(p.suggestion, p.grade) for p in each] for each in alone
    ]
    for proposals in together:
        order = [(p.grade == "perhaps", -p.suggestion.score) for p in proposals]
        assert order == sorted(order)


def test_a_moderators_words_are_never_a_need(proposer: Proposer) -> None:
    assert found(proposer, NEED, role="firm")["workforce"].suggestion.stance == "need"
    for role in ("moderator", "official"):
        spoken = found(proposer, NEED, role=role)
        assert all(
            p.suggestion.stance != "need" and p.suggestion.statement in ("fact", "other") for p in spoken.values()
        )


def test_a_need_is_told_asked_or_proposed_and_nothing_else_is(proposer: Proposer) -> None:
    said = [
        Said(text)
        for text in (NEED, "대출 금리를 내려 주십시오.", "관세는 저희와 상관없습니다.", "주차장이 생겨서 좋아졌습니다.")
    ]
    for proposals in proposer.propose(said):
        for each in proposals:
            needs = any(p.suggestion.stance == "need" for p in proposals)
            assert not needs or each.suggestion.statement in ("difficulty", "request", "proposal")
            assert (each.suggestion.severity is not None) == (each.suggestion.stance == "need")


def test_the_question_answered_makes_a_noun_a_request(proposer: Proposer) -> None:
    asked = found(proposer, "주차 타워요.", question="어떤 지원을 바라십니까?", role="firm")["location"]
    assert (asked.suggestion.stance, asked.suggestion.statement) == ("need", "request")


@pytest.mark.parametrize("text", ["사상공단에 있는 도금업체입니다.", "서부산업단지에 있는 주물 업체 예시금속."])
def test_a_place_or_a_kind_of_firm_suggests_nothing_sure(proposer: Proposer, text: str) -> None:
    assert all(p.grade == "perhaps" for p in found(proposer, text).values())


def test_a_term_the_base_has_never_met_speaks_for_the_office() -> None:
    own = Lexicon.from_dict(
        {
            "themes": [
                {"id": "workforce", "terms": [{"lang": "ko", "form": "꽃다지"}]},
                {"id": "shellfish", "terms": [{"lang": "ko", "form": "굴 껍데기"}]},
            ]
        }
    )
    proposer = proposer_of(own, vectors=False)
    spoken = found(proposer, "꽃다지를 굴 껍데기 더미에 두었습니다.")
    assert set(spoken) == {"workforce", "shellfish"}
    assert spoken["shellfish"].probability is None and spoken["shellfish"].told.kind == "lexicon"


def test_only_the_themes_of_the_codebook_are_proposed() -> None:
    own = Lexicon.from_dict({"themes": [{"id": "finance", "terms": [{"lang": "ko", "form": "대출"}]}]})
    assert found(proposer_of(own, vectors=False), NEED) == {}


def test_offsets_of_a_decomposed_text_are_those_of_the_text_as_given(proposer: Proposer) -> None:
    text = unicodedata.normalize("NFD", "😀 대출이 막혀 용접공을 구하지 못해 애를 먹습니다.")
    proposals = proposer.propose([Said(text)])[0]
    assert proposals
    for each in proposals:
        assert all(text[e.start : e.end] == e.text for e in each.suggestion.evidence)
        assert all(0 <= start < end <= len(text) for start, end, _ in each.told.words)


def test_an_offices_decisions_move_a_theme_and_their_reasons_add_up(proposer: Proposer) -> None:
    yes = [f"새벽 물때에 사람 {n}명이 비어 배를 못 띄웁니다." for n in range(2, 16)]
    no = [f"새벽 물때에 {n}번 고기를 싣습니다." for n in range(2, 16)]
    from nlp.base.priors import ThemePrior

    prior = ThemePrior(proposer.base, version())
    decided = [Decision(text, "workforce", text in yes) for text in yes + no]
    model = fit(decided, Reader(LEXICON), prior=prior)
    office = Office(model, proposer.base.themes, frozenset({"workforce"}), version())
    moved = proposer_on(proposer.base, LEXICON, office)
    before, after = (p.base.hear([Said(no[0])]) for p in (proposer, moved))
    at = proposer.base.themes.index("workforce")
    assert office.odds(after)[0, at] < before.odds[0, at]
    for each in moved.propose([Said(yes[3])])[0]:
        told = each.told
        whole = math.fsum([told.bias, *(v for *_, v in told.words), *(v for _, v in told.beside)])
        assert whole == pytest.approx(told.decision, abs=1e-5)


def test_a_model_learned_on_another_base_is_not_asked(proposer: Proposer) -> None:
    from nlp.base.priors import ThemePrior

    decided = [Decision(f"{NEED} {n}", "workforce", n % 2 == 0) for n in range(8)]
    model = fit(decided, Reader(LEXICON), prior=ThemePrior(proposer.base, "another"))
    office = Office(model, proposer.base.themes, frozenset({"workforce"}), version())
    heard = proposer.base.hear([Said(NEED)])
    assert (office.odds(heard) == heard.odds).all()


def test_a_theme_of_the_office_alone_is_proposed_by_what_was_learned_of_it(proposer: Proposer) -> None:
    """Whatever the base: the model's word on a theme the base does not know stands by itself."""
    terms = [{"id": "shellfish", "terms": [{"lang": "ko", "form": "굴 껍데기"}]}]
    book = Lexicon.from_dict({"themes": [*json.loads(BOOK.read_text(encoding="utf-8"))["themes"], *terms]})
    yes = [f"양식장 부산물 {n}톤을 버릴 데가 없습니다." for n in range(2, 16)]
    no = [f"양식장 배 {n}척을 새로 칠했습니다." for n in range(2, 16)]
    model = fit([Decision(text, "shellfish", text in yes) for text in yes + no], Reader(book))
    base = proposer_of(book, vectors=False).base
    spoken, silent = (
        proposer_on(base, book, Office(model, base.themes, shown, version()))
        for shown in (frozenset({"shellfish"}), frozenset[str]())
    )
    own = found(spoken, "양식장 부산물 40톤을 버릴 데가 없습니다.")["shellfish"]
    assert own.told.kind == "model" and own.probability is not None and own.probability > 0.5
    assert round(own.told.figure, 4) == own.suggestion.score and not own.suggestion.evidence
    assert math.fsum(
        [own.told.bias, *(v for *_, v in own.told.words), *(v for _, v in own.told.beside)]
    ) == pytest.approx(own.told.decision)
    assert "shellfish" not in found(silent, "양식장 부산물 40톤을 버릴 데가 없습니다.")
    assert "shellfish" not in found(spoken, NEED)


def test_a_known_term_under_another_theme_speaks_for_the_office() -> None:
    themes = json.loads(BOOK.read_text(encoding="utf-8"))["themes"]
    moved = [
        {
            **theme,
            "terms": [{"lang": "ko", "form": "주차장"}, *theme["terms"]] if theme["id"] == "rnd" else theme["terms"],
        }
        for theme in themes
    ]
    own = Lexicon.from_dict({"themes": moved})
    base = proposer_of(own, vectors=False).base
    assert "주차장" in base.terms
    said = "주차장이 좁습니다."
    assert "rnd" not in found(proposer_on(base, own), said)
    of_office = found(proposer_on(base, own, shipped=LEXICON), said)["rnd"]
    assert of_office.probability is None and of_office.grade == "perhaps"
    assert "rnd" not in found(proposer_on(base, LEXICON, shipped=LEXICON), said)


def test_function_words_carry_no_meaning_in_either_language(proposer: Proposer) -> None:
    for text, carrying in (
        ("저희는 그래서 용접공을 못 구하고 있습니다.", {"용접", "공", "구하"}),
        ("We are not able to hire the welders.", {"able", "hire", "welders"}),
    ):
        each = found(proposer, text)["workforce"]
        assert each.content is not None and {text[start:end] for start, end in each.content} == carrying
