"""A version of the codebook that drops a theme: its codings go where the draft says, or stay under the old name."""

from __future__ import annotations

import pytest

from app.codebook import draft_store, drafting, releasing
from app.coding.access import theme_names
from app.coding.codes import code_store, moving
from tests.codebook.test_drafting import previewed


@pytest.fixture
def dropping(coding):
    """A coding with a code beneath the theme that goes, and one without; what publishes a draft that drops it."""
    code = coding.make("이자 부담", "finance")
    coding.judge("이자 부담", code, "finance", severity=4)
    coding.judge("숙련공을", None, "finance", by=coding.world.second)
    me = coding.world.expert
    drafting.begin(coding.db, me)

    def publish(into):
        drafting.drop_theme(coding.db, me, "finance", into)
        previewed(coding.db, me)
        changed = draft_store.open_draft(coding.db, me).changed
        releasing.publish_draft(coding.db, me, changed=changed, note="두 주제를 합침")

    return code, publish


def test_codings_and_codes_of_a_dropped_theme_go_to_the_one_the_draft_names_and_come_back(coding, dropping):
    code, publish = dropping
    publish("market")
    assert coding.stands() == [("market", code, 4)] and coding.stands(coding.world.second) == [("market", None, 3)]
    assert coding.code(code).theme_code == "market"
    [event] = code_store.themes_carried(coding.db)
    assert (event["into_id"], event["carried"], event["person_id"]) == ("market", 2, coding.world.expert)
    moving.undo(coding.db, event["id"], by=coding.world.second)
    assert coding.stands() == [("finance", code, 4)] and coding.code(code).theme_code == "finance"
    assert code_store.themes_carried(coding.db) == []


def test_codings_that_are_to_stay_keep_the_old_themes_name(coding, dropping):
    code, publish = dropping
    publish("")
    assert coding.stands() == [("finance", code, 4)] and coding.code(code).state == "retired"
    assert theme_names(coding.db)["finance"] == "자금·금융"
