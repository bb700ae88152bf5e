"""All SQL of one segment's suggestions and judgments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from app.clock import now
from app.coding.statements.judgments import Word
from app.db import row, rows, scalar


def find_suggestion(db: Database, suggestion_id: str, segment_id: str) -> sqlite3.Row | None:
    return row(db, "select * from suggestion where id = ? and segment_id = ?", [suggestion_id, segment_id])


def text_of(db: Database, segment_id: str) -> tuple[int, str]:
    """Where a segment begins in its text, and its own words."""
    found = row(db, "select start, text from segment where id = ?", [segment_id])
    assert found is not None
    return found["start"], found["text"]


def newest_judgment(db: Database, segment_id: str, coder_id: str) -> int:
    """The number of the coder's newest judgment of the segment, retractions included; 0 for none."""
    return scalar(
        db,
        "select coalesce(max(id), 0) from judgment where segment_id = ? and coder_id = ?",
        [segment_id, coder_id],
    )


def is_repeated(db: Database, judgment_id: int, *, after: int, word: Word, suggestion_id: str | None) -> bool:
    """Whether this judgment says the same and follows directly on the coder's judgment `after` of the segment."""
    found = row(
        db,
        """select j.*, (select coalesce(max(id), 0) from judgment b where b.segment_id = j.segment_id
             and b.coder_id = j.coder_id and b.id < j.id) as previous from judgment j where j.id = ?""",
        [judgment_id],
    )
    start, end = word.span or (None, None)
    said = (word.action, word.theme_code, suggestion_id, word.stance, word.severity, word.statement, word.memo, after)
    keys = ("action", "theme_code", "suggestion_id", "stance", "severity", "statement", "memo", "previous")
    said, keys = (*said, word.code_id, start, end), (*keys, "code_id", "span_start", "span_end")  # type: ignore[assignment]
    return found is not None and tuple(found[key] for key in keys) == said


def is_dismissed(db: Database, judgment_id: int, *, after: int, suggestion_ids: Sequence[str]) -> bool:
    """Whether these suggestions, and no others, were rejected together, directly after the coder's judgment `after`."""
    found = rows(
        db,
        """select j.suggestion_id, (select coalesce(max(b.id), 0) from judgment b where b.segment_id = j.segment_id
             and b.coder_id = j.coder_id and b.id < coalesce(j.together, j.id)) as previous
           from judgment j join judgment n on n.id = ? and coalesce(j.together, j.id) = coalesce(n.together, n.id)
           where j.action = 'reject'""",
        [judgment_id],
    )
    told = {r["suggestion_id"] for r in found}
    return bool(told) and told == set(suggestion_ids) and {r["previous"] for r in found} == {after}


def last_judgments(db: Database, coder_id: str) -> list[sqlite3.Row]:
    """A coder's newest judgment, on whatever segment, that was not taken back, and those given together with it.

    The newest comes first; imported ones, and what a change of the codebook carried over or from, are left alone.
    """
    return rows(
        db,
        """with newest as materialized (select coalesce(n.together, n.id) as first from live_judgment n
             where n.coder_id = :me and n.example = 0 and n.carried is null
               and not exists (select 1 from judgment c where c.carries = n.id) order by n.id desc limit 1)
           select j.* from live_judgment j join newest on j.id = newest.first or j.together = newest.first
           where j.coder_id = :me and j.example = 0 and j.carried is null order by j.id desc""",
        {"me": coder_id},
    )


