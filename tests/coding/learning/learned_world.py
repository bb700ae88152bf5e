"""A round with enough decisions for a model: statements the lexicon misses, and statements it takes wrongly."""

from __future__ import annotations

from collections.abc import Iterable

from app.codebook import store as codebook_store
from app.coding.judging import judgment_store
from app.coding.statements.judgments import Word
from app.coding.suggesting.suggesting import suggest_round
from app.db import scalar, writing
from tests.coding.conftest import World

NEED_WORDS = "용접할 분을 모시지 못해"


def need(n: int) -> str:
    return f"올해 {n}달째 {NEED_WORDS} 애를 먹습니다."


def named(n: int) -> str:
    return f"인력난이라는 말은 {n}번 들었을 뿐입니다."


def teach(world: World, accepted: int, rejected: int, *, upside_down: bool = False) -> World:
    """Say so many statements, suggest, and let the expert decide; `upside_down`: as the lexicon would."""
    yes, no = (named, need) if upside_down else (need, named)
    said = [yes(n) for n in range(2, accepted + 2)], [no(n) for n in range(2, rejected + 2)]
    world.answer("F3", "wanted", "\n".join(said[0] + said[1]))
    suggest_round(world.db, world.round_id)
    judge_all(world, said[0], accepted=True)
    judge_all(world, said[1], accepted=False)
    return world


def judge_all(world: World, texts: Iterable[str], *, accepted: bool, coder: str = "", stance: str = "need") -> None:
    """Accept (or add) or reject workforce for each of these segments."""
    book = codebook_store.newest(world.db)
    assert book is not None
    for text in texts:
        segment = scalar(world.db, "select id from segment where text = ?", [text])
        assert segment, text
        suggestion = world.suggestion(text, "workforce")
        action = ("accept" if suggestion else "add") if accepted else "reject"
        severity = 3 if accepted and stance == "need" else None
        word = Word(action, "workforce", None, stance if accepted else None, severity)
        with writing(world.db):
            judgment_store.insert_judgment(
                world.db,
                segment_id=segment,
                coder_id=coder or world.expert,
                word=word,
                suggestion_id=suggestion,
                codebook_id=book["id"],
            )
