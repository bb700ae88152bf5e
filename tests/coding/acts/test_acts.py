"""Acts by JSON: once however often sent, which words exactly, both words where stale, undone and done again."""

from __future__ import annotations

import pytest

from app.coding.judging import judging
from app.coding.statements import finer
from app.coding.suggesting.suggesting import suggest_round
from app.db import row, rows, scalar, writing
from app.ids import new_id
from migrations.m0040_acts import STANDING
from tests.coding.conftest import judgments
from tests.conftest import sign_in, token


@pytest.fixture
def bench(world, client):
    suggest_round(world.db, world.round_id)
    sign_in(client, "expert")
    return Bench(world, client)


class Bench:
    """A signed-in expert's script."""

    def __init__(self, world, client):
        self.world, self.client = world, client
        self.csrf = token(client, "/account")

    def post(self, path, sent):
        return self.client.post(path, json=sent, headers={"X-CSRFToken": self.csrf})

    def act(self, part, action="accept", *, about=None, seen=0, **more):
        sent = {"act": new_id(), "segment": self.world.segment(part), "seen": seen, "action": action}
        sent |= {"stance": "need", "severity": 3} if action in ("accept", "change", "add") else {}
        sent |= {"suggestion": self.world.suggestion(part, about)} if about else {}
        return {**sent, **more}

    def send(self, part, action="accept", **more):
        return self.post("/review/acts", self.act(part, action, **more))

    def place(self, part, words):
        """Where words of a segment stand in the whole text."""
        own = row(self.world.db, "select * from segment where id = ?", [self.world.segment(part)])
        start = own["start"] + own["text"].index(words)
        return [start, start + len(words)]

    def whole(self, part):
        sql = """select coalesce(d.text, a.text) from segment s left join document d on d.id = s.document_id
                 left join answer a on a.id = s.answer_id where s.id = ?"""
        return scalar(self.world.db, sql, [self.world.segment(part)])


def standing(world):
    found = rows(world.db, "select theme_code, stance, severity, span_start, span_end from coding order by id")
    return [tuple(r) for r in found]


def test_an_act_is_appended_once_and_answered_the_same_however_often_it_is_sent(bench):
    sent = bench.act("숙련공", about="workforce", severity=4, memo="현장 확인")
    first, again = bench.post("/review/acts", sent), bench.post("/review/acts", sent)
    assert (first.status_code, again.status_code) == (201, 200) and first.json == again.json
    [told] = first.json["judgments"]
    assert (told["theme"], told["severity"], told["memo"], told["mine"], told["span"]) == (
        "workforce",
        4,
        "현장 확인",
        True,
        None,
    )
    segment = bench.world.segment("숙련공")
    assert first.json["seen"] == {segment: told["id"]} and first.json["state"][segment]["done"]
    assert first.json["progress"]["done"] == 1 and judgments(bench.world.db) == [("accept", "workforce")]


def test_sent_again_after_something_else_was_said_it_is_still_the_same_act(bench):
    sent = bench.act("숙련공", about="workforce")
    [told] = bench.post("/review/acts", sent).json["judgments"]
    assert bench.send("숙련공", "add", theme="market", seen=told["id"]).status_code == 201
    again = bench.post("/review/acts", sent)
    assert again.status_code == 200 and [j["id"] for j in again.json["judgments"]] == [told["id"]]
    assert len(judgments(bench.world.db)) == 2


def test_a_stale_act_shows_both_words_and_stores_nothing(bench):
    bench.send("숙련공", about="workforce", severity=2)
    sent = bench.act("숙련공", about="workforce", severity=5)
    stale = bench.post("/review/acts", sent)
    assert stale.status_code == 409 and stale.json["yours"] == sent
    assert [(j["theme"], j["severity"]) for j in stale.json["stands"]] == [("workforce", 2)]
    assert len(judgments(bench.world.db)) == 1
    mine = bench.post("/review/acts", {**sent, "seen": stale.json["seen"]})
    assert mine.status_code == 201 and standing(bench.world) == [("workforce", "need", 5, None, None)]


