"""The small round with its statements cut, looked at and placed without an analyser; what is kept of its queue."""

from __future__ import annotations

import json

from app.clock import now
from app.coding.statements.dealing import deal
from app.coding.statements.recounting import recount, wrong_words
from app.coding.suggesting import suggestion_store
from app.coding.suggesting.suggestion_store import Versions
from app.db import rows, scalar, writing
from app.ids import new_id
from tests.coding.conftest import World

BY, LATER = Versions("lexicon", "analyser", "base"), Versions("lexicon", "analyser", "later")


def cut(world: World) -> World:
    """Statements without an analyser: every sentence of talk and answers, two of three with suggestions."""
    with writing(world.db):
        for n, (turn, document, start, text) in enumerate(_turns(world)):
            _segment(world, start, text, n, document=document, turn=turn)
        for r in rows(
            world.db, "select a.id, a.text, r.respondent_id from answer a join response r on r.id = a.response_id"
        ):
            if r["text"]:
                _segment(world, 0, r["text"], 0, answer=r["id"], respondent=r["respondent_id"])
    analyse(world, BY)
    deal(world.db, world.round_id)
    return world


def _turns(world: World):
    for r in rows(
        world.db, "select t.*, d.text from turn t join document d on d.id = t.document_id order by t.position"
    ):
        at = r["start"]
        for sentence in r["text"][r["start"] : r["end"]].split(". "):
            yield r["id"], r["document_id"], at, sentence
            at += len(sentence) + 2


def _segment(world, start, text, position, *, document=None, turn=None, answer=None, respondent=None):
    if turn:
        respondent = scalar(
            world.db,
            "select p.respondent_id from turn t left join participant p on p.id = t.participant_id where t.id = ?",
            [turn],
        )
    world.db.conn.execute(
        """insert into segment(id, round_id, document_id, turn_id, answer_id, respondent_id, position, start, "end", text,
             language, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ko', ?)""",
        [
            *(new_id(), world.round_id, document, turn, answer, respondent, position, start, start + len(text), text),
            now(),
        ],
    )


def analyse(world: World, by: Versions, themes=("workforce", "finance", "market")) -> None:
    """Every segment looked at: the first of three without a suggestion, the second with one, the third with two."""
    book = scalar(world.db, "select id from codebook order by number desc limit 1")
    found = [r["id"] for r in rows(world.db, "select id from segment where text <> '' order by id")]
    made = [
        {
            **by.columns(),
            **{"segment_id": each, "theme_code": themes[(n + m) % 3], "score": 0.9 - (n % 7) / 10 - m / 50},
            **{"stance": "need", "severity": 3, "evidence": json.dumps({"terms": [], "cues": []}), "probability": None},
            **{"grade": "perhaps" if (n + m) % 4 == 0 else "sure", "explanation": "", "codebook_id": book},
        }
        for n, each in enumerate(found)
        for m in range(n % 3)
    ]
    with writing(world.db):
        suggestion_store.insert_suggestions(world.db, made)
        suggestion_store.insert_analysed(
            world.db, {each: "greeting" if n % 11 == 5 else "" for n, each in enumerate(found)}, by
        )


def same(world: World) -> None:
    """What is kept is what a recount finds. Places of the order for teaching are dealt anew first."""
    assert wrong_words(world.db) == []
    assert recount(world.db) == []
    assert wrong_words(world.db) == []
