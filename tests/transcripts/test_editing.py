"""Corrections of turns: each does what its name says, and none of them can harm the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts import read
from transcripts.editing import apply

TALK = (
    "제목\n사회자: 시작합니다. 어떻습니까?\n김 대표: 어렵습니다.\n김대표: 사람도 없고요.\n결론: 그렇습니다.\n사회자: 네.\n"
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


PLACES = st.one_of(st.sampled_from([turn.start for turn in TRANSCRIPT.turns]), st.integers(-1, len(TALK) + 1))
LABELS = st.sampled_from(["사회자", "김 대표", "김대표", "새 사람"])
EDITS = st.one_of(
    st.fixed_dictionaries({"do": st.just("rename"), "from": LABELS | st.none(), "to": LABELS}),
    st.fixed_dictionaries({"do": st.just("give"), "first": PLACES, "last": PLACES, "to": LABELS | st.none()}),
    st.fixed_dictionaries({"do": st.just("join"), "at": PLACES}),
    st.fixed_dictionaries({"do": st.just("split"), "at": PLACES, "place": PLACES}),
    st.fixed_dictionaries({"do": st.just("aside"), "first": PLACES, "last": PLACES, "aside": st.booleans()}),
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
