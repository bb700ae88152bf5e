"""What each roundtable was the first to bring, counted in a small round: worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from app.accounts.people import Scope
from app.coding.meaning import vector_store
from app.coding.statements.segmenting import segment_round
from app.coding.themes import saturating
from app.coding.themes.saturating import saturation
from app.db import rows, writing
from app.roundtables.preview.importing import import_record
from tests.coding.conftest import record

# Day, and who says what on which theme: the second firm speaks of another area.
LATER = (
    (
        "2026-10-20",
        (
            ("A정밀 대표", "사람을 구하지 못합니다.", "workforce"),
            ("B소프트 대표", "사람을 구하지 못해요.", "workforce"),
        ),
    ),
    (
        "2026-10-12",
        (("A정밀 대표", "이자가 무겁습니다.", "finance"), ("A정밀 대표", "대출을 거절당했습니다.", "finance")),
    ),
)
# Which statements mean the same, as an encoder might tell.
MEANINGS = {"숙련공을": 1, "사람을": 1, "이자가": 2, "대출을": 3}


@pytest.fixture
def held(world, monkeypatch):
    for n, (day, said) in enumerate(LATER):
        text = "\n\n".join(f"{who}: {words}" for who, words, _theme in said).encode()
        told = {**record(), "code": f"later-{n}", "title": f"예시 협의체 {day}", "date": day}
        import_record(world.db, told, ("녹취록.txt", text), None)
    segment_round(world.db, world.round_id)
    themes = {words: theme for _day, said in LATER for _who, words, theme in said} | {
        "숙련공을 구할 수가 없습니다.": "workforce"
    }
    with writing(world.db):
        for each in rows(world.db, "select id, text from segment"):
            if each["text"] in themes:
                code(world, each["id"], themes[each["text"]])
    monkeypatch.setattr(saturating, "version_here", lambda: "invented")
    return world


def code(world, segment_id, theme):
    book = rows(world.db, "select id from codebook order by number desc")[0]["id"]
    world.db.conn.execute(
        """insert into judgment(segment_id, coder_id, action, theme_code, stance, severity, codebook_id, at)
           values (?, ?, 'add', ?, 'need', 3, ?, '2026-11-01')""",
        [segment_id, world.expert, theme, book],
    )


def read(world):
    """Vectors as if encoded: what means the same lies together."""
    with writing(world.db):
        said = rows(world.db, "select id, text from segment where document_id is not null")
        made = [
            (each["id"], np.eye(8, dtype="<f2")[next((n for word, n in MEANINGS.items() if word in each["text"]), 0)])
            for each in said
        ]
        vector_store.insert_vectors(world.db, world.round_id, "invented", [(s, v.tobytes()) for s, v in made])


def test_roundtables_stand_by_day_and_count_themes_by_area_nobody_had_named(held):
    found = saturation(held.db, held.round_id, Scope(None))
    assert [each["held_on"] for each in found.sittings] == ["2026-10-12", "2026-10-14", "2026-10-20"]
    # finance of B001; workforce of B001; workforce of B002.
    assert (found.statements, found.pairs.new) == ((2, 1, 2), (1, 1, 1))
    assert found.things is None and found.pairs.ratio is None


def test_things_said_of_a_theme_are_counted_once_whoever_says_them(held):
    read(held)
    found = saturation(held.db, held.round_id, Scope(None))
    assert found.things is not None and found.things.new == (2, 1, 0)
    assert found.unread == 0


def test_an_area_counts_what_its_own_said_and_a_scope_sees_no_more(held):
    read(held)
    alone = saturation(held.db, held.round_id, Scope(None), area_id=held.areas["B002"])
    assert alone.pairs.new == (0, 0, 1) and alone.statements == (0, 0, 1) and alone.few
    scoped = saturation(held.db, held.round_id, Scope(frozenset([held.areas["B001"]])))
    assert scoped.pairs.new == (1, 1, 0) and scoped.statements == (2, 1, 1)


def test_a_withdrawn_transcript_brought_nothing(held):
    with writing(held.db):
        held.db.conn.execute(
            """insert into withdrawal select d.id, 'why', ?, '2026-11-30' from document d
               join roundtable rt on rt.id = d.roundtable_id where rt.held_on = '2026-10-12'""",
            [held.expert],
        )
    found = saturation(held.db, held.round_id, Scope(None))
    assert [each["held_on"] for each in found.sittings] == ["2026-10-14", "2026-10-20"]
    assert found.pairs.new == (1, 1)
