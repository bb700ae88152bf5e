"""Corrections of turns: each does what its name says, and none of them can harm the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import read
from transcripts.speakers.asides import lines_apart, looks_apart
from transcripts.text.editing import apply

TALK = (
    "제목\n사회자: 시작합니다. 어떻습니까?\n김 대표: 어렵습니다.\n김대표: 사람도 없고요.\n"
    "결론: 그렇습니다.\n사회자: 네.\n"
)
TRANSCRIPT = read(TALK.encode(), "a.txt", {"label:김 대표": "yes"})


def start_of(words):
    return TALK.index(words)


def after(*edits):
    return [(turn.speaker, turn.text, turn.aside) for turn in apply(TRANSCRIPT, edits).turns]


def said(*edits):
    return [turn[:2] for turn in after(*edits)]


def test_two_labels_of_one_person_become_one():
    assert ("김 대표", "사람도 없고요.\n결론: 그렇습니다.") in said({"do": "rename", "from": "김대표", "to": "김 대표"})
    assert apply(TRANSCRIPT, [{"do": "rename", "from": "김대표", "to": "김 대표"}]).speakers == ("사회자", "김 대표")


def test_a_range_of_turns_is_given_to_another_speaker_old_or_new():
    first, last = start_of("어렵습니다"), start_of("사람도")
    edits = {"do": "give", "first": first, "last": last, "to": "청중"}
    assert [speaker for speaker, _ in said(edits)] == [None, "사회자", "청중", "청중", "사회자"]


def test_a_turn_is_split_at_a_place_and_joined_again_with_what_stands_between():
    split = {"do": "split", "at": start_of("시작"), "place": start_of("어떻")}
    assert said(split)[1:3] == [("사회자", "시작합니다."), ("사회자", "어떻습니까?")]
    assert said(split, {"do": "join", "at": start_of("어떻")}) == said()
    joined = said({"do": "join", "at": start_of("사람도")})
    assert ("김 대표", "어렵습니다.\n김대표: 사람도 없고요.\n결론: 그렇습니다.") in joined


def test_a_line_that_is_no_speech_is_set_aside_and_taken_back():
    aside = {"do": "aside", "first": 0, "last": 0, "aside": True}
    assert after(aside)[0] == (None, "제목", True)
    assert after(aside, {**aside, "aside": False}) == after()


def test_what_does_not_fit_does_nothing():
    for edit in (
        {"do": "join", "at": 0},
        {"do": "join", "at": 1},
        {"do": "split", "at": start_of("네."), "place": start_of("네.")},
        {"do": "split", "at": start_of("네."), "place": 10_000},
        {"do": "give", "first": start_of("네."), "last": 0, "to": "가"},
        {"do": "rename", "from": "아무도", "to": "가"},
    ):
        assert after(edit) == after()


def test_a_label_goes_with_the_turn_that_is_given_to_it_and_is_no_speech():
    talk = read("사회자: 네.\n결론: 그렇습니다.\n사회자: 네.\n새 사람> 더 있습니다.\n".encode(), "a.txt")
    start = talk.text.index("네.\n새")
    split = {"do": "split", "at": start, "place": talk.text.index("새 사람")}
    given = apply(talk, [split, {"do": "give", "first": split["place"], "last": split["place"], "to": "새 사람"}])
    assert (given.turns[-1].speaker, given.turns[-1].text) == ("새 사람", "더 있습니다.")


def test_a_line_within_a_turn_is_lifted_out_and_the_rest_stays_the_speakers():
    talk = read("사회자: 시작합니다.\n2. 질의응답\n여쭙겠습니다.\n[웃음]\n참가자 1: 네.\n- 이상 -\n".encode(), "a.txt")
    ranges = [list(each) for each in lines_apart(talk.turns)]
    assert [talk.text[a:b] for a, b in ranges] == ["2. 질의응답", "[웃음]", "- 이상 -"]
    made = apply(talk, [{"do": "lift", "ranges": ranges}])
    assert [(turn.speaker, turn.text, turn.aside) for turn in made.turns] == [
        ("사회자", "시작합니다.", False), ("사회자", "2. 질의응답", True), ("사회자", "여쭙겠습니다.", False),
        ("사회자", "[웃음]", True), ("참가자 1", "네.", False), ("참가자 1", "- 이상 -", True),
    ]  # fmt: skip
    assert not list(lines_apart(made.turns))


@pytest.mark.parametrize(
    ("line", "apart"),
    [("(일동 착석)", True), ("[음악]", True), ("2. 질의응답", True), ("이상", True), ("Ⅱ. 지원 방안", True),
     ("제2부 종합토론", True), ("(네, 맞습니다)", False), ("2. 그래서 어렵습니다.", False), ("이상입니다.", False),
     ("네", False), ("인력난", False), ("2026년", False), ("3.5%", False)],
)  # fmt: skip
def test_headings_and_stage_directions_are_told_from_speech(line, apart):
    assert looks_apart(line) is apart


PLACES = st.one_of(st.sampled_from([turn.start for turn in TRANSCRIPT.turns]), st.integers(-1, len(TALK) + 1))
LABELS = st.sampled_from(["사회자", "김 대표", "김대표", "새 사람"])
EDITS = st.one_of(
    st.fixed_dictionaries({"do": st.just("rename"), "from": LABELS | st.none(), "to": LABELS}),
    st.fixed_dictionaries({"do": st.just("give"), "first": PLACES, "last": PLACES, "to": LABELS | st.none()}),
    st.fixed_dictionaries({"do": st.just("join"), "at": PLACES}),
    st.fixed_dictionaries({"do": st.just("split"), "at": PLACES, "place": PLACES}),
    st.fixed_dictionaries({"do": st.just("aside"), "first": PLACES, "last": PLACES, "aside": st.booleans()}),
    st.fixed_dictionaries({"do": st.just("lift"), "ranges": st.lists(st.tuples(PLACES, PLACES), max_size=3)}),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(EDITS, max_size=12))
def test_after_any_corrections_turns_are_exact_in_order_and_apart(edits):
    made = apply(TRANSCRIPT, edits)
    assert made.text == TRANSCRIPT.text
    end = 0
    for number, turn in enumerate(made.turns, 1):
        assert turn.position == number and turn.start >= end and turn.start < turn.end
        assert made.text[turn.start : turn.end] == turn.text == turn.text.strip()
        end = turn.end
    assert set(made.speakers) == {turn.speaker for turn in made.turns if turn.speaker and not turn.aside}
