"""All SQL of learned models: the decisions they learn from, the models, what they read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.coding.learning.decisions import Word
from app.coding.statements.segment_store import STANDS
from app.db import row, rows, scalar, set_setting, setting

# Readings can be computed again: those of so many newest models are kept. Chosen, not measured.
KEPT = 3

# Each coder's standing word on a theme; "no theme here" rejects what had been suggested until then.
_WORDS = """
select v.segment_id, s.text, v.coder_id, v.theme_code, v.coded from verdict v join segment s on s.id = v.segment_id
where v.theme_code is not null
union
select j.segment_id, s.text, j.coder_id, g.theme_code, 0
from standing j join segment s on s.id = j.segment_id
join suggestion g on g.segment_id = j.segment_id and g.created_at <= j.at
where j.action = 'nothing'
"""


def coders_words(db: Database) -> list[Word]:
    """All coders' standing words of all rounds."""
    return [
        Word(r["segment_id"], r["text"], r["coder_id"], r["theme_code"], bool(r["coded"])) for r in rows(db, _WORDS)
    ]


def coders_labels(db: Database, kind: str) -> list[tuple[str, str, str, str]]:
    """Text, theme, coder and label (stance or statement) of every coding that stands."""
    column = {"stance": "c.stance", "statement": "c.statement"}[kind]
    found = rows(
        db,
        f"""select s.text, c.theme_code, c.coder_id, {column} from coding c join segment s on s.id = c.segment_id
            where {column} is not null""",
    )
    return [tuple(r) for r in found]


@dataclass(frozen=True)
class ThemeRow:
    """A row of `model_theme` to be."""

    theme_code: str
    accepted: int
    rejected: int
    f1: float | None
    lexicon_f1: float | None
    ece: float | None
    shown: bool


def insert_model(db: Database, themes: Iterable[ThemeRow], **columns: Any) -> int:
    """Write a model and how it did, theme by theme. Returns its number within its kind."""
    number = 1 + (scalar(db, "select max(number) from model where kind = ?", [columns["kind"]]) or 0)
    db.conn.execute(
        """insert into model(version, kind, number, decisions_sha256, lexicon_version, analyser_version, codebook_id,
             card, files, agreement, created_by, created_at)
           values (:version, :kind, :number, :decisions_sha256, :lexicon_version, :analyser_version, :codebook_id,
             :card, :files, :agreement, :created_by, :at)""",
        {**columns, "number": number, "at": now()},
    )
    db.conn.executemany(
        "insert into model_theme values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (columns["version"], t.theme_code, t.accepted, t.rejected, t.f1, t.lexicon_f1, t.ece, int(t.shown))
            for t in themes
        ],
    )
    return number


# Without the files: they are megabytes.
_MODEL = """select m.version, m.kind, m.number, m.decisions_sha256, m.lexicon_version, m.analyser_version, m.codebook_id,
  m.card, json_extract(m.card, '$.learned.decisions') as decisions,
  json_extract(m.card, '$.until') as until, m.agreement, m.created_by, m.created_at,
  p.name as author, b.number as codebook_number,
  (select count(*) from model_theme t where t.model_version = m.version) as themes,
  (select count(*) from model_theme t where t.model_version = m.version and t.shown = 1) as shown,
  (select avg(t.f1) from model_theme t where t.model_version = m.version) as f1,
  (select avg(t.ece) from model_theme t where t.model_version = m.version) as ece
from model m left join person p on p.id = m.created_by join codebook b on b.id = m.codebook_id"""


def find_model(db: Database, version: str) -> sqlite3.Row | None:
    return row(db, f"{_MODEL} where m.version = ?", [version])


def models(db: Database) -> list[sqlite3.Row]:
    """All models, newest first."""
    return rows(db, f"{_MODEL} order by m.created_at desc, m.kind, m.number desc")


def model_files(db: Database, version: str) -> bytes:
    return bytes(scalar(db, "select files from model where version = ?", [version]))


def themes_of(db: Database, version: str) -> dict[str, sqlite3.Row]:
    """How a model does, by theme (or stance, or kind of statement)."""
    found = rows(db, "select * from model_theme where model_version = ? order by theme_code", [version])
    return {r["theme_code"]: r for r in found}


def shown_themes(db: Database, version: str) -> list[str]:
    """Themes the model may show its figures for."""
    found = rows(
        db, "select theme_code from model_theme where model_version = ? and shown = 1 order by theme_code", [version]
    )
    return [r["theme_code"] for r in found]


def current(db: Database, kind: str) -> sqlite3.Row | None:
    """The model in use: the one the last refit came to. That may be an older one, where decisions were taken back."""
    version = setting(db, f"model.{kind}.version")
    return find_model(db, version) if version else None


