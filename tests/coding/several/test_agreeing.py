"""Agreement of a round: who decided what, the machine beside the people, figures kept until a word changes."""

from __future__ import annotations

import numpy as np
import pytest

from app.coding.several import agreeing, agreement_store
from app.coding.several.rated import Rated, rated
from app.coding.suggesting.suggesting import suggest
from tests.coding.several.test_settling import judge
from tests.conftest import sign_in

THEMES = ("finance", "workforce")


def word(segment, coder, action, theme=None, *, about=None, severity=None, span=(None, None)):
    return {
        "segment_id": segment, "coder_id": coder, "action": action, "theme_code": theme, "about": about, "at": "2026-11-02",
        "stance": "need" if severity else None, "severity": severity, "span_start": span[0], "span_end": span[1],
    }  # fmt: skip


def told(words, proposed=()):
    segments = [
        {"id": s, "respondent_id": f"r{s}", "start": 100, "length": 20, "document_id": None, "wave": None} for s in "ab"
    ]
    rows = [{"segment_id": s, "theme_code": t, "grade": g} for s, t, g in proposed]
    return rated(segments, words, rows, THEMES)


def test_whoever_is_done_says_of_every_theme_that_it_is_there_or_not():
    found = told([word("a", "x", "add", "finance", severity=3), word("a", "y", "nothing")])
    assert found.present[0].tolist() == [[1, 0], [0, 0]] and (found.present[1] == -1).all()


def test_a_suggestion_left_unanswered_leaves_open_what_was_not_mentioned():
    words = [word("a", "x", "reject", "finance", about="finance")]
    assert told(words, [("a", "finance", "sure"), ("a", "workforce", "sure")]).present[0, 0].tolist() == [0, -1]
    assert told(words, [("a", "finance", "sure")]).present[0, 0].tolist() == [0, 0]


def test_the_machine_stands_beside_the_coders_and_is_none_of_them():
    words = [word("a", each, "add", "finance", severity=3) for each in "xy"]
    found = told(words, [("a", "finance", "sure"), ("a", "workforce", "perhaps")])
    assert found.coders == ("x", "y") and found.machine.tolist() == [[1, 0], [0, 0]]
    shown = agreeing.figures(found, coded_only=False, draws=0)
    assert shown["machine"]["finance"] == {"proposed": 2, "agreed": 2, "missed": 0}
    assert [p["coders"] for p in shown["pairs"]] == [["x", "y"], ["x", "machine"], ["y", "machine"]]
    assert shown["coders"] == {"x": 1, "y": 1}


def test_severities_are_compared_where_two_coded_a_need_and_spans_count_within_the_segment():
    words = [
        word("a", "x", "add", "finance", severity=3, span=(105, 115)),
        word("a", "y", "add", "finance", severity=4),
        word("b", "x", "add", "finance", severity=1),
    ]
    found = told(words)
    assert found.severity == [("ra", (3, 4))]
    assert [(s.coder, s.start, s.end) for s in found.spans] == [("x", 5, 15), ("y", 0, 20), ("x", 0, 20)]


def test_two_who_never_name_the_same_do_not_read_as_agreeing():
    present = np.array([[[1, 0], [0, 1]], [[0, 1], [1, 0]]], np.int8)
    table = Rated(
        ("a", "b"), ("x", "y"), THEMES, ("ra", "rb"), ("w", "w"), ("m", "m"), present, present[:, 0], [], [], {}
    )
    assert agreeing.figures(table, coded_only=False, draws=0)["overall"]["alpha"]["value"] < 0
    shown = agreeing.figures(table, coded_only=True, draws=0)
    assert shown["overall"]["alpha"]["reason"] == "coded_only" and shown["overall"]["percent"]["value"] == 0


@pytest.fixture
def coded(world):
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    judge(world, world.expert, "add", severity=5)
    judge(world, world.second, "reject")
    return world


def test_figures_are_kept_until_a_word_changes_and_many_wait_for_the_worker(coded, monkeypatch):
    figures, at, fresh = agreeing.agreement_of(coded.db, coded.round_id, coded_only=False)
    assert fresh and figures["twice"] == 1
    monkeypatch.setattr(agreeing, "reckon", None)  # nothing is reckoned again
    assert agreeing.agreement_of(coded.db, coded.round_id, coded_only=False)[1] == at
    monkeypatch.undo()
    monkeypatch.setattr(agreeing, "AT_ONCE", 0)
    judge(coded, coded.expert, "add", part="숙련공", severity=2)
    assert agreeing.agreement_of(coded.db, coded.round_id, coded_only=False)[2] is False
    told_of = []
    agreeing.agreement_job(coded.db, {"round_id": coded.round_id}, lambda *said: told_of.append(said))
    assert agreeing.agreement_of(coded.db, coded.round_id, coded_only=True)[2] is True
    assert told_of and all(0 < done <= of and phase == "agreement" for done, of, phase in told_of)
    assert agreement_store.judged(coded.db, coded.round_id) == 3


def test_page_and_table_open_for_experts_and_analysts(client, coded):
    for role in ("expert", "analyst"):
        sign_in(client, role)
        assert "코더 일치도" in client.get("/review/agreement").text
        assert "추정할 수 없음" in client.get("/review/agreement?coded=1").text
        assert "기계의 제안" in client.get("/review/agreement.csv").text
    sign_in(client, "official")
    assert client.get("/review/agreement").status_code == 403
