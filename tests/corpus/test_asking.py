"""Asking the corpus: codes, words, people and time, within what a person may see."""

from __future__ import annotations

from dataclasses import replace

from app.accounts.people import EVERYTHING, Scope
from app.coding.codes import codes
from app.coding.themes import quote_store
from app.coding.themes.quote_list import Wanted
from app.corpus.asking import ask, page_of
from app.corpus.counting import by_variable, by_wave, together
from app.corpus.questions import Question, Sight, question_from
from app.db import scalar
from tests.coding.conftest import World
from tests.coding.telling.told_world import Saying
from tests.corpus.conftest import coder, texts


def test_codes_are_joined_by_and_or_and_not(coded: World, wide: Sight) -> None:
    assert texts(coded, wide, all=("workforce", "finance")) == ["안녕하십니"]
    assert texts(coded, wide, any=("finance", "location")) == ["안녕하십니", "저희는 인", "자금 조달"]
    assert texts(coded, wide, any=("finance",), none=("workforce",)) == ["자금 조달"]
    assert texts(coded, wide, none=("workforce", "finance", "location")) == ["인력난은 "]


def test_what_is_asked_of_a_coding_must_be_one_codings(coded: World, wide: Sight) -> None:
    """The grave word on the first speech is the one on money: grave labour is not there."""
    assert texts(coded, wide, all=("finance",), low="5") == ["안녕하십니"]
    assert texts(coded, wide, all=("workforce",), low="5") == []
    assert texts(coded, wide, coder=coded.second) == ["저희는 인", "이 지역은"]
    coder(coded)("자금 조달", "finance", None, stance="none")
    assert texts(coded, wide, all=("finance",), stance="none") == ["자금 조달"]


def test_a_code_that_may_not_be_there_counts_in_whatever_manner(coded: World, wide: Sight) -> None:
    coder(coded)("자금 조달", "market", None, stance="none")
    assert texts(coded, wide, any=("finance",), none=("market",), stance="need") == ["안녕하십니"]


def test_a_code_beneath_a_theme_is_asked_for_by_itself(coded: World, wide: Sight) -> None:
    code = codes.make(coded.db, theme_code="finance", name="이자", parent=None, by=coded.expert)
    coder(coded)("숙련공", "finance", 5, code=code)
    assert texts(coded, wide, all=(code,)) == ["안녕하십니"]
    assert texts(coded, wide, all=("finance",)) == ["안녕하십니", "자금 조달"]


def test_a_code_is_asked_for_with_what_lies_beneath_it(coded: World, wide: Sight) -> None:
    above = codes.make(coded.db, theme_code="finance", name="이자", parent=None, by=coded.expert)
    beneath = codes.make(coded.db, theme_code="finance", name="변동 금리", parent=above, by=coded.expert)
    coder(coded)("숙련공", "finance", 5, code=beneath)
    assert texts(coded, wide, all=(above,)) == texts(coded, wide, all=(beneath,)) == ["안녕하십니"]
    wanted = Wanted(coded.round_id, EVERYTHING, code=above)
    assert [r["code_id"] for r in quote_store.codings(coded.db, wanted)] == [beneath]


def test_words_are_found_apart_or_as_they_are_written(cut: World, wide: Sight) -> None:
    assert texts(cut, wide, q="인력난 없습니다") == ["저희는 인", "인력난은 "]
    assert texts(cut, wide, q="인력난은 없", mode="exact") == ["저희는 인", "인력난은 "]
    assert texts(cut, wide, q="없습니다 인력난", mode="exact") == []
    assert texts(cut, wide, q="%") == []


def test_who_when_and_where_narrow(coded: World, wide: Sight) -> None:
    assert texts(coded, wide, kind="expert") == ["이 지역은"]
    assert texts(coded, wide, area=coded.areas["B002"]) == ["저희는 인", "이 지역은"]
    assert texts(coded, wide, source="survey") == ["자금 조달", "인력난은 "]
    assert texts(coded, wide, when="2026Q3") == [] and len(texts(coded, wide, when="2026Q4")) == 5


def test_the_grave_come_first_where_it_is_asked_for(coded: World, wide: Sight) -> None:
    assert texts(coded, wide, any=("finance", "location"), order="grave") == ["안녕하십니", "저희는 인", "자금 조달"]
    assert texts(coded, wide, any=("finance", "location"), order="new")[0] == "자금 조달"


def test_a_scope_shows_its_own_area_alone(coded: World) -> None:
    near = Sight(Scope(frozenset({coded.areas["B002"]})), coded.round_id)
    assert texts(coded, near) == ["저희는 인", "이 지역은"]