def test_words_of_a_statement_are_coded_in_the_code_points_of_its_text(bench):
    # An emoji stands before: what counts UTF-16 would be one off.
    place = bench.place("숙련공", "숙련공을")
    made = bench.send("숙련공", "add", theme="market", span=place, quote="숙련공을")
    assert made.status_code == 201 and made.json["judgments"][0]["span"] == place
    assert bench.whole("숙련공")[place[0] : place[1]] == "숙련공을" and "😀" in bench.whole("숙련공")[: place[0]]
    assert standing(bench.world) == [("market", "need", 3, *place)]


def test_an_answers_words_are_coded_too_and_the_whole_of_it_is_no_stretch(bench):
    place = bench.place("자금 조달", "자금 조달")
    made = bench.send("자금 조달", "add", theme="finance", span=place)
    assert made.json["judgments"][0]["span"] == place
    whole = bench.send(
        "자금 조달",
        "add",
        theme="finance",
        seen=made.json["judgments"][0]["id"],
        span=[0, len(bench.whole("자금 조달"))],
    )
    assert whole.json["judgments"][0]["span"] is None and len(standing(bench.world)) == 1


def test_a_stretch_over_two_statements_is_one_word_on_each_and_taken_back_at_once(bench):
    first, second = bench.world.segment("숙련공"), bench.world.segment("이자 부담")
    start, end = bench.place("숙련공", "구할")[0], bench.place("이자 부담", "대출 금리가")[1]
    sent = {**bench.act("숙련공", "add", theme="finance"), "segment": None}
    sent["spans"] = [{"segment": each, "seen": 0, "start": start, "end": end} for each in (first, second)]
    made = bench.post("/review/acts", sent)
    told = {j["segment"]: j["span"] for j in made.json["judgments"]}
    cut = {key: bench.whole("숙련공")[a:b] for key, (a, b) in told.items()}
    assert cut == {first: "구할 수가 없습니다.", second: "대출 금리가"}
    assert bench.post("/review/acts", sent).json == made.json
    undone = bench.post("/review/acts/undo", {"judgment": made.json["undo"]["judgment"]})
    assert undone.status_code == 201 and standing(bench.world) == []
    assert bench.post("/review/acts/redo", {}).status_code == 201 and len(standing(bench.world)) == 2


WRONG = (
    ({"span": [0, 2]}, "span"),
    ({"span": [5, 3]}, "span"),
    ({"span": "all"}, "span"),
    ({"quote": "다른 말", "span": "words"}, "span"),
    ({"code": "0190"}, "code"),
    ({"theme": "nowhere"}, "theme"),
    ({"severity": 9}, "severity"),
    ({"severity": "3"}, "severity"),
    ({"stance": None}, "stance"),
    ({"memo": "가" * 2001}, "memo"),
    ({"memo": 3}, "memo"),
    ({"act": "1"}, "act"),
    ({"seen": None}, "segment"),
    ({"spans": []}, "span"),
)


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_stored(bench):
    for wrong, field in WRONG:
        given = {**wrong, "span": bench.place("숙련공", "숙련공을")} if wrong.get("span") == "words" else wrong
        refused = bench.post("/review/acts", {**bench.act("숙련공", "add", theme="market"), **given})
        assert refused.status_code == 422 and field in [p["field"] for p in refused.json["problems"]], wrong
        assert all(p["where"] and p["what"] and p["right"] for p in refused.json["problems"])
    assert judgments(bench.world.db) == []


def test_nothing_of_several_statements_is_stored_where_one_of_them_is_stale(bench):
    bench.send("이자 부담", "add", theme="market")
    places = [{"segment": bench.world.segment(part), "seen": 0} for part in ("숙련공", "이자 부담")]
    sent = {**bench.act("숙련공", "add", theme="finance"), "spans": places}
    stale = bench.post("/review/acts", sent)
    assert stale.status_code == 409 and stale.json["segment"] == places[1]["segment"]
    assert judgments(bench.world.db) == [("add", "market")]


