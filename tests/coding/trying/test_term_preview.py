"""What a draft of the codebook would change in the small round: counts, causes, quotes within the scope, judgments."""

from __future__ import annotations

import io

import pytest

from app import jobs
from app.accounts.people import EVERYTHING, Scope
from app.codebook import corpus, draft_store, drafting, publishing, releasing, store
from app.codebook.definitions import theme_of, with_term, with_theme
from app.codebook.term_words import advised
from app.coding.judging import judging
from app.coding.suggesting import suggesting
from app.coding.trying.term_preview import preview
from app.db import writing
from tests.coding.conftest import World
from tests.conftest import sign_in, token


@pytest.fixture
def suggested(world: World) -> World:
    suggesting.suggest_round(world.db, world.round_id)
    return world


def term(form: str, weight: float = 1.0) -> dict:
    return {"lang": "ko", "form": form, "kind": "surface", "weight": weight, "note": ""}


# A word the base models have never met, in one statement of the round, about rent.
NEW = "이전까지"


def base_of(world: World) -> dict:
    return publishing.definition_of(world.db, store.newest(world.db)["id"])


def test_an_added_term_gains_the_segment_it_stands_in_and_marks_it(suggested: World) -> None:
    base = base_of(suggested)
    after = with_term(base, ("rnd", "ko", NEW), term(NEW))
    found = preview(suggested.db, base, after, suggested.round_id)
    assert found["themes"]["rnd"] == {"gained": 1}
    [[*what, counts]] = found["terms"]
    assert what == ["added", "rnd", "ko", NEW] and counts["gained"] == 1
    [[segment_id, [[start, end]], before, now]] = found["quotes"]["rnd"]["gained"]
    text = suggested.db.conn.execute("select text from segment where id = ?", [segment_id]).fetchone()[0]
    assert (text[start:end], before, now is not None) == (NEW, None, True)
    assert ["rnd", NEW, 1] in found["matched"]


def test_nothing_changes_where_nothing_is_changed(suggested: World) -> None:
    found = preview(suggested.db, base_of(suggested), base_of(suggested), suggested.round_id)
    assert (found["themes"], found["terms"], found["quotes"]) == ({}, [], {})
    assert found["segments"] > 0


def test_a_removed_term_loses_what_an_expert_has_accepted_already(suggested: World) -> None:
    base = base_of(suggested)
    with_own = with_term(base, ("rnd", "ko", NEW), term(NEW))
    judging.judge(
        suggested.db,
        suggested.segment(NEW),
        coder_id=suggested.second,
        action="add",
        theme_code="rnd",
        stance="need",
        severity=3,
        seen=0,
    )
    found = preview(suggested.db, with_own, base, suggested.round_id)
    assert found["themes"]["rnd"] == {"lost": 1, "accepted": 1}
    assert [t[3] for t in found["terms"] if t[4].get("lost") == 1] == [NEW]


def test_a_removed_term_the_base_knows_lowers_the_figure(suggested: World) -> None:
    base = base_of(suggested)
    after = with_term(with_term(base, ("location", "ko", "임대료"), None), ("location", "ko", "이전"), None)
    found = preview(suggested.db, base, after, suggested.round_id)
    assert found["themes"]["location"] == {"changed": 1}
    [[_id, _spans, before, now]] = found["quotes"]["location"]["changed"]
    assert before[0] == now[0] and before[1] > now[1] + 0.1


def test_a_gained_segment_that_was_rejected_for_the_theme_is_told(suggested: World) -> None:
    judging.judge(suggested.db, suggested.segment(NEW), coder_id=suggested.second, action="nothing", seen=0)
    base = base_of(suggested)
    found = preview(suggested.db, base, with_term(base, ("rnd", "ko", NEW), term(NEW)), suggested.round_id)
    assert found["themes"]["rnd"] == {"gained": 1, "rejected": 1}


