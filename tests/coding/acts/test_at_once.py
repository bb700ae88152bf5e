"""Acts beside each other and cut off in the middle: two coders on one text, a process killed while it writes."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from app.accounts.people import EVERYTHING
from app.coding.acts import acting
from app.coding.acts.act import Act, Place
from app.coding.judging.judgment_store import newest_judgment
from app.coding.judging.queue_store import Desk
from app.db import connect, rows
from app.errors import Conflict
from app.ids import new_id
from tests.coding.conftest import World
from tests.coding.listed_world import cut, same


@pytest.fixture
def listed(world: World) -> World:
    return cut(world)


def act_on(segment: str, seen: int, theme: str, severity: int = 3, act: str = "") -> Act:
    word = {"theme_code": theme, "code_id": None, "suggestion_id": None, "stance": "need", "severity": severity}
    return Act(act or new_id(), (Place(segment, seen),), "add", {**word, "statement": None, "memo": ""})


def segments_of(world: World) -> list[str]:
    return [r["segment_id"] for r in rows(world.db, "select segment_id from queue_now order by segment_id")]


def test_two_coders_coding_the_same_statements_at_once_lose_nothing_and_touch_nothing(app, listed):
    path, wrong = app.config["MOKSORI"].database, []

    def code(coder: str, theme: str) -> None:
        db, desk = connect(path), Desk(coder, EVERYTHING, listed.round_id)
        with app.test_request_context():
            for round_ in range(3):
                for segment in segments_of(listed):
                    try:
                        act = act_on(segment, newest_judgment(db, segment, coder), theme, severity=round_ + 1)
                        acting.do(db, act, {}, desk=desk)
                    except Exception as error:
                        wrong.append(error)
        db.conn.close()

    both = [
        threading.Thread(target=code, args=each) for each in ((listed.expert, "finance"), (listed.second, "market"))
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert wrong == []
    stands = rows(listed.db, "select segment_id, coder_id, theme_code, severity from standing")
    assert len(stands) == 2 * len(segments_of(listed)) and {r["severity"] for r in stands} == {3}
    assert {(r["coder_id"], r["theme_code"]) for r in stands} == {
        (listed.expert, "finance"),
        (listed.second, "market"),
    }
    same(listed)


def test_of_two_pages_of_one_coder_at_once_exactly_one_is_stored(app, listed):
    path, segment, told = app.config["MOKSORI"].database, segments_of(listed)[0], []

    def code(theme: str) -> None:
        db = connect(path)
        with app.test_request_context():
            try:
                acting.do(db, act_on(segment, 0, theme), {}, desk=Desk(listed.expert, EVERYTHING, listed.round_id))
                told.append("stored")
            except Conflict:
                told.append("stale")
        db.conn.close()

    both = [threading.Thread(target=code, args=(theme,)) for theme in ("finance", "market")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(told) == ["stale", "stored"]


@pytest.mark.parametrize("seed", range(3))
def test_what_was_acknowledged_before_a_kill_is_there_once_and_sent_again_stays_once(app, listed, seed):
    acts = [act_on(segment, 0, "finance", act=new_id()) for segment in segments_of(listed)]
    reading, writing_ = os.pipe()
    child = os.fork()
    if child == 0:
        db, desk = connect(app.config["MOKSORI"].database), Desk(listed.expert, EVERYTHING, listed.round_id)
        with app.test_request_context():
            for act in acts:
                acting.do(db, act, {}, desk=desk)
                os.write(writing_, act.id.encode())
        time.sleep(60)
    acknowledged = os.read(reading, 36 * (seed * 2 + 1)).decode()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(writing_)
    acknowledged += os.read(reading, 36 * len(acts)).decode()
    os.close(reading)
    ids = {acknowledged[n : n + 36] for n in range(0, len(acknowledged), 36)}
    stored = {r["act"] for r in rows(listed.db, "select act from judgment")}
    assert ids and ids <= stored
    same(listed)
    with app.test_request_context():
        desk = Desk(listed.expert, EVERYTHING, listed.round_id)
        again = [acting.do(listed.db, act, {}, desk=desk).new for act in acts]
    assert again == [act.id not in stored for act in acts]
    assert len(rows(listed.db, "select 1 from judgment")) == len(acts) == len(rows(listed.db, "select 1 from standing"))
    same(listed)