def test_an_expert_finds_by_codes_what_he_has_given_a_word_on(coded: World, wide: Sight) -> None:
    blind = replace(wide, blind_for=coded.expert)
    assert texts(coded, blind, any=("workforce", "location")) == ["안녕하십니"]
    assert ask(coded.db, Question(any=("workforce", "location")), blind).hidden == 2
    found = ask(coded.db, Question(any=("workforce", "location")), blind)
    everyone = ask(coded.db, Question(any=("workforce", "location")), wide)
    assert (found.spoke, found.respondents < found.spoke) == (everyone.respondents, True)


def test_officials_read_nothing_where_fewer_than_three_firms_spoke(coded: World, wide: Sight) -> None:
    found = ask(coded.db, Question(), replace(wide, official=True))
    assert len(found.ids) == 0 and found.withheld == 4


def test_officials_read_what_three_firms_of_an_area_said_of_a_theme_and_of_fewer_nothing(
    coded: World, wide: Sight
) -> None:
    saying, told = Saying(coded), replace(wide, official=True)
    three = [
        saying.firm("B003", f"이자가 버겁습니다 {n}.", "finance", size="micro" if n else "small") for n in range(3)
    ]
    saying.code(three[0], "market")
    found = ask(coded.db, Question(all=("finance",)), told)
    assert (len(found.ids), found.respondents, found.counted) == (3, 3, True)
    assert len(ask(coded.db, Question(), told).ids) == 3
    few = ask(coded.db, Question(all=("market",)), told)
    assert (len(few.ids), few.respondents) == (0, 0)
    # Of what nobody may be told nothing is taken away either: the difference would tell of it.
    assert len(ask(coded.db, Question(all=("finance",), none=("market",)), told).ids) == 3
    assert ask(coded.db, Question(all=("finance",)), wide).respondents == 4


def test_what_an_official_narrows_to_one_or_two_firms_shows_nothing_and_counts_nobody(
    coded: World, wide: Sight
) -> None:
    saying, told = Saying(coded), replace(wide, official=True)
    for n in range(4):
        segment = saying.firm("B003", f"이자가 버겁습니다 {n}.")
        saying.code(segment, "finance", statement="proposal" if n < 2 else "difficulty" if n < 3 else "request")
    whole = ask(coded.db, Question(all=("finance",), stance="need"), told)
    assert (whole.respondents, whole.counted) == (4, True)
    narrow = ask(coded.db, Question(all=("finance",), statement="proposal"), told)
    assert (len(narrow.ids), narrow.few, narrow.counted) == (0, True, False)
    assert not ask(coded.db, Question(all=("finance",), source="survey"), told).counted


def test_what_officials_find_stands_in_no_order_of_the_talk(coded: World, wide: Sight) -> None:
    saying, told = Saying(coded), replace(wide, official=True)
    for n in range(12):
        saying.firm("B003", f"이자가 버겁습니다 {n}.", "finance")
    found = ask(coded.db, Question(all=("finance",), order="place"), told).ids.tolist()
    assert len(found) == 12 and found not in (sorted(found), sorted(found, reverse=True))


def test_a_replaced_return_is_not_found(coded: World, wide: Sight) -> None:
    coded.answer("F1", "hardest", "새로 적은 말")
    assert "자금 조달" not in texts(coded, wide, q="자금")


def test_pages_go_on_after_a_statement(coded: World, wide: Sight) -> None:
    found = ask(coded.db, Question(), wide)
    ids = found.ids.tolist()
    assert (len(ids), found.respondents, found.asked) == (5, 4, 4)
    first, _before = page_of(found, None, 2)
    second, before = page_of(found, int(first[-1]), 2)
    assert (first.tolist(), second.tolist(), before) == (ids[:2], ids[2:4], 2)


def test_a_question_comes_back_from_its_address() -> None:
    asked = Question(
        all=("a", "b"), none=("c",), near="turn", low="2", when="2026Q4", q="자금", mode="exact", size="small"
    )
    assert question_from(asked.address()) == asked
    assert question_from({"size": "huge", "near": "99", "low": "5", "high": "2"}) == Question(low="2", high="5")


def test_figures_count_respondents_and_withhold_one_or_two(coded: World, wide: Sight) -> None:
    orders = {"theme": ["finance", "workforce"], "size": ["small"]}
    table = by_variable(coded.db, Question(stance="need"), wide, "size", orders)
    assert table.n == {"small": 3, "": None} and table.totals["finance"].k is None
    assert table.cells["finance", "small"].k is None
    assert together(coded.db, Question(), wide, ["finance", "workforce"]).cells == {}
    assert by_wave(coded.db, Question(), wide, ["finance"]) == ({"2026Q4": 4}, {"2026Q4": {}})
    assert scalar(coded.db, "select count(*) from respondent") == 4
