"""All SQL of agreement: the words of a round's coders, what the machine proposed, and figures kept until words change."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows, scalar, writing

# Changes where the same words give other figures than before; what was kept is reckoned anew then.
RECKONED = "2"
# Statements of respondents that were not withdrawn, of one round.
_OF = """select s.id from segment s where s.round_id = :round and s.respondent_id is not null
  and s.id not in (select segment_id from withdrawn_segment)"""


def fingerprint(db: Database, round_id: str) -> str:
    """Changes with every word, suggestion, withdrawal and theme of the round, and with how figures are reckoned."""
    found = row(
        db,
        f"""select (select coalesce(max(n.id), 0) from standing_now n where n.segment_id in ({_OF})) as newest,
              (select count(*) from standing_now n where n.segment_id in ({_OF})) as standing,
              (select coalesce(max(created_at), '') || count(*) from current_suggestion c
                 where c.segment_id in ({_OF})) as proposed,
              (select coalesce(max(id), '') from codebook) as book""",
        {"round": round_id},
    )
    assert found is not None
    return ":".join([RECKONED, *(str(found[key]) for key in ("newest", "standing", "proposed", "book"))])


def words(db: Database, round_id: str) -> list[sqlite3.Row]:
    """What stands of every coder in a round, with when it was said."""
    return rows(
        db,
        f"""select n.*, j.at from standing_now n join judgment j on j.id = n.id
            where n.segment_id in ({_OF}) order by n.segment_id, n.coder_id, n.id""",
        {"round": round_id},
    )


def judged_segments(db: Database, round_id: str) -> list[sqlite3.Row]:
    """The segments somebody judged: whose they are, how long, and which source they are from."""
    return rows(
        db,
        f"""select s.id, s.respondent_id, s.start, length(s.text) as length, s.document_id,
              (select w.code from answer a join response r on r.id = a.response_id join survey su on su.id = r.survey_id
                 join wave w on w.id = su.wave_id where a.id = s.answer_id) as wave
            from segment s where s.id in ({_OF}) and s.id in (select segment_id from standing_now) order by s.id""",
        {"round": round_id},
    )


def proposed(db: Database, round_id: str) -> list[sqlite3.Row]:
    """What the machine proposes of the segments somebody judged."""
    return rows(
        db,
        f"""select segment_id, theme_code, grade, stance, severity from current_suggestion
            where segment_id in ({_OF}) and segment_id in (select segment_id from standing_now)""",
        {"round": round_id},
    )


def names(db: Database) -> dict[str, str]:
    return {r["id"]: r["name"] for r in rows(db, "select id, name from person")}


def rounds_judged(db: Database) -> list[sqlite3.Row]:
    """Rounds in which some word stands, the oldest first."""
    return rows(
        db,
        """select * from round where exists (select 1 from segment s join standing_now n on n.segment_id = s.id
             where s.round_id = round.id) order by starts_on""",
    )


def judged(db: Database, round_id: str) -> int:
    """How many words stand in the round: what the cost of reckoning grows with."""
    return int(scalar(db, f"select count(*) from standing_now where segment_id in ({_OF})", {"round": round_id}))


def kept(db: Database, round_id: str, *, coded_only: bool) -> tuple[str, str, dict[str, Any]] | None:
    """Fingerprint, instant and figures as they were last reckoned, or None."""
    found = row(db, "select * from agreement_kept where round_id = ? and coded_only = ?", [round_id, int(coded_only)])
    return (found["fingerprint"], found["at"], json.loads(found["result"])) if found else None


def keep(db: Database, round_id: str, *, coded_only: bool, mark: str, result: dict[str, Any]) -> None:
    with writing(db):
        db.conn.execute(
            "insert or replace into agreement_kept values (?, ?, ?, ?, ?)",
            [round_id, int(coded_only), mark, json.dumps(result, ensure_ascii=False), now()],
        )