def test_a_code_beneath_the_theme_is_kept_and_another_themes_refused(bench, monkeypatch):
    monkeypatch.setitem(finer.THEME_OF, "invented", lambda _db, code: {"c1": "market"}.get(code))
    made = bench.send("숙련공", "add", theme="market", code="c1")
    assert made.json["judgments"][0]["code"] == "c1"
    assert [r["code_id"] for r in rows(bench.world.db, "select code_id from coding")] == ["c1"]
    wrong = bench.send("이자 부담", "add", theme="finance", code="c1")
    assert wrong.status_code == 422 and wrong.json["problems"][0]["field"] == "code"


def test_undo_and_redo_go_step_by_step_and_end_with_a_new_judgment(bench):
    one = bench.send("숙련공", about="workforce").json["judgments"][0]["id"]
    two = bench.send("이자 부담", about="finance").json["judgments"][0]["id"]
    first = bench.post("/review/acts/undo", {"judgment": two, "act": new_id()})
    assert first.json["undone"] and first.json["undo"]["judgment"] == one and first.json["redo"]["words"]
    bench.post("/review/acts/undo", {"judgment": one})
    assert standing(bench.world) == []
    again = [bench.post("/review/acts/redo", {}) for _ in range(3)]
    assert [r.status_code for r in again] == [201, 201, 409] and again[2].json["error"]
    assert [s[0] for s in standing(bench.world)] == ["workforce", "finance"]
    bench.post("/review/acts/undo", {"judgment": again[1].json["judgments"][0]["id"]})
    bench.send("자금 조달", "add", theme="market")
    assert bench.post("/review/acts/redo", {}).status_code == 409
    assert [s[0] for s in standing(bench.world)] == ["workforce", "market"]


def test_an_undo_and_a_redo_sent_again_are_the_same(bench):
    made = bench.send("숙련공", about="workforce").json["judgments"][0]["id"]
    back, forth = {"judgment": made, "act": new_id()}, {"act": new_id()}
    for path, sent in (("undo", back), ("redo", forth)):
        first, again = (bench.post(f"/review/acts/{path}", sent) for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 200) and first.json == again.json
    assert [action for action, _theme in judgments(bench.world.db)] == ["accept", "retract", "accept"]


def test_unsure_suggestions_are_dismissed_and_twins_refused_by_an_act(bench, monkeypatch):
    monkeypatch.setattr("app.coding.judging.judging.judgment_store.find_suggestion", graded_unsure)
    ids = [bench.world.suggestion("숙련공", "workforce")]
    made = bench.send("숙련공", "dismiss", suggestions=ids)
    assert made.status_code == 201 and [j["action"] for j in made.json["judgments"]] == ["reject"]
    alone = bench.send("이자 부담", about="finance", twins=[bench.world.segment("숙련공")])
    assert alone.status_code == 409 and len(judgments(bench.world.db)) == 1


def graded_unsure(db, suggestion_id, segment_id):
    found = row(db, "select * from suggestion where id = ? and segment_id = ?", [suggestion_id, segment_id])
    return found and {**dict(found), "grade": "perhaps"}


def test_two_coders_on_one_text_never_touch_each_other(bench, client):
    mine = bench.act("숙련공", about="workforce", severity=4)
    bench.post("/review/acts", mine)
    client.post("/sign-out", data={"csrf_token": bench.csrf})
    sign_in(client, "expert-2")
    other = Bench(bench.world, client)
    taken = other.post("/review/acts", mine)
    assert taken.status_code == 409
    made = other.send("숙련공", "reject", about="workforce")
    assert made.status_code == 201 and [j["mine"] for j in made.json["standing"]] == [True]
    assert other.post("/review/acts/undo", {"judgment": 1}).status_code == 409
    assert standing(bench.world) == [("workforce", "need", 4, None, None)]