def insert_judgment(
    db: Database,
    *,
    segment_id: str,
    coder_id: str,
    word: Word,
    suggestion_id: str | None,
    codebook_id: str,
    example: bool = False,
    together: int | None = None,
    act: str | None = None,
) -> int:
    inserted = db.conn.execute(
        """insert into judgment(segment_id, coder_id, action, theme_code, suggestion_id, stance, severity, memo,
             statement, codebook_id, example, together, act, code_id, span_start, span_end, at)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(segment_id, coder_id, word.action, word.theme_code, suggestion_id, word.stance, word.severity),
            *(word.memo, word.statement, codebook_id, int(example), together, act, word.code_id),
            *(word.span or (None, None)),
            now(),
        ],
    )
    return int(inserted.lastrowid or 0)


def insert_retraction(db: Database, judgment: sqlite3.Row, *, act: str | None = None) -> None:
    db.conn.execute(
        """insert into judgment(segment_id, coder_id, action, theme_code, retracts, codebook_id, act, at)
           values (?, ?, 'retract', ?, ?, ?, ?, ?)""",
        [
            *(judgment["segment_id"], judgment["coder_id"], judgment["theme_code"], judgment["id"]),
            *(judgment["codebook_id"], act, now()),
        ],
    )


def suggestions_of(db: Database, segment_id: str) -> list[sqlite3.Row]:
    """The segment's suggestions of its newest analysis with the codebook's number: the sure ones first, best first."""
    return rows(
        db,
        """select s.*, b.number as codebook_number from current_suggestion s join codebook b on b.id = s.codebook_id
           where s.segment_id = ? order by s.grade is 'perhaps', s.score desc, s.theme_code""",
        [segment_id],
    )


def all_suggestions_of(db: Database, segment_id: str) -> list[sqlite3.Row]:
    """Every suggestion ever made, newest first, with the codebook's number and whether it is current."""
    return rows(
        db,
        """select s.*, b.number as codebook_number, s.id in (select id from current_suggestion where segment_id = :id)
             as is_current
           from suggestion s join codebook b on b.id = s.codebook_id
           where s.segment_id = :id order by s.created_at desc, s.grade is 'perhaps', s.score desc, s.theme_code""",
        {"id": segment_id},
    )


def judgments_of(db: Database, segment_id: str) -> list[sqlite3.Row]:
    """All judgments of all coders in the order of time; `stands` where one still holds, `retracted` where taken back.

    `brought` where it came with another tool's file, `brought_coder` whose it was there.
    """
    return rows(
        db,
        """select j.*, p.name as coder, p.login as coder_login, s.theme_code as about,
             exists (select 1 from judgment r where r.retracts = j.id) as retracted,
             j.id in (select id from standing where segment_id = :id) as stands,
             b.judgment_id is not null as brought, b.coder as brought_coder
           from judgment j join person p on p.id = j.coder_id left join suggestion s on s.id = j.suggestion_id
             left join brought b on b.judgment_id = j.id
           where j.segment_id = :id order by j.id""",
        {"id": segment_id},
    )


def standing_of(db: Database, segment_id: str, coder_id: str) -> list[sqlite3.Row]:
    """What a coder's word on the segment is now."""
    return rows(
        db,
        "select * from standing where segment_id = ? and coder_id = ? order by id",
        [segment_id, coder_id],
    )


def latest_words(db: Database, segment_id: str, coder_id: str) -> dict[str, sqlite3.Row]:
    """Theme suggested or added to the coder's newest coding of it; one that was taken back where none is left.

    What was not taken back fills the cards, so that whoever comes back to change one figure does not lose the others.
    """
    found = rows(
        db,
        """select j.*, s.theme_code as about, exists (select 1 from judgment r where r.retracts = j.id) as retracted
           from judgment j left join suggestion s on s.id = j.suggestion_id
           where j.segment_id = ? and j.coder_id = ? and j.stance is not null order by retracted desc, j.id""",
        [segment_id, coder_id],
    )
    return {r["about"] or r["theme_code"]: r for r in found}


def live_of(db: Database, segment_id: str, coder_id: str) -> list[sqlite3.Row]:
    """What a coder has said of a segment and not taken back, whether or not it still stands."""
    return rows(
        db,
        "select action, theme_code, about from live_judgment where segment_id = ? and coder_id = ?",
        [segment_id, coder_id],
    )


def judged_themes(db: Database, segment_id: str, coder_id: str) -> set[str]:
    """Themes of suggestions the coder has answered, whatever became of the answer."""
    found = live_of(db, segment_id, coder_id)
    return {code for r in found for code in (r["theme_code"], r["about"]) if code}


def settles(live: Iterable[sqlite3.Row], suggested: set[str]) -> bool:
    """Whether these words answer every theme suggested, add one or say that there is none."""
    found = list(live)
    if any(r["action"] in ("nothing", "add") for r in found):
        return True
    return bool(suggested) and suggested <= {code for r in found for code in (r["theme_code"], r["about"]) if code}


def is_done(db: Database, segment_id: str, coder_id: str) -> bool:
    """Whether the coder has answered every suggestion of the segment, added a theme or said that there is none."""
    suggested = {s["theme_code"] for s in suggestions_of(db, segment_id)}
    return settles(live_of(db, segment_id, coder_id), suggested)