def test_of_a_theme_the_base_does_not_know_a_lower_weight_changes_the_score_alone(suggested: World) -> None:
    own = theme_of(base_of(suggested), "rnd") | {"id": "own", "terms": [term(NEW), term("생각")]}
    base = with_theme(base_of(suggested), own)
    found = preview(suggested.db, base, with_term(base, ("own", "ko", NEW), term(NEW, 0.5)), suggested.round_id)
    assert found["themes"] == {"own": {"changed": 1}}
    [[_id, _spans, before, now]] = found["quotes"]["own"]["changed"]
    assert before[0] == now[0] and before[1] > now[1]


def test_a_term_below_full_weight_proposes_no_theme_by_itself(suggested: World) -> None:
    base = base_of(suggested)
    found = preview(suggested.db, base, with_term(base, ("rnd", "ko", NEW), term(NEW, 0.5)), suggested.round_id)
    assert "rnd" not in found["themes"]


def test_what_a_chair_said_is_counted_apart_and_not_quoted(suggested: World) -> None:
    db, base = suggested.db, base_of(suggested)
    [(chair, text)] = db.conn.execute("select id, text from segment where respondent_id is null").fetchall()
    word = text.split()[0]
    found = preview(db, base, with_term(base, ("rnd", "ko", word), term(word)), suggested.round_id)
    assert found["aside"]["segments"] == 1 and found["aside"]["gained"] == 1
    assert found["segments"] == db.conn.execute("select count(*) from segment").fetchone()[0] - 1
    assert chair not in str(found["quotes"]) and found["themes"].get("rnd", {}).get("gained", 0) == 0


def test_a_word_tells_what_it_would_touch_and_that_experts_used_it_for_other_themes(suggested: World) -> None:
    db = suggested.db
    assert corpus.reach(db, "rnd", "이자") == corpus.Reach(1, 1, 0, 0)
    assert corpus.reach(db, "finance", "이자").fresh == 0
    judging.judge(
        db,
        suggested.segment("이자"),
        coder_id=suggested.second,
        action="accept",
        suggestion_id=suggested.suggestion("이자", "finance"),
        stance="need",
        severity=3,
        seen=0,
    )
    assert corpus.reach(db, "rnd", "이자") == corpus.Reach(1, 1, 1, 1)
    assert corpus.reach(db, "finance", "이자") == corpus.Reach(1, 0, 1, 0)
    told = advised(db, base_of(suggested), ("rnd", "ko", "이자"), term("이자"), reaching=True)
    assert any("1문장에 이 주제를 새로 제안" in said and "1문장은 다른 주제" in said for _level, said in told)


def test_a_verb_is_not_said_to_be_missing_as_it_bends(suggested: World) -> None:
    told = advised(suggested.db, base_of(suggested), ("finance", "ko", "이자 내다"), term("이자 내다"))
    assert not any("나오지 않은" in said for _level, said in told)


def test_quotes_are_those_of_the_scope_and_figures_are_of_all(suggested: World) -> None:
    base = base_of(suggested)
    after = with_term(base, ("rnd", "ko", NEW), term(NEW))
    other = Scope(frozenset({suggested.areas["B001"]}))
    narrow = preview(suggested.db, base, after, suggested.round_id, scope=other)
    wide = preview(suggested.db, base, after, suggested.round_id, scope=EVERYTHING)
    assert narrow["themes"] == wide["themes"]
    assert narrow["quotes"]["rnd"]["gained"] == [] and len(wide["quotes"]["rnd"]["gained"]) == 1


def test_letters_are_counted_in_the_sentences_collected(suggested: World) -> None:
    assert corpus.sentences_with(suggested.db, "이자") == 1
    assert corpus.sentences_with(suggested.db, "이자", "심각") == 1
    assert corpus.sentences_with(suggested.db, "이자", "임대료") == 0
    assert (
        corpus.sentences_with(suggested.db) == suggested.db.conn.execute("select count(*) from segment").fetchone()[0]
    )


def test_a_term_nobody_has_said_is_told_and_one_with_other_spaces_is_not(suggested: World) -> None:
    def told(form: str) -> list[str]:
        base, found = base_of(suggested), term(form)
        return [said for _level, said in advised(suggested.db, base, ("finance", "ko", form), found)]

    assert any("나오지 않은 말" in said for said in told("계약금"))
    assert told("이자 심각") == [] and told("숙련 공") == []
    assert any("문장 3개" in said for said in told("난"))


