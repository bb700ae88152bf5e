"""All SQL of the team's visits and their photos."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows
from app.evaluation.people.photos import Photo
from app.ids import new_id


def insert_visit(
    db: Database,
    area_result_id: str,
    *,
    visited_on: str,
    seats: Sequence[str],
    asked: Sequence[str],
    looked: Sequence[str],
    note: str,
    photos: Sequence[Photo],
    person_id: str,
) -> str:
    visit_id = new_id()
    lists = (json.dumps(list(each), ensure_ascii=False) for each in (seats, asked, looked))
    db.conn.execute(
        "insert into site_visit values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [visit_id, area_result_id, visited_on, *lists, note, person_id, now()],
    )
    db.conn.executemany(
        "insert into site_photo values (?, ?, ?, ?)",
        [(visit_id, n, photo.media, photo.data) for n, photo in enumerate(photos, start=1)],
    )
    return visit_id


def visits_of(db: Database, area_result_id: str) -> list[sqlite3.Row]:
    """Visits to the area of a result in its round, newest first, with who wrote each and the numbers of its photos."""
    return rows(
        db,
        """select v.*, p.name as person_name,
             (select json_group_array(number) from (
                select number from site_photo where visit_id = v.id order by number)) as photos
           from site_visit v join person p on p.id = v.person_id join area_result r on r.id = v.area_result_id
             join evaluation e on e.id = r.evaluation_id
           where (r.area_id, e.round_id) = (
             select x.area_id, y.round_id from area_result x join evaluation y on y.id = x.evaluation_id where x.id = ?)
           order by v.visited_on desc, v.at desc""",
        [area_result_id],
    )


def same_visit(
    db: Database,
    area_result_id: str,
    *,
    visited_on: str,
    seats: Sequence[str],
    asked: Sequence[str],
    looked: Sequence[str],
    note: str,
    photos: Sequence[Photo],
    person_id: str,
) -> str | None:
    """The id of a visit this person has written down to the last letter and photo."""
    lists = (json.dumps(list(each), ensure_ascii=False) for each in (seats, asked, looked))
    found = rows(
        db,
        """select id from site_visit where (area_result_id, visited_on, seats, asked, looked, note, person_id)
             = (?, ?, ?, ?, ?, ?, ?) order by at""",
        [area_result_id, visited_on, *lists, note, person_id],
    )
    wanted = [(photo.media, photo.data) for photo in photos]
    return next((r["id"] for r in found if _photos(db, r["id"]) == wanted), None)


def _photos(db: Database, visit_id: str) -> list[tuple[str, bytes]]:
    found = rows(db, "select media, data from site_photo where visit_id = ? order by number", [visit_id])
    return [(r["media"], r["data"]) for r in found]


def find_photo(db: Database, visit_id: str, number: int) -> sqlite3.Row | None:
    """A photo with the result its visit belongs to."""
    return row(
        db,
        """select f.*, v.area_result_id from site_photo f join site_visit v on v.id = f.visit_id
           where f.visit_id = ? and f.number = ?""",
        [visit_id, number],
    )


def destroy_photo(db: Database, visit_id: str, number: int) -> None:
    db.conn.execute("delete from site_photo where visit_id = ? and number = ?", [visit_id, number])
