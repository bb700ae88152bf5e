"""Matching speakers, hearing by area, and the rules of a record: pure nouns."""

from __future__ import annotations

from dataclasses import replace

from app.accounts.people import EVERYTHING, Scope
from app.roundtables.record.hearing import Gap, Participant, Turn, audience, finding, marks, page_of, shown
from app.roundtables.record.records import ParticipantDraft, RecordDraft, fingerprint, flaws, normal
from app.roundtables.talk.speakers import Guess, Known, decided, opens_with_title, propose, tally

PEOPLE = [
    Known("1", "A정밀 대표", "A정밀(예시)"),
    Known("2", "사회자", "모임"),
    Known("3", "B기계 전무", "B기계"),
]
DRAFT = RecordDraft(
    kind="roundtable",
    title="제목",
    held_on="2026-11-04",
    starts_at="15:00",
    ends_at="16:30",
    place="회의실",
    area_codes=("B001", "B002"),
)


def turn(position: int, participant: str | None, text: str = "말", speaker: str | None = "화자") -> Turn:
    return Turn(str(position), position, speaker, participant, True, text, None)


def someone(id: str, org_kind: str, *areas: str) -> Participant:
    return Participant(id, id, "기관", org_kind, "", None, None, None, frozenset(areas))


def test_a_label_matches_whatever_its_spacing_and_politeness() -> None:
    found = propose(["A정밀대표님", "사회자", "청중"], PEOPLE)
    assert found == {"A정밀대표님": Guess("1", exact=True), "사회자": Guess("2", exact=True)}


def test_a_firms_name_alone_is_proposed_but_not_taken_for_certain() -> None:
    assert propose(["A정밀"], PEOPLE) == {"A정밀": Guess("1", exact=False)}


def test_a_label_that_fits_two_participants_is_proposed_for_neither() -> None:
    twins = [Known("1", "참가자 1", "가"), Known("2", "참가자 12", "나")]
    assert propose(["참가자"], twins) == {}


def test_nobody_is_an_answer_and_silence_is_none() -> None:
    answers = {"청중": "nobody", "사회자": "2", "": ""}
    assert decided(answers, "청중") == (None, True)
    assert decided(answers, "사회자") == ("2", True)
    assert decided(answers, None) == (None, False)


def test_shares_are_of_characters_spoken() -> None:
    found = tally([turn(1, None, "가" * 30, "A"), turn(2, None, "나" * 60, "B"), turn(3, None, "다" * 10, "A")])
    assert [(t.speaker, t.turns, t.characters, t.share, t.first) for t in found] == [
        ("A", 2, 40, 0.4, 1),
        ("B", 1, 60, 0.6, 2),
    ]


def test_a_firm_of_another_area_is_not_heard_but_moderators_and_officials_are() -> None:
    people = [
        someone("mine", "firm", "a"),
        someone("other", "firm", "b"),
        someone("chair", "moderator"),
        someone("city", "city"),
        someone("asked", "expert", "a", "b"),
        someone("not asked", "expert", "b"),
        someone("unlisted", "firm"),
    ]
    who = audience(people, ["a", "b"], Scope(frozenset({"a"})))
    assert who.participant_ids == {"mine", "chair", "city", "asked"}
    assert not who.strangers
    assert audience(people, ["a", "b"], EVERYTHING).participant_ids == {p.id for p in people}
    assert audience(people, ["a", "b"], EVERYTHING).strangers


def test_runs_of_unheard_turns_become_one_gap_each() -> None:
    people = [someone("m", "firm", "a"), someone("o", "firm", "b")]
    who = audience(people, ["a", "b"], Scope(frozenset({"a"})))
    turns = [turn(1, "m"), turn(2, "o"), turn(3, None), turn(4, "m"), turn(5, "o")]
    assert list(shown(turns, who)) == [turns[0], Gap(2), turns[3], Gap(1)]


def test_a_turn_is_found_on_its_page_even_after_gaps() -> None:
    entries = [turn(1, "m"), Gap(2), turn(4, "m"), turn(5, "m")]
    assert page_of(entries, 4, 2) == 2
    assert page_of(entries, 2, 2) == 1


def test_searching_ignores_case_and_can_keep_to_one_speaker() -> None:
    turns = [turn(1, "m", "R&D가 문제"), turn(2, "o", "r&d는 됩니다"), turn(3, None, "R&D", "청중")]
    assert [t.position for t in finding(turns, "r&D", "")] == [1, 2, 3]
    assert [t.position for t in finding(turns, "r&D", "o")] == [2]
    assert [t.position for t in finding(turns, "", "청중")] == [3]
    assert marks("관세와 관세", "관세") == [(0, 2), (4, 6)]


def test_an_expert_asked_about_nothing_in_particular_was_asked_about_everything() -> None:
    expert = ParticipantDraft("전문가 1", "대학", "expert")
    assert normal(replace(DRAFT, participants=(expert,))).participants[0].area_codes == ("B001", "B002")


def test_every_flaw_of_a_record_is_named_with_its_field_and_line() -> None:
    people = (
        ParticipantDraft("A", "", "firm", firm_code="F1"),
        ParticipantDraft("A", "기관", "city", firm_code="F1"),
        ParticipantDraft("B", "기관", "expert", area_codes=("B009",)),
    )
    wrong = replace(DRAFT, title="", held_on="11/4", ends_at="14:00", area_codes=(), participants=people)
    assert {(flaw.field, flaw.row) for flaw in flaws(wrong)} == {
        ("title", None),
        ("held_on", None),
        ("ends_at", None),
        ("areas", None),
        ("organization", 0),
        ("label", 0),
        ("label", 1),
        ("firm", 1),
        ("asked", 2),
    }
    assert flaws(DRAFT) == []


def test_the_fingerprint_changes_with_any_word() -> None:
    assert fingerprint(DRAFT) != fingerprint(replace(DRAFT, place="다른 회의실"))


TALKERS = [Known("1", "김철수 교수", "동서대(예시)", "교수"), Known("2", "A정밀 대표", "A정밀(예시)", "대표")]


def test_a_surname_with_a_title_is_proposed_for_the_one_it_can_be() -> None:
    assert propose(["김 교수"], TALKERS) == {"김 교수": Guess("1", exact=False)}
    assert propose(["이 교수"], TALKERS) == {}
    assert propose(["김 교수"], [*TALKERS, Known("3", "김영희 교수", "부경대(예시)", "교수")]) == {}
    # Where no name is told, the only one of that title is meant.
    assert propose(["박 교수"], [Known("4", "전문가 1", "지역 대학(예시)", "교수")]) == {
        "박 교수": Guess("4", exact=False)
    }


def test_words_before_the_first_speaker_are_a_title_line() -> None:
    title, chair = turn(1, None, "녹취록", None), turn(2, None, "네", "사회자")
    assert opens_with_title(tally([title, chair]))
    assert not opens_with_title(tally([title, chair, turn(3, None, "말", None)]))
    assert not opens_with_title(tally([chair]))
    assert not opens_with_title(tally([title]))


def test_what_is_set_aside_does_not_count_in_shares() -> None:
    said = [turn(1, None, "가" * 10, None), turn(2, "1", "나" * 30, "갑"), turn(3, "2", "다" * 10, "을")]
    assert [each.share for each in tally(said, aside={None})] == [0.0, 0.75, 0.25]
