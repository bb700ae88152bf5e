"""Who takes home what was said is in the audit trail, with the number of rows."""

from __future__ import annotations

import json

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.db import rows
from tests.conftest import sign_in


def taken(db: Database) -> list[tuple[str, int, str | None]]:
    found = rows(db, "select detail, object_id from audit where action = 'data downloaded' order by id")
    details = [(json.loads(r["detail"]), r["object_id"]) for r in found]
    return [(d["what"], d["rows"], object_id) for d, object_id in details]


def test_lists_transcripts_and_codings_taken_home_are_recorded(client: FlaskClient, db: Database, held: str) -> None:
    sign_in(client, "analyst")
    client.get("/roundtables.csv")
    client.get(f"/roundtables/{held}/transcript.xlsx")
    client.get(f"/roundtables/{held}/transcript.csv?q=관세")
    client.get("/codings.csv")
    assert taken(db) == [
        ("roundtables", 1, None),
        ("transcript", 7, held),
        ("transcript", 2, held),
        ("codings", 0, None),
    ]
    assert rows(db, "select 1 from audit where action = 'data downloaded' and person_id is null") == []


def test_only_the_turns_one_may_hear_are_counted_and_refusals_are_no_downloads(
    client: FlaskClient, db: Database, held: str
) -> None:
    sign_in(client, "facilitator")
    client.get(f"/roundtables/{held}/transcript.csv")
    sign_in(client, "admin")
    assert client.get(f"/roundtables/{held}/transcript.csv").status_code == 403
    assert taken(db) == [("transcript", 6, held)]
