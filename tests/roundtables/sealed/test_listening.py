"""The recording on the sealed side: kept as it came, heard in ranges, told in the trail, gone with the original."""

from __future__ import annotations

import io

import pytest

from app.db import row, rows, scalar
from app.roundtables.sealed import listening, recording_store, retaining
from tests.coding.conftest import world
from tests.conftest import sign_in, token

__all__ = ["world"]
SOUND = b"OggS" + bytes(range(256)) * 4000  # longer than a form may be, invented noise


@pytest.fixture
def table(world, client):
    """The roundtable, whose facilitator sees all its areas."""
    world.db.conn.execute("update person set all_areas = 1 where login = 'facilitator'")
    found = row(world.db, "select d.id, d.roundtable_id from document d")
    sign_in(client, "facilitator")
    return found["roundtable_id"], found["id"]


def put(client, table, data=SOUND):
    sent = {"csrf_token": token(client, "/account"), "recording": (io.BytesIO(data), "이름이 든 파일.ogg")}
    return client.post(f"/roundtables/{table[0]}/recording", data=sent, content_type="multipart/form-data")


def actions(db):
    return [r["action"] for r in rows(db, "select action from audit where action like 'recording%' order by id")]


def test_it_is_heard_whole_or_in_the_ranges_a_player_asks_for_and_the_trail_says_so_once(world, client, table):
    assert put(client, table).status_code == 303
    address = f"/roundtables/{table[0]}/recording"
    assert client.get(address).data == SOUND
    part = client.get(address, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.data) == (206, SOUND[1000:2000])
    assert part.headers["Content-Range"] == f"bytes 1000-1999/{len(SOUND)}"
    assert client.get(address, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert actions(world.db) == ["recording stored", "recording heard"]
    assert f'src="{address}"' in client.get(f"/roundtables/{table[0]}/raw").text
    assert "이름이 든 파일" not in str([tuple(r) for r in rows(world.db, "select * from audit")])


def test_nobody_but_the_facilitator_of_all_its_areas_hears_it(world, client, table):
    put(client, table)
    for login in ("expert", "analyst", "admin"):
        sign_in(client, login)
        assert client.get(f"/roundtables/{table[0]}/recording").status_code == 403
    assert scalar(world.db, "select count(*) from audit where action = 'sealed refused'") == 3


def test_what_is_no_sound_or_too_large_is_refused_and_a_second_one_too(world, client, table, monkeypatch):
    assert put(client, table, b"%PDF-1.7 ...").status_code == 422
    monkeypatch.setenv(listening.SETTING, "0")
    assert put(client, table, SOUND[:1000]).status_code == 422
    monkeypatch.delenv(listening.SETTING)
    assert put(client, table).status_code == 303 and put(client, table).status_code == 409


def test_it_goes_with_the_original_on_the_same_day_or_alone_before(world, client, table):
    put(client, table)
    sent = {"csrf_token": token(client, "/account")}
    client.post(f"/roundtables/{table[0]}/recording/destroy", data=sent)
    assert recording_store.recording_of(world.db, table[1]) is not None  # it was not ticked
    client.post(f"/roundtables/{table[0]}/recording/destroy", data={**sent, "sure": "1"})
    assert recording_store.recording_of(world.db, table[1]) is None
    put(client, table)
    retaining.destroy_due(world.db, "2999-01-01")
    gone = rows(world.db, "select data, destroyed_at from recording")
    assert len(gone) == 2 and all(r["data"] is None and r["destroyed_at"] for r in gone)
    assert client.get(f"/roundtables/{table[0]}/recording").status_code == 404 and put(client, table).status_code == 409