def test_what_one_may_not_see_is_404_and_who_is_not_signed_in_401_in_json(bench, client, people):
    stranger = bench.send("임대료", "add", theme="market")
    assert stranger.status_code == 404 and stranger.json["error"]
    assert client.get(f"/review/items/{bench.world.segment('임대료')}.json").status_code == 404
    question = f"/review/items/{bench.world.segment('요즘 인력난이')}.json"
    assert client.get(question).status_code == 200, "who leads the talk is heard by all"
    with writing(bench.world.db):
        bench.world.db.conn.execute("update turn set participant_id = null where speaker = '사회자'")
    assert client.get(question).status_code == 404, "a stranger's speech only where the whole talk is in scope"
    unsigned = client.post("/review/acts", json=bench.act("숙련공", about="workforce"))
    assert unsigned.status_code == 400 and unsigned.json["error"]
    client.post("/sign-out", data={"csrf_token": bench.csrf})
    gone = client.get(f"/review/items/{bench.world.segment('숙련공')}.json")
    assert gone.status_code == 401 and gone.json["title"]
    sign_in(client, "analyst")
    assert client.get(f"/review/items/{bench.world.segment('숙련공')}.json").status_code == 403


def test_an_item_has_all_the_bench_shows_and_others_words_only_when_i_am_done(bench):
    path = f"/review/items/{bench.world.segment('숙련공')}.json?state=all"
    told = bench.client.get(path).json
    assert told["text"] == "숙련공을 구할 수가 없습니다." and "".join(p for p, _level in told["pieces"]) == told["text"]
    assert [s["theme"] for s in told["suggestions"]] == ["workforce"] and told["suggestions"][0]["evidence"]
    assert told["criteria"][0]["theme"] == "workforce" and told["criteria"][0]["include"]
    assert told["seen"] == 0 and told["others"] is None and told["judgments"] == []
    assert told["head"].startswith("😀") and told["earlier_speech"]["org_kind"] and len(told["next"]) == 2
    assert told["later"] == told["next"][0] and told["progress"]["total"] and told["undo"] is None
    bench.send("숙련공", about="workforce", severity=5)
    told = bench.client.get(path).json
    assert told["others"] == [] and told["before"]["workforce"]["severity"] == 5 and told["state"]["done"]


def test_a_transcripts_codings_are_mine_and_anothers_once_i_am_done(bench):
    world = bench.world
    document = scalar(world.db, "select id from document")
    place = bench.place("숙련공", "숙련공을")
    bench.send("숙련공", "add", theme="market", span=place)
    path = f"/review/documents/{document}/codings.json"
    told = bench.client.get(f"{path}?machine=1").json
    assert [(c["theme"], c["start"], c["end"]) for c in told["codings"]] == [("market", *place)]
    own = {s["id"]: s for s in told["segments"]}
    assert own[world.segment("숙련공")]["seen"] == told["codings"][0]["id"]
    # The other area's firm is not heard, the moderator's question is no statement of hers to code.
    assert world.segment("임대료") not in own and {m["theme"] for m in told["machine"]} >= {"workforce", "finance"}
    assert bench.client.get(f"{path}?from=2&to=2").json["codings"] == told["codings"]
    assert bench.client.get(f"{path}?from=3").json["codings"] == []
    for part, theme in (("숙련공", "regulation"), ("이자 부담", "regulation")):
        judging.judge(
            world.db, world.segment(part), coder_id=world.second, action="add", seen=0, theme_code=theme, stance="none"
        )
    seen = bench.client.get(path).json["codings"]
    # Done with the first of both alone.
    assert [(c["theme"], c["mine"]) for c in seen] == [("market", True), ("regulation", False)]
    assert bench.client.get(f"/review/documents/{new_id()}/codings.json").status_code == 404


def test_what_stands_is_kept_as_a_recount_would_find_it(bench):
    for part, about in (("숙련공", "workforce"), ("이자 부담", "finance")):
        bench.send(part, about=about)
    newest = scalar(bench.world.db, "select max(id) from judgment")
    seen = bench.send("이자 부담", "change", about="finance", theme="market", seen=newest).json
    bench.post("/review/acts/undo", {"judgment": seen["undo"]["judgment"]})
    bench.post("/review/acts/redo", {})
    bench.send("숙련공", "nothing", seen=1)
    kept = [tuple(r) for r in rows(bench.world.db, "select * from standing_now order by id")]
    assert kept == [tuple(r) for r in rows(bench.world.db, f"{STANDING} order by j.id")] and len(kept) == 2