def test_earlier_rounds_are_counted_apart(suggested: World) -> None:
    db, base = suggested.db, base_of(suggested)
    with writing(db):
        db.conn.execute("insert into round values ('later', '2027H1', '다음', 'Next', '2027-01-01', '2027-06-30')")
    found = preview(db, base, with_term(base, ("rnd", "ko", NEW), term(NEW)), "later")
    assert found["segments"] == 0 and found["themes"] == {}
    spoken = db.conn.execute("select count(*) from segment where respondent_id is not null").fetchone()[0]
    assert found["earlier"]["segments"] == spoken and found["earlier"]["gained"] == 1


def test_the_whole_way_from_a_term_to_the_next_version(client, suggested: World) -> None:
    db = suggested.db
    sign_in(client, "expert")
    csrf = token(client, "/codebook")

    def post(path: str, **data: object):
        return client.post(path, data={"csrf_token": csrf, **data})

    assert post("/codebook/draft").status_code == 303
    assert client.get("/codebook/draft/publish").headers["Location"].endswith("/codebook/draft")
    answer = post("/codebook/draft/location", form="임대료", weight="1", lang="")
    assert answer.status_code == 422 and "이미 있는 용어" in answer.text
    answer = post("/codebook/draft/location", **{"many-lines": "수가; 1\n임대료", "many-lang": ""})
    assert answer.status_code == 422 and "2번째 줄" in answer.text
    assert post("/codebook/draft/location", **{"many-lines": "수가; 1; 시험\n말", "many-lang": ""}).status_code == 303
    page = client.get("/codebook/draft/location?only=changed").text
    assert "한 글자라서" in page and "수가" in page
    assert post("/codebook/draft/location/remove", term="ko|말").status_code == 303
    assert "삭제한 용어 되돌리기" in client.get("/codebook/draft/location").text
    answer = post("/codebook/draft/preview")
    [job_id] = jobs.waiting(db)
    jobs.run(db, job_id)
    assert client.get(answer.headers["Location"]).status_code == 200
    shown = client.get("/codebook/draft/preview?theme=location&what=gained").text
    assert "<mark>수가</mark>" in shown
    draft = draft_store.open_draft(db, suggested.expert)
    assert releasing.preview_state(db, draft) == releasing.FRESH
    assert "새로 생기고" in client.get("/codebook/draft/publish").text
    assert post("/codebook/draft/publish", changed=draft.changed, note="").status_code == 422
    assert post("/codebook/draft/publish", changed=draft.changed, note="인사말").status_code == 303
    assert store.newest(db)["number"] == 2
    assert "새 자료에 주제 제안" in client.get("/codebook/published").text
    assert "수가" in client.get("/codebook/compare?from=1&to=2").text
    assert "인사말" in client.get("/codebook").text


def test_a_quote_of_another_area_is_not_shown(client, suggested: World) -> None:
    db = suggested.db
    drafting.begin(db, suggested.expert)  # sees B001 only; NEW was said in B002
    drafting.add_terms(db, suggested.expert, "rnd", NEW)
    sign_in(client, "expert")
    client.post("/codebook/draft/preview", data={"csrf_token": token(client, "/codebook")})
    jobs.run(db, jobs.waiting(db)[0])
    page = client.get("/codebook/draft/preview?theme=rnd").text
    assert "이전까지" in page and "이전까지 생각합니다" not in page
    assert f"<mark>{NEW}</mark>" not in page


def test_the_second_to_publish_sees_what_changed_and_carries_over(client, suggested: World, people) -> None:
    db = suggested.db
    for person, form in ((people["analyst"], "계약금"), (suggested.expert, "일손가뭄")):
        drafting.begin(db, person)
        drafting.add_terms(db, person, "finance", form)
    definition = draft_store.open_draft(db, people["analyst"]).definition
    publishing.publish(db, definition, note="계약금을 더함", person_id=people["analyst"])
    sign_in(client, "expert")
    csrf = token(client, "/codebook/draft")
    answer = client.post("/codebook/draft/publish", data={"csrf_token": csrf, "changed": 1, "note": "나"})
    assert answer.status_code == 409 and "계약금" in answer.text and "계약금을 더함" in answer.text
    assert client.post("/codebook/draft/rebase", data={"csrf_token": csrf}).status_code == 303
    page = client.get("/codebook/draft").text
    assert "일손가뭄" in page and "계약금" not in page.split("지금까지 바꾼 것")[1]


