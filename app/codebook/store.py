"""All SQL of codebook versions, their themes and terms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.codebook.definitions import MORE
from app.db import row, rows

THEME_COLUMNS = (
    *("code", "name_ko", "name_en", "domain", "definition_ko", "definition_en"),
    *("include_ko", "include_en", "exclude_ko", "exclude_en", "position"),
)


def newest(db: Database) -> sqlite3.Row | None:
    """The codebook version in use: the newest."""
    return row(db, "select * from codebook order by number desc limit 1")


def find(db: Database, number: int) -> sqlite3.Row | None:
    return row(db, "select * from codebook where number = ?", [number])


def get(db: Database, codebook_id: str) -> sqlite3.Row:
    """The version of that id, which must be there."""
    found = row(db, "select * from codebook where id = ?", [codebook_id])
    assert found is not None
    return found


def versions(db: Database) -> list[sqlite3.Row]:
    return rows(
        db,
        """select codebook.*, person.name as author,
                  (select count(*) from theme where theme.codebook_id = codebook.id) as themes,
                  (select count(*) from term where term.codebook_id = codebook.id) as terms
           from codebook left join person on person.id = codebook.created_by order by number desc""",
    )


def themes(db: Database, codebook_id: str) -> list[sqlite3.Row]:
    """Themes in order, each with how many terms it has in either language."""
    return rows(
        db,
        """select theme.*,
             (select count(*) from term t where t.codebook_id = theme.codebook_id
                and t.theme_code = theme.code and t.lang = 'ko') as terms_ko,
             (select count(*) from term t where t.codebook_id = theme.codebook_id
                and t.theme_code = theme.code and t.lang = 'en') as terms_en
           from theme where codebook_id = ? order by position""",
        [codebook_id],
    )


def names_ever(db: Database) -> list[sqlite3.Row]:
    """Every theme of any version with its newest names: what was coded with one that is gone still says which."""
    return rows(
        db,
        """select t.code, t.name_ko, t.name_en, max(b.number) as number from theme t
           join codebook b on b.id = t.codebook_id group by t.code""",
    )


def theme(db: Database, codebook_id: str, code: str) -> sqlite3.Row | None:
    return row(db, "select * from theme where codebook_id = ? and code = ?", [codebook_id, code])


def terms(db: Database, codebook_id: str, theme_code: str | None = None) -> list[sqlite3.Row]:
    where, parameters = "codebook_id = ?", [codebook_id]
    if theme_code:
        where, parameters = where + " and theme_code = ?", [codebook_id, theme_code]
    return rows(db, f"select * from term where {where} order by theme_code, lang desc, weight desc, form", parameters)


def insert(
    db: Database,
    *,
    codebook_id: str,
    number: int,
    sha256: str,
    lexicon_version: str,
    note: str,
    person_id: str | None,
    themes: Sequence[Mapping[str, Any]],
) -> None:
    """One version with all its themes and terms, in the caller's transaction."""
    db.conn.execute(
        "insert into codebook values (?, ?, ?, ?, ?, ?, ?)",
        [codebook_id, number, sha256, lexicon_version, note, person_id, now()],
    )
    for found in themes:
        values = [found["id"] if column == "code" else found[column] for column in THEME_COLUMNS]
        values += [json.dumps(found.get("yields", []), ensure_ascii=False), *(found.get(field, "") for field in MORE)]
        columns = ", ".join(("codebook_id", *THEME_COLUMNS, "yields", *MORE))
        db.conn.execute(
            f"insert into theme({columns}) values ({', '.join('?' * (len(values) + 1))})", [codebook_id, *values]
        )
        db.conn.executemany(
            "insert into term values (?, ?, ?, ?, ?, ?, ?)",
            [
                (codebook_id, found["id"], t["lang"], t["form"], t["kind"], t["weight"], t["note"])
                for t in found["terms"]
            ],
        )
