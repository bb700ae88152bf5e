"""The acts of exploring: who is counted, what is found, what is remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlite_utils import Database

from app import jobs
from app.accounts.people import EVERYTHING
from app.codebook import draft_store
from app.coding.judging import judging
from app.coding.meaning import vector_store
from app.coding.suggesting.suggesting import suggest_round
from app.db import row, rows, scalar, writing
from app.errors import Conflict
from app.exploring import finding, grouping, offering, store
from app.exploring.choices import Choice, Sight, choice_from, sight_from
from app.exploring.comparing import Pair, compare
from nlp.vectors import encoding
from tests.coding.conftest import World, add_response


def texts(db: Database, found: set[str]) -> set[str]:
    marks = ", ".join("?" * len(found))
    return {r["text"] for r in rows(db, f"select text from segment where id in ({marks})", sorted(found))}


def chosen(db: Database, sight: Sight, **choice: Any) -> str:
    return " ".join(sorted(texts(db, store.ids(db, Choice(**choice), sight))))


def test_moderators_and_those_of_other_areas_are_not_counted(db: Database, wide: Sight, near: Sight) -> None:
    assert "사회자" not in chosen(db, wide) and "인력난이 어떻습니까" not in chosen(db, wide)
    assert "임대료" in chosen(db, wide)  # F2 of B002
    assert "임대료" not in chosen(db, near)
    assert "외부" not in chosen(db, near) and "이 지역은 인력 부족" in chosen(db, near)  # asked about both areas


def test_of_a_respondent_who_answered_twice_the_newest_counts(db: Database, read: World, wide: Sight) -> None:
    assert "자금 조달" in chosen(db, wide)
    add_response(db, read.round_id, "F1", {"hardest": "주차장이 좁습니다."}, at="2026-11-09T01:00:00.000000+00:00")
    suggest_round(db, read.round_id)
    assert "주차장" in chosen(db, wide)
    assert "자금 조달" not in chosen(db, wide)


def test_statements_are_chosen_by_where_and_how_they_were_said(db: Database, read: World, wide: Sight) -> None:
    assert "숙련공" not in chosen(db, wide, source="survey")
    assert "자금 조달" in chosen(db, wide, source="survey")
    assert "임대료" not in chosen(db, wide, areas=(read.areas["B001"],))
    assert chosen(db, wide, size="large") == chosen(db, wide, industry="no-such") == ""
    assert chosen(db, wide, when="2026Q4") == chosen(db, wide)  # the roundtable and the survey of this quarter
    assert chosen(db, wide, when="2026Q3") == ""
    assert chosen(db, wide, language="en") == ""


def test_a_theme_is_known_by_codings_or_by_suggestions(db: Database, read: World, wide: Sight) -> None:
    assert chosen(db, wide, theme="workforce") == ""
    assert "숙련공" in chosen(db, replace(wide, by="suggested"), theme="workforce")
    accept(db, read, read.expert)
    assert "숙련공" in chosen(db, wide, theme="workforce", stance="need")
    assert chosen(db, wide, theme="workforce", stance="none") == ""


def test_an_expert_does_not_learn_others_codings_before_giving_a_word(db: Database, read: World, wide: Sight) -> None:
    accept(db, read, read.expert)
    assert chosen(db, replace(wide, blind_for=read.second), theme="workforce") == ""
    assert store.themes_of_segments(db, replace(wide, blind_for=read.second)) == {}
    assert "숙련공" in chosen(db, replace(wide, blind_for=read.expert), theme="workforce")


def accept(db: Database, world: World, coder: str) -> None:
    judging.judge(
        *(db, world.segment("숙련공")),
        coder_id=coder,
        action="add",
        seen=0,
        theme_code="workforce",
        suggestion_id=None,
        stance="need",
        severity=4,
        memo="",
    )


def test_two_groups_are_compared_within_what_one_may_see(db: Database, wide: Sight, near: Sight) -> None:
    pair = Pair(Choice(source="survey"))
    found = compare(db, pair, wide, min_count=1, min_respondents=1)
    assert found.a.counts["자금", "NNG"] == 1
    assert found.b.counts["임대료", "NNG"] == 1
    assert found.shared == 0
    words = {word.lemma: word for word in found.words}
    assert words["자금"].z > 0 > words["임대료"].z
    assert ("임대료", "NNG") not in compare(db, pair, near, min_count=1, min_respondents=1).b.counts


def test_groups_that_share_statements_say_so(db: Database, wide: Sight) -> None:
    found = compare(db, Pair(Choice(), Choice(source="survey")), wide)
    assert found.shared == found.b.statements == 2


def test_only_nouns_where_only_nouns_are_wanted(db: Database, wide: Sight) -> None:
    found = compare(db, Pair(Choice(source="survey")), wide, nouns=True, min_count=1, min_respondents=1)
    assert {word.tag for word in found.words} <= {"NNG", "NNP", "SL", "SH", "EN"}


def test_a_word_is_found_in_context_in_both_groups(db: Database, wide: Sight, near: Sight) -> None:
    pair = Pair(Choice(source="survey"))
    hits = finding.find_lines(db, "인력난", pair, wide, width=40)
    assert [(hit.side, hit.line.key) for hit in finding.ordered(db, hits, "place")] == [
        ("a", "인력난"),
        ("b", "인력난"),
    ]
    assert [hit.side for hit in finding.find_lines(db, "인력난", pair, near, width=40)] == ["a"]


@pytest.mark.parametrize(
    ("query", "mode", "n"),
    [
        ("구하다", "lemma", 1),
        ("구할", "form", 1),
        ("할 수가", "part", 1),
        ("%", "part", 0),
        ("_", "part", 0),
        ("", "lemma", 0),
    ],
)
def test_signs_of_the_store_are_letters_like_any_other(
    db: Database, wide: Sight, query: str, mode: str, n: int
) -> None:
    assert len(finding.find_lines(db, query, Choice(), wide, mode=mode, width=40)) == n


def test_new_terms_are_those_the_codebook_lacks_and_can_be_set_aside(db: Database, read: World, wide: Sight) -> None:
    for firm in ("F2", "F3"):
        add_response(
            db, read.round_id, firm, {"hardest": "드론 배송 공역이 필요합니다."}, at="2026-11-09T01:00:00.000000+00:00"
        )
    suggest_round(db, read.round_id)
    found = offering.offer(db, Choice(), wide, person_id=read.expert, min_respondents=2)
    assert "드론 배송 공역" in [term.form for term in found]
    assert "인력난" not in [term.form for term in found]
    offering.set_aside(db, read.expert, "드론 배송 공역")
    offering.set_aside(db, read.expert, "드론 배송 공역")
    again = offering.offer(db, Choice(), wide, person_id=read.expert, min_respondents=2)
    assert "드론 배송 공역" not in [term.form for term in again]
    other = offering.offer(db, Choice(), wide, person_id=read.second, min_respondents=2)
    assert "드론 배송 공역" in [term.form for term in other]
    offering.offer_again(db, read.expert, "드론 배송 공역")
    assert store.passed_terms(db, read.expert) == []


def test_a_term_goes_into_the_draft_once_and_is_not_offered_any_more(db: Database, read: World, wide: Sight) -> None:
    for firm in ("F2", "F3"):
        add_response(
            db, read.round_id, firm, {"hardest": "드론 배송 공역이 필요합니다."}, at="2026-11-09T01:00:00.000000+00:00"
        )
    suggest_round(db, read.round_id)
    for _again in range(2):
        offering.put_into_draft(db, read.expert, theme="market", form="드론  배송 공역", lang="ko")
    draft = draft_store.open_draft(db, read.expert)
    assert draft is not None and draft.changed == 1
    terms = next(theme["terms"] for theme in draft.definition["themes"] if theme["id"] == "market")
    assert [t["kind"] for t in terms if t["form"] == "드론 배송 공역"] == ["surface"]
    found = offering.offer(db, Choice(), wide, person_id=read.expert, min_respondents=2)
    assert "드론 배송 공역" not in [term.form for term in found]
    with pytest.raises(Conflict):
        offering.put_into_draft(db, read.expert, theme="no-such", form="공역", lang="ko")


def done(db: Database, kind: str, args: dict[str, Any]) -> dict[str, Any]:
    """The result of a job run here and now."""
    job_id = jobs.enqueue(db, kind, args, person_id=None)
    jobs.run(db, job_id)
    job = row(db, "select * from job where id = ?", [job_id])
    assert job is not None and job["state"] == "done", dict(job or {})
    return dict(jobs.json.loads(job["result"]))


def test_topics_are_those_of_what_the_person_may_see(db: Database, read: World, wide: Sight, near: Sight) -> None:
    for firm, said in (("F2", "임대료 인상 부담"), ("F3", "인력 부족 심각")):
        add_response(db, read.round_id, firm, {"hardest": said}, at="2026-11-09T01:00:00.000000+00:00")
    suggest_round(db, read.round_id)
    told = done(db, "topics", grouping.order(Choice(), wide, k=5))
    assert told["topics"] and told["statements"] > 5
    first = told["topics"][0]
    assert set(first) == {"words", "statements", "respondents", "quotes", "areas", "industries"}
    words = {
        word for topic in done(db, "topics", grouping.order(Choice(), near, k=5))["topics"] for word in topic["words"]
    }
    assert "임대료" not in words


def test_like_answers_are_grouped_with_their_respondents(db: Database, read: World, wide: Sight) -> None:
    for firm, said in (("F2", "주차장이 좁습니다."), ("F3", "주차장이 너무 좁아요.")):
        add_response(db, read.round_id, firm, {"hardest": said}, at="2026-11-09T01:00:00.000000+00:00")
    suggest_round(db, read.round_id)
    told = done(db, "alike", grouping.order(Choice(), wide, threshold=0.6))
    assert [(group["respondents"], len(group["members"])) for group in told["groups"]] == [(2, 2)]
    assert texts(db, set(told["groups"][0]["members"])) == {"주차장이 좁습니다.", "주차장이 너무 좁아요."}


def test_the_job_words_reads_what_is_new(db: Database, read: World) -> None:
    db.conn.execute("delete from segment_words")
    found = done(db, "words", {"rounds": [read.round_id]})
    assert found["read"] == scalar(db, "select count(*) from segment")


def test_a_choice_and_a_sight_survive_address_and_job() -> None:
    choice = Choice("2026Q4", ("one", "two"), source="survey", stance="need", language="ko")
    assert choice_from(choice.address("a_"), "a_") == choice
    assert choice_from({"size": "huge", "stance": "angry", "source": "dream", "language": "xx"}) == Choice()
    sight = Sight(store.Scope(frozenset({"one"})), "round", "suggested", "somebody")
    assert sight_from(sight.stored()) == sight


def test_like_answers_are_grouped_by_meaning_where_vectors_are_and_named(
    db: Database, read: World, wide: Sight, monkeypatch: pytest.MonkeyPatch
) -> None:
    def groups() -> Any:
        return grouping.alike(db, {**grouping.order(Choice(), wide, threshold=0.6)}, lambda *_: None)

    monkeypatch.setattr(encoding, "version_here", lambda: "invented")
    by_words = groups()
    assert by_words["unread"] is None
    same = ("숙련공을 구할 수가 없습니다.", "이 지역은 인력 부족이 심각합니다.")
    said = rows(db, "select id, text from segment where text <> ''")
    made = [(r["id"], np.eye(40, dtype="<f2")[0 if r["text"] in same else n + 1].tobytes()) for n, r in enumerate(said)]
    with writing(db):
        vector_store.insert_vectors(db, read.round_id, "invented", made[:-1])
    found = groups()
    [group] = [each for each in found["groups"] if each["members"] not in [g["members"] for g in by_words["groups"]]]
    assert texts(db, set(group["members"])) == set(same) and group["words"]
    assert found["unread"] == 1


def test_without_vectors_no_sub_theme_is_proposed(db: Database, wordy: World) -> None:
    sight = Sight(EVERYTHING, wordy.round_id)
    found = grouping.sub_themes(db, grouping.order(Choice(), sight), lambda *_: None)
    assert (found["clusters"], found["unread"]) == ([], found["statements"])


def test_sub_themes_come_from_statements_that_lie_together_and_their_terms_go_into_the_draft_together(
    db: Database, read: World, wide: Sight, monkeypatch: pytest.MonkeyPatch
) -> None:
    for firm, text in (("F1", "통근버스 배차가 적습니다."), ("F2", "통근버스 배차요."), ("F3", "통근버스 배차 좀요.")):
        read.answer(firm, "wanted", text)
    suggest_round(db, read.round_id)
    monkeypatch.setattr(encoding, "version_here", lambda: "invented")
    said = rows(db, "select id, text from segment where text <> ''")
    made = [
        (r["id"], np.eye(60, dtype="<f2")[0 if "통근버스" in r["text"] else n + 1].tobytes())
        for n, r in enumerate(said)
    ]
    with writing(db):
        vector_store.insert_vectors(db, read.round_id, "invented", made)
    [cluster] = grouping.sub_themes(db, grouping.order(Choice(), wide), lambda *_: None)["clusters"]
    assert cluster["respondents"] == 3 and {"통근버스", "배차"} & {form for form, _lang in cluster["terms"]}
    terms = [("ko", "통근버스 배차"), ("ko", "출근버스")]
    offering.put_all_into_draft(db, read.expert, theme="location", terms=terms)
    draft = draft_store.open_draft(db, read.expert)
    assert draft is not None
    location = next(theme for theme in draft.definition["themes"] if theme["id"] == "location")
    assert {"통근버스 배차", "출근버스"} <= {term["form"] for term in location["terms"]}