def test_what_both_drafts_added_is_named_before_and_after_carrying_over(client, suggested: World, people) -> None:
    db = suggested.db
    for person in (people["analyst"], suggested.expert):
        drafting.begin(db, person)
        drafting.add_terms(db, person, "finance", "리스료")
    drafting.add_terms(db, suggested.expert, "finance", "계약금")
    definition = draft_store.open_draft(db, people["analyst"]).definition
    publishing.publish(db, definition, note="리스료", person_id=people["analyst"])
    sign_in(client, "expert")
    page = client.get("/codebook/draft/rebase").text
    assert "용어 추가 2개" in page and "옮길 것이 없는 변경 1개" in page
    assert "리스료" in page.split("옮길 것이 없는 변경")[1] and "계약금" not in page.split("옮길 것이 없는 변경")[1]
    client.post("/codebook/draft/rebase", data={"csrf_token": token(client, "/codebook/draft")})
    page = client.get("/codebook/draft").text
    assert "새 판에 이미 있는 변경 1개는 옮길 것이 없었습니다" in page and "용어 추가 1개" in page


def test_a_file_goes_into_the_draft_or_tells_its_rows(client, suggested: World) -> None:
    sign_in(client, "expert")
    csrf = token(client, "/codebook")
    client.post("/codebook/draft", data={"csrf_token": csrf})

    def upload(data: bytes, **fields: str):
        file = (io.BytesIO(data), "용어.csv")
        return client.post("/codebook/draft/import", data={"csrf_token": csrf, "file": file, **fields})

    answer = upload("주제,용어\nfinance,계약금\nnone,말\n".encode("cp949"), theme="", way="add")
    assert answer.status_code == 422 and "3행" in answer.text
    assert draft_store.open_draft(suggested.db, suggested.expert).changed == 0
    assert upload("주제,용어\nfinance,계약금\n".encode("cp949"), theme="", way="add").status_code == 303
    exported = client.get("/codebook/draft.csv").data
    assert "계약금" in exported.decode("utf-8-sig")
    assert upload(exported, theme="", way="replace").status_code == 303
    assert draft_store.open_draft(suggested.db, suggested.expert).changed == 1


def test_a_restored_version_suggests_again_what_it_suggested(suggested: World) -> None:
    def current() -> set[tuple[str, str, float]]:
        found = suggested.db.conn.execute("select segment_id, theme_code, score from current_suggestion").fetchall()
        return {tuple(r) for r in found}

    before, base = current(), base_of(suggested)
    publishing.publish(suggested.db, with_term(base, ("finance", "ko", "이자 부담"), None), note="뺌", person_id=None)
    suggesting.suggest_round(suggested.db, suggested.round_id)
    between = current()
    publishing.publish(suggested.db, base, note="되살림", person_id=None)
    suggesting.suggest_round(suggested.db, suggested.round_id)
    assert between != before and current() == before


def test_a_word_offered_by_another_page_is_filled_in(client, suggested: World) -> None:
    sign_in(client, "expert")
    assert "add=%EA%B3%84%EC%95%BD%EA%B8%88" in client.get("/codebook?add=계약금").text
    assert "초안에서 추가하기" in client.get("/codebook/finance?add=계약금").text
    sent = {"csrf_token": token(client, "/codebook"), "theme": "finance", "form": "계약금"}
    answer = client.post("/codebook/draft", data=sent)
    assert 'value="계약금"' in client.get(answer.headers["Location"]).text


def test_others_may_not_edit(client, suggested: World, people) -> None:
    sign_in(client, "official")
    assert client.get("/codebook/draft").status_code == 403
    assert client.get("/codebook/draft/preview").status_code == 403
