"""The small round of coding, a statement a speech and an answer, coded by two experts without a machine."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.coding.judging.judging import judge
from app.coding.statements import store
from app.coding.statements.segments import placed
from app.corpus.asking import ask
from app.corpus.ground_store import keys_of
from app.corpus.questions import Question, Sight
from app.db import rows, scalar, writing
from tests.coding.conftest import World, world

__all__ = ["world"]


@pytest.fixture
def cut(db: Database, world: World) -> World:
    """Every speech and answer one statement."""
    with writing(db):
        for document in store.documents_to_cut(db, world.round_id):
            for n, source in enumerate(store.turns_to_cut(db, document)):
                whole = [(0, len(source.text), "ko")]
                store.insert_segments(db, world.round_id, placed(source, whole, first=n))
        for response in store.responses_to_cut(db, world.round_id):
            for source in store.answers_to_cut(db, response):
                store.insert_segments(db, world.round_id, placed(source, [(0, len(source.text), "ko")]))
    return world


@pytest.fixture
def coded(cut: World) -> World:
    """Labour and money in one speech, money in an answer, labour by the other expert."""
    say = coder(cut)
    say("숙련공", "workforce", 4)
    say("숙련공", "finance", 5)
    say("자금 조달", "finance", 2)
    say("임대료", "location", 3, who=cut.second)
    say("이 지역은", "workforce", 3, who=cut.second)
    return cut


def coder(world: World) -> Callable[..., None]:
    """Codes a statement that holds a part, as an expert adds a theme."""

    def say(
        part: str, theme: str, severity: int | None, *, who: str = "", stance: str = "need", code: str | None = None
    ) -> None:
        segment = world.segment(part)
        mine = [segment, who or world.expert]
        seen = scalar(world.db, "select coalesce(max(id), 0) from judgment where segment_id = ? and coder_id = ?", mine)
        judge(
            world.db,
            segment,
            coder_id=who or world.expert,
            action="add",
            seen=seen,
            theme_code=theme,
            suggestion_id=None,
            stance=stance,
            severity=severity,
            memo="",
            code_id=code,
        )

    return say


@pytest.fixture
def wide(cut: World) -> Sight:
    return Sight(EVERYTHING, cut.round_id)


def texts(world: World, sight: Sight, **asked: object) -> list[str]:
    """How what a question finds begins, in its order."""
    found = ask(world.db, Question(**asked), sight)  # type: ignore[arg-type]
    keys = keys_of(world.db, found.ids.tolist())
    said = {r["id"]: r["text"] for r in rows(world.db, "select id, text from segment")}
    return [said[key].lstrip("😀 ")[:5] for key in keys]
