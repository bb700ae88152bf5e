"""What to code next, when it is enough, and words that ask for a second look."""

from __future__ import annotations

import random

import pytest

from app.accounts.people import EVERYTHING
from app.coding.judging.queue import Filters, filters_from
from app.coding.judging.queue_store import Desk, after, before, first, listed, order_of
from app.coding.learning import enough, model_store, suspect_store
from app.coding.learning.learning import refit
from app.coding.statements.recounting import recount
from app.db import rows, scalar, writing
from nlp.learning.sampling import doubt, order, uncertainty
from tests.coding.learning.learned_world import teach
from tests.conftest import sign_in


@pytest.fixture
def taught(world):
    return teach(world, 40, 40)


def desk(world, coder_id=None):
    return Desk(coder_id or world.expert, EVERYTHING, world.round_id)


def ids(world, filters):
    return [s["id"] for s in listed(world.db, desk(world), filters, limit=1_000, offset=0)]


def test_one_in_four_comes_by_chance_and_the_rest_by_what_the_model_is_least_sure_of() -> None:
    unsure = {f"{n:03}": n / 100 for n in range(100)}
    found = order(unsure, chance=lambda name: name)
    assert found[3::4] == [f"{n:03}" for n in range(25)]
    assert [s for n, s in enumerate(found) if n % 4 != 3] == [f"{n:03}" for n in range(99, 24, -1)]
    assert order({}) == [] and order({"a": 0.1, "b": 0.2}) == ["b", "a"]


def test_the_order_of_two_segments_does_not_depend_on_how_they_arrived() -> None:
    names = [f"{n:012x}" for n in random.Random(7).sample(range(16**12), 50)]
    unsure = {name: uncertainty([int(name[:2], 16) / 255]) for name in names}
    shuffled = dict(random.Random(8).sample(list(unsure.items()), 50))
    assert order(unsure) == order(shuffled)


def test_the_queue_asks_in_the_order_of_sampling_once_a_model_has_learned(taught):
    assert order_of(taught.db, Filters()) == "score" and order_of(taught.db, filters_from({"order": "next"})) == "next"
    version = refit(taught.db, taught.round_id)["version"]
    assert order_of(taught.db, Filters()) == "next" and order_of(taught.db, Filters(order="score")) == "score"
    with writing(
        taught.db
    ):  # the eighth of these suggestions is the least sure of its stance, the others of their theme
        taught.db.conn.execute("drop trigger suggestion_no_update")
        taught.db.conn.execute("update suggestion set stance_share = case when rowid % 8 then 0.9 else 0.3 end")
        recount(taught.db)
    read: dict[str, list[float]] = {}
    for r in rows(taught.db, "select * from reading where model_version = ?", [version]):
        read.setdefault(r["segment_id"], []).append(r["probability"])
    everything = ids(taught, Filters(state="all"))
    assert len(everything) > 40
    unsure = {s: max(map(doubt, read[s])) if s in read else -1.0 for s in everything}
    suggested: dict[str, list[float]] = {}
    for r in rows(taught.db, "select * from current_suggestion"):
        suggested.setdefault(r["segment_id"], []).append(doubt(r["score"], r["stance_share"]))
    unsure |= {s: max(own) for s, own in suggested.items() if s in unsure}
    assert everything == order(unsure)
    assert unsure[everything[0]] == max(unsure.values()) == 0.5


def test_a_suggestion_says_how_sure_its_stance_is(taught):
    shares = [r["stance_share"] for r in rows(taught.db, "select stance_share from current_suggestion")]
    assert shares and all(share is not None and 0.0 < share <= 1.0 for share in shares)


def test_the_lowest_scores_of_a_theme_come_first_where_rejections_are_looked_for(taught):
    found = ids(taught, Filters(state="all", order="low", theme="workforce"))
    scored = {
        r["segment_id"]: r["score"]
        for r in rows(taught.db, "select * from current_suggestion where theme_code = 'workforce'")
    }
    read = [scored.get(each, 2.0) for each in found]
    assert len(found) > 40 and read == sorted(read) and read[0] < read[-1]


def test_the_next_and_the_one_before_follow_that_order(taught):
    refit(taught.db, taught.round_id)
    every = Filters(state="all")
    found = ids(taught, every)
    assert first(taught.db, desk(taught), every) == found[0]
    assert [after(taught.db, desk(taught), every, s) for s in found[:5]] == found[1:6]
    assert [before(taught.db, desk(taught), every, s) for s in found[1:5]] == found[:4]
    assert before(taught.db, desk(taught), every, found[0]) is None


def contradict(world, held_out):
    """Make the model's held-out probability of one of the expert's accepted words what is given; its segment."""
    version = refit(world.db, world.round_id)["version"]
    found = rows(
        world.db,
        """select r.segment_id, r.theme_code from reading r join verdict v
             on v.segment_id = r.segment_id and v.theme_code = r.theme_code and v.coded = 1
           where r.model_version = ? and v.coder_id = ? and r.held_out is not null order by r.segment_id limit 1""",
        [version, world.expert],
    )[0]
    with writing(world.db):
        world.db.conn.execute("update reading set held_out = 0.5")
        world.db.conn.execute(
            "update reading set held_out = ? where model_version = ? and segment_id = ? and theme_code = ?",
            [held_out, version, *found],
        )
    return found["segment_id"]


