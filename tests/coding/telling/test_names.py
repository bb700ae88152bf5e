"""The mask of names is kept while the names are the same, and made anew with any change of them."""

from __future__ import annotations

import pytest

from app.coding.telling.name_store import mask_of
from app.db import scalar, writing

CHANGES = {
    "a firm joins the register": "insert into firm(id, code, area_id, name, size_band, created_at) "
    "select 'new', 'new', area_id, '새이름정공', size_band, created_at from firm limit 1",
    "a firm is renamed": "update firm set name = '새이름정공' where code = 'F1'",
    "a firm on no list gives its name": "insert into respondent(id, round_id, kind, label) "
    "select 'new', id, 'firm', '새이름정공' from round limit 1",
    "a firm of the register is called otherwise": "update respondent set label = '새이름정공' where firm_id is not null",
    "who spoke is called otherwise": "update participant set organization = '새이름정공' where org_kind = 'firm'",
    "who spoke turns out to be a firm": "update participant set org_kind = 'firm', organization = '새이름정공' "
    "where label = '외부 전문가'",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_new_name_is_masked_at_once_however_it_came(world, change):
    assert mask_of(world.db)("새이름정공이 그랬습니다") == "새이름정공이 그랬습니다"
    with writing(world.db):
        world.db.conn.execute(CHANGES[change])
    assert mask_of(world.db)("새이름정공이 그랬습니다") == "○○이 그랬습니다"
    assert mask_of(world.db, world.round_id)("예시기업 F2") == "○○"


def test_the_mask_is_the_same_while_no_name_changes_and_an_answer_of_the_register_changes_none(world):
    kept = mask_of(world.db, world.round_id)
    world.answer("F2", "hardest", "새로 답합니다.")
    assert mask_of(world.db, world.round_id) is kept
    before = scalar(world.db, "select state from label_state")
    with writing(world.db):
        world.db.conn.execute("delete from respondent_area")
    assert scalar(world.db, "select state from label_state") == before
    with writing(world.db):
        world.db.conn.execute("update respondent set label = ''")
    assert mask_of(world.db, world.round_id) is not kept
    assert mask_of(world.db, world.round_id).starts is kept.starts, "the register's is kept beside it"