def set_current(db: Database, kind: str, version: str | None) -> None:
    set_setting(db, f"model.{kind}.version", version or "")


def newest_judgment(db: Database) -> int:
    """The number of the newest judgment of anybody."""
    return scalar(db, "select coalesce(max(id), 0) from judgment")


def set_learned_until(db: Database, judgment_id: int) -> None:
    set_setting(db, "model.learned_until", str(judgment_id))


def withdrawals(db: Database) -> int:
    """How many transcripts and returns were withdrawn or destroyed after somebody had judged what they say."""
    return scalar(
        db,
        """select (select count(*) from withdrawal w where exists (
             select 1 from segment s join judgment j on j.segment_id = s.id where s.document_id = w.document_id))
           + (select count(distinct e.response_id) from return_end e where exists (
             select 1 from answer an join segment s on s.answer_id = an.id join judgment j on j.segment_id = s.id
             where an.response_id = e.response_id))""",
    )


def forget_words(db: Database, response_id: str) -> None:
    """Take the vocabulary out of every model that may have learned from a return that is destroyed.

    Figures stay. A model in use is so no longer; until the next refit suggestions are the lexicon's.
    """
    learned = rows(
        db,
        """select version, kind, card from model where length(files) > 0 and exists (
             select 1 from judgment j join segment s on s.id = j.segment_id join answer an on an.id = s.answer_id
             where an.response_id = ? and j.at <= model.created_at)""",
        [response_id],
    )
    for model in learned:
        card = json.loads(model["card"])
        for theme in card["themes"].values():
            theme.update({"for": [], "against": []})
        db.conn.execute(
            "update model set files = x'', card = ? where version = ?",
            [json.dumps(card, ensure_ascii=False, sort_keys=True), model["version"]],
        )
        if setting(db, f"model.{model['kind']}.version") == model["version"]:
            set_current(db, model["kind"], None)


def set_withdrawals_learned(db: Database, number: int) -> None:
    set_setting(db, "model.withdrawals", str(number))


def withdrawals_learned(db: Database) -> int:
    """How many such withdrawals the last refit knew of."""
    return int(setting(db, "model.withdrawals") or 0)


def learned_withdrawn(db: Database, model: sqlite3.Row) -> bool:
    """Whether the model learned from statements that were withdrawn or destroyed later: its words may be theirs."""
    return bool(
        scalar(
            db,
            """select 1 from withdrawn_segment s join judgment j on j.segment_id = s.segment_id
                 left join withdrawal w on w.document_id = s.document_id
               where j.at <= :made and (w.at is null or w.at > :made) limit 1""",
            {"made": model["created_at"]},
        )
    )


def judgments_since(db: Database) -> int:
    """Judgments (taken back ones too) since the last refit."""
    return scalar(db, "select count(*) from judgment where id > ?", [int(setting(db, "model.learned_until") or 0)])


# Readings --------------------------------------------------------------------------------------------------


def segments_to_read(db: Database, round_id: str) -> list[sqlite3.Row]:
    """The round's segments and every segment a judgment speaks of, in the order they were cut."""
    return rows(
        db,
        f"""select s.id, s.text, s.language from segment s
            where (s.round_id = ? or s.id in (select segment_id from judgment)) and {STANDS} order by s.rowid""",
        [round_id],
    )


def read_segments(db: Database, version: str) -> set[str]:
    return {r[0] for r in rows(db, "select distinct segment_id from reading where model_version = ?", [version])}


def insert_readings(db: Database, version: str, readings: Iterable[tuple[str, str, float, float | None]]) -> None:
    """Write (segment, theme, probability, held-out probability); those that are there stay."""
    db.conn.executemany(
        "insert or ignore into reading values (?, ?, ?, ?, ?)", [(version, *reading) for reading in readings]
    )


def readings(db: Database, version: str) -> dict[str, dict[str, float]]:
    """Theme to segment to probability."""
    found: dict[str, dict[str, float]] = {}
    for r in rows(db, "select theme_code, segment_id, probability from reading where model_version = ?", [version]):
        found.setdefault(r["theme_code"], {})[r["segment_id"]] = r["probability"]
    return found


def drop_old_readings(db: Database, kind: str) -> None:
    """Readings of all but the newest models of the kind and the one in use; they can be computed again."""
    db.conn.execute(
        """delete from reading where model_version in (select version from model where kind = :kind)
           and model_version <> :used and model_version not in
             (select version from model where kind = :kind order by number desc limit :kept)""",
        {"kind": kind, "kept": KEPT, "used": setting(db, f"model.{kind}.version") or ""},
    )
