"""Segments keep exact places in texts that never change; cutting and suggesting may be repeated."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys

from app import jobs
from app.coding.statements.segmenting import segment_round
from app.coding.suggesting import suggesting
from app.db import rows, scalar, writing


def test_every_segment_is_the_very_stretch_of_its_document_emoji_and_all(world):
    assert segment_round(world.db, world.round_id) > 5
    stored = rows(
        world.db,
        'select s.text, s.start, s."end", d.text as whole from segment s join document d on d.id = s.document_id',
    )
    assert stored and all(s["whole"][s["start"] : s["end"]] == s["text"] for s in stored)
    assert any("😀" in s["whole"][: s["start"]] for s in stored)
    answers = rows(
        world.db, 'select s.text, s.start, s."end", a.text as whole from segment s join answer a on a.id = s.answer_id'
    )
    assert answers and all(s["whole"][s["start"] : s["end"]] == s["text"] for s in answers)


def test_segments_belong_to_the_speakers_respondent_and_a_moderators_to_none(world):
    segment_round(world.db, world.round_id)
    whose = {r["text"]: r["respondent_id"] for r in rows(world.db, "select text, respondent_id from segment")}
    assert whose["요즘 인력난이 어떻습니까?"] is None
    assert whose["숙련공을 구할 수가 없습니다."] == world.respondent("F1")
    assert whose["자금 조달이 어렵습니다."] == world.respondent("F1")


def test_cutting_and_suggesting_again_adds_nothing(world):
    args = {"round_id": world.round_id}
    first = suggesting.suggest(world.db, args, lambda *_: None)
    assert first["cut"] == first["segments"] > 5 and first["suggestions"] > 3
    assert suggesting.suggest(world.db, args, lambda *_: None) == {"cut": 0, "segments": 0, "suggestions": 0}


def test_a_job_that_was_killed_goes_on_where_it_stood(world, monkeypatch):
    monkeypatch.setattr(suggesting, "BATCH", 2)

    def dying(done, _total, message):
        if message == "suggestions" and done >= 4:
            raise KeyboardInterrupt

    with contextlib.suppress(KeyboardInterrupt):
        suggesting.suggest(world.db, {"round_id": world.round_id}, dying)
    looked_at = scalar(world.db, "select count(*) from analysed")
    assert looked_at == 4
    rest = suggesting.suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    assert rest["cut"] == 0 and rest["segments"] == scalar(world.db, "select count(*) from segment") - 4


def test_the_job_tells_its_result_and_leaves_a_trail(world):
    job_id = jobs.enqueue(world.db, "suggest", {"round_id": world.round_id}, person_id=world.expert)
    jobs.run(world.db, job_id)
    job = jobs.find(world.db, job_id)
    assert job["state"] == "done" and json.loads(job["result"])["segments"] == job["done"] == job["total"]
    assert scalar(world.db, "select count(*) from audit where action = 'themes suggested'") == 1


def test_a_denied_shortage_is_never_suggested_as_a_need(world):
    suggesting.suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    found = rows(
        world.db,
        """select s.text, c.stance from current_suggestion c join segment s on s.id = c.segment_id
           where s.text like '%인력난은 없%' and c.theme_code = 'workforce'""",
    )
    assert len(found) == 2 and {r["stance"] for r in found} <= {"none", "resolved"}


def test_evidence_stands_in_the_segments_text_where_it_says(world):
    suggesting.suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    suggested = rows(
        world.db, "select c.evidence, s.text from current_suggestion c join segment s on s.id = c.segment_id"
    )
    assert any("이자 부담" in [e["text"] for e in json.loads(r["evidence"])["terms"]] for r in suggested)
    for r in suggested:
        found = json.loads(r["evidence"])
        assert all(r["text"][e["start"] : e["end"]] == e["text"] for e in found["terms"] + found["cues"])


def test_a_new_answer_is_cut_on_the_next_run_and_the_place_of_a_segment_never_changes(world):
    segment_round(world.db, world.round_id)
    before = [tuple(r) for r in rows(world.db, "select id, start, text from segment order by id")]
    world.answer("F3", "wanted", "대출 보증을 늘려 주십시오.")
    assert segment_round(world.db, world.round_id) == 1
    after = [tuple(r) for r in rows(world.db, "select id, start, text from segment order by id")]
    assert set(before) < set(after)
    try:
        with writing(world.db):
            world.db.conn.execute("update segment set start = start + 1")
    except Exception as error:
        assert "never change" in str(error)
    else:
        raise AssertionError("a segment was moved")


def test_the_web_process_never_loads_the_analysers():
    asked = "import sys, app.coding.routes; print([m for m in ('kiwipiepy', 'spacy') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