def test_an_accepted_theme_that_a_model_without_it_finds_unlikely_asks_for_a_second_look(taught):
    segment = contradict(taught, 0.1)
    assert ids(taught, Filters(state="suspect")) == [segment]
    (found,) = suspect_store.suspects_of(taught.db, taught.expert, segment)
    assert (found["theme_code"], found["coded"], found["held_out"]) == ("workforce", 1, 0.1)
    assert suspect_store.count_segments(taught.db) == suspect_store.count_segments(taught.db, taught.expert) == 1
    assert suspect_store.count_segments(taught.db, "somebody else") == 0


def test_a_little_above_the_border_nothing_is_suspected(taught):
    contradict(taught, 0.11)
    assert ids(taught, Filters(state="suspect")) == [] and suspect_store.count_segments(taught.db) == 0


def test_a_rejected_theme_that_a_model_without_it_finds_likely_asks_too(taught):
    contradict(taught, 0.5)
    with writing(taught.db):
        taught.db.conn.execute(
            """update reading set held_out = 0.9 where segment_id in
                 (select segment_id from verdict where coded = 0 and theme_code = 'workforce' limit 1)
               and theme_code = 'workforce'"""
        )
    (segment,) = ids(taught, Filters(state="suspect"))
    assert [bool(s["coded"]) for s in suspect_store.suspects_of(taught.db, taught.expert, segment)] == [False]


def test_a_word_given_again_is_let_be(taught):
    segment = contradict(taught, 0.05)
    newest = scalar(taught.db, "select max(id) from judgment where segment_id = ?", [segment])
    with writing(taught.db):
        columns = (
            "segment_id, suggestion_id, coder_id, action, theme_code, stance, severity, memo, codebook_id, example"
        )
        taught.db.conn.execute(
            f"""insert into judgment({columns}, at)
                select {columns}, '2099-01-01T00:00:00.000000+00:00' from judgment where id = ?""",
            [newest],
        )
    assert ids(taught, Filters(state="suspect")) == []


def test_enough_is_three_models_in_a_row_that_say_the_same_as_the_one_before() -> None:
    assert enough.in_a_row([None, 0.9, 0.99, 0.99, 0.99]) == 3 == enough.IN_A_ROW
    assert enough.in_a_row([None, 0.99, 0.98, 0.99]) == 1
    assert enough.in_a_row([None]) == 0
    assert enough.chart([(1, 10, None)]) is None
    found = enough.chart([(1, 10, None), (2, 20, 0.72), (3, 30, 0.995)])
    assert found is not None and found.description == "2번째: 0.720; 3번째: 0.995"


def test_models_learned_without_a_new_judgment_do_not_count(taught, client):
    refit(taught.db, taught.round_id)
    with writing(taught.db):
        for number in (2, 3, 4):
            taught.db.conn.execute(
                """insert into model select ?, kind, ?, decisions_sha256, lexicon_version, analyser_version, codebook_id,
                     card, files, 1.0, created_by, created_at from model where number = 1 and kind = 'theme'""",
                [f"v{number}", number],
            )
    page = sign_in(client, "expert").get("/review/enough").text
    assert "더 검토해도 결과가 거의 바뀌지 않습니다." not in page and "견줄 모델이 모자랍니다" in page
    assert page.count('<span class="badge">새 판단 없음</span>') == 3


def test_the_page_tells_how_far_it_is_and_who_may_see_it(taught, client):
    segment = contradict(taught, 0.02)
    page = sign_in(client, "expert").get("/review/enough")
    assert page.status_code == 200 and "견줄 모델이 모자랍니다" in page.text and "문장이 1개 있습니다" in page.text
    with writing(taught.db):
        for number, agreement in ((2, 0.99), (3, 0.995), (4, 1.0)):
            taught.db.conn.execute(
                """insert into model select ?, kind, ?, decisions_sha256 || ?, lexicon_version, analyser_version,
                     codebook_id, json_set(card, '$.until', 1000 + ?), files, ?, created_by, created_at
                   from model where number = 1 and kind = 'theme'""",
                [f"v{number}", number, number, number, agreement],
            )
    assert "더 검토해도 결과가 거의 바뀌지 않습니다." in client.get("/review/enough").text
    listed_page = client.get("/review?state=suspect").text
    assert "다시 볼 이유" in listed_page and "2 %" in listed_page.replace("2%", "2 %")
    assert "다시 볼 이유" in client.get(f"/review/{segment}").text
    assert "모델이 모르는 것부터" in listed_page
    assert sign_in(client, "analyst").get("/review/enough").status_code == 200
    assert sign_in(client, "researcher").get("/review/enough").status_code == 403
    assert model_store.current(taught.db, "theme")
