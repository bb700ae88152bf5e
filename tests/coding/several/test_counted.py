"""One read of the words that count: after settling, evaluation, themes, quotes, corpus and files say the same."""

from __future__ import annotations

from collections import Counter

import pytest

from app.accounts.people import EVERYTHING
from app.coding.access import themes_by_code
from app.coding.codes.counting import counts
from app.coding.several import settling
from app.coding.several.sides import Coding
from app.coding.statements.voices import problem_codings, respondents
from app.coding.themes import quote_list, quote_store
from app.coding.themes.quote_list import Wanted
from app.coding.themes.themes import prevalences
from app.corpus.asking import ask
from app.corpus.questions import Question
from app.evaluation.display.trace_store import voices_of_themes
from app.exchange.carrying.gathering import Manner, gather
from app.exchange.writers.themed import themed
from tests.corpus.conftest import coder, cut, wide

__all__ = ["cut", "wide"]
THEMES = ("workforce", "finance", "location", "market")


@pytest.fixture
def round_settled(cut, people):
    """Three statements two coders see differently: one settled away, one to another theme, one left open."""
    say = coder(cut)
    say("숙련공", "finance", 5)
    say("숙련공", "workforce", 2, who=cut.second)
    say("임대료", "location", 4)
    say("임대료", "location", 1, who=cut.second)
    say("자금 조달", "finance", 4)
    say("자금 조달", "finance", 1, who=cut.second)

    def settle(part, *codings):
        segment = cut.segment(part)
        said = list(codings)
        settling.settle(cut.db, segment, person_id=people["analyst"], seen=0, codings=said, reason="기준을 함께 읽음")

    settle("숙련공")
    settle("임대료", Coding("market", "need", 3))
    return cut


def by_themes(world):
    """Theme to how many named it and how severe it was said to be, over both areas."""
    found = {}
    problems = problem_codings(world.db, world.round_id)
    for (_area, theme), cell in prevalences(respondents(world.db, world.round_id), problems).items():
        found[theme] = (found.get(theme, (0,))[0] + (cell.k or 0), cell.severity)
    return found


def test_all_pages_and_files_count_what_was_settled_in_place_of_the_coders_words(round_settled, wide, app):
    db, round_id = round_settled.db, round_settled.round_id
    assert by_themes(round_settled) == {"market": (1, 3.0), "finance": (1, 2.5)}
    named = Counter()
    for area in round_settled.areas.values():
        named.update({r["theme_code"]: r["named"] for r in voices_of_themes(db, round_id, area, THEMES)})
    assert named == {"market": 1, "finance": 1}
    quotes = quote_store.quotes(db, Wanted(round_id, EVERYTHING, stance="need"))
    assert {(q["theme_code"], q["severity_mean"], q["coders"]) for q in quotes} == {
        ("market", 3.0, 1),
        ("finance", 2.5, 2),
    }
    assert quote_list.count_quotes(db, Wanted(round_id, EVERYTHING)) == 2
    found = {theme: ask(db, Question(any=(theme,), stance="need"), wide).respondents for theme in THEMES}
    assert {theme: n for theme, n in found.items() if n} == {"market": 1, "finance": 1}
    assert {code: n.codings for code, n in counts(db, EVERYTHING, [], round_id).items()} == {"market": 1, "finance": 2}
    with app.test_request_context():
        project = gather(
            db, Wanted(round_id, EVERYTHING), themes_by_code(db), name="예시", manner=Manner(False, counting=True)
        )
        read = {each.code.name: len(each.quotes) for each in themed(project)}
    assert read == {"판로·수출·내수": 1, "자금·금융": 1}
