"""The nation: the example's areas 25 times, its voices 80 times, firms and returns until there are as many as in Korea."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from app.accounts import signing_in
from app.db import connect, open_database, rows, scalar, writing
from app.features import join
from app.kept import KEPT
from bench.levels import round_page
from bench.national import following, repeating

PASSWORD = "bench-bench-bench"
# Copies of everything, of what was said, of firms: 87 areas, 1,244 statements and 236 firms are in the example round.
AREAS, VOICES, FIRMS = 25, 82, 551
RETURNS, ACCEPTED = 100_000, 0.45
# What no page reads by area and what is one's own of the whole country stays as it is.
ONCE = ("industry_decision", "industry_decision_segment", "proposal_link")


def make(database: Path, areas: int = AREAS, voices: int = VOICES, firms: int = FIRMS, returns: int = RETURNS) -> None:
    """Fill the example's database, which is evaluated, up to a nation; what triggers keep is counted anew."""
    open_database(database).conn.close()
    with closing(connect(database)) as db:
        for pragma in ("foreign_keys = off", "synchronous = off", "ignore_check_constraints = on"):
            db.conn.execute(f"pragma {pragma}")
        with writing(db):
            triggers = repeating.without_triggers(db)
            whole = repeating.copied_tables(db, repeating.PLACES, but=ONCE)
            first = repeating.largest(db, whole)
            repeating.repeat(db, whole, first, range(1, areas))
            said = repeating.copied_tables(
                db, repeating.VOICES, but=(*ONCE, "voice_item", "proposal_segment", "visit_report")
            )
            other = {"area_id": f"n.n % {areas}", "invitation_id": f"n.n % {areas}", "firm_id": "n.n"}
            repeating.repeat(db, said, first, range(areas, voices), other)
            register = [t for t in whole if t.name in ("firm", "firm_place")]
            repeating.repeat(db, register, first, range(areas, firms), {"area_id": f"n.n % {areas}"})
            _move(db, areas)
            _spread(db, areas)
            _returns(db, returns)
            repeating.without_loose_ends(db)
            for sql in triggers:
                db.conn.execute(sql)
        db.conn.execute("analyze")
        join()
        for kept in KEPT.values():
            kept.mend(db)
        with writing(db):
            _accept(db, random.Random(1))
            round_page._earlier(db)
            following.make(db, areas / AREAS)
            word = signing_in._hasher.hash(PASSWORD)
            db.conn.execute("update person set password_hash = ?", [word])
        db.conn.execute("analyze")
        db.conn.execute("pragma wal_checkpoint(truncate)")


def _move(db: Database, areas: int) -> None:
    """Copies of areas lie beside each other on the map, and score a little otherwise."""
    number = "cast(substr(id, instr(id, '+') + 1) as integer)"
    db.conn.execute(
        f"""update area set latitude = latitude + ({number} % 5) * .4, longitude = longitude - ({number} / 5) * .4
            where instr(id, '+') > 0"""
    )


def _spread(db: Database, areas: int) -> None:
    """The example's firms stand in a few of its areas; copies of what was said stand in others, the register in all."""
    run = db.conn.execute
    run("create temp table place as select id, row_number() over (order by id) - 1 as n from area")
    many = scalar(db, "select count(*) from place")
    run("create unique index place_id on place(id)")
    run("create unique index place_n on place(n)")
    keys = {"respondent_area": "respondent_id", "response": "id", "firm": "id", "roundtable_area": "roundtable_id"}
    for table, key in keys.items():
        copy = f"cast(substr({table}.{key}, instr({table}.{key}, '+') + 1) as integer)"
        moved = f"""(select other.id from place here join place other
          on other.n = (here.n + ({copy} / {areas}) * 557) % {many} where here.id = {table}.area_id)"""
        of_voices = f"instr({key}, '+') > 0 and {copy} between {areas} and {VOICES - 1}"
        run(f"update or ignore {table} set area_id = {moved} where {of_voices}")
    run(
        f"""update firm set area_id = (select id from place where n = (firm.rowid * 7919) % {many})
            where cast(substr(id, instr(id, '+') + 1) as integer) >= {VOICES}"""
    )
    run("update firm_place set area_id = (select area_id from firm where firm.id = firm_place.firm_id)")


def _returns(db: Database, returns: int) -> None:
    """A return with all its answers of firms that have none, after the pattern of the returns there are."""
    some = rows(db, "select * from response where instr(id, '+') = 0 and firm_id is not null order by id")
    firms = rows(
        db,
        """select f.id, f.area_id, f.industry_code, f.size_band from firm f
           where not exists (select 1 from respondent r where r.firm_id = f.id) order by f.id limit ?""",
        [max(0, returns - scalar(db, "select count(*) from response"))],
    )
    run = db.conn.executemany
    run("insert into respondent(id, round_id, kind, firm_id, label, industry_code, size_band) "
        "select ?, round_id, kind, ?, label, ?, ? from respondent where id = ?",
        ([f"r{n:035}", f["id"], f["industry_code"], f["size_band"], some[n % len(some)]["respondent_id"]]
         for n, f in enumerate(firms)))  # fmt: skip
    run("insert into respondent_area values (?, ?)", ([f"r{n:035}", f["area_id"]] for n, f in enumerate(firms)))
    columns = [name for name in some[0].keys() if name not in ("id", "respondent_id", "area_id", "firm_id", "receipt")]  # noqa: SIM118
    names = ", ".join(columns)
    run(f"insert into response(id, respondent_id, area_id, firm_id, receipt, {names}) "
        f"select ?, ?, ?, ?, ?, {names} from response where id = ?",
        ([f"r{n:035}", f"r{n:035}", f["area_id"], f["id"], f"Z{n:07}", some[n % len(some)]["id"]]
         for n, f in enumerate(firms)))  # fmt: skip
    run("insert into answer(id, response_id, question_id, value, text) "
        "select ? || substr(id, 25), ?, question_id, value, text from answer where response_id = ?",
        ([f"a{n:022}.", f"r{n:035}", some[n % len(some)]["id"]] for n in range(len(firms))))  # fmt: skip


def _accept(db: Database, chance: random.Random) -> None:
    """Two experts accept what is suggested of some statements, as they would in the queue."""
    book = scalar(db, "select id from codebook order by number desc")
    coders = [r["id"] for r in rows(db, "select id from person where role = 'expert' order by login")]
    found = rows(
        db,
        """select n.suggestion_id, n.segment_id, n.theme_code, g.stance, g.severity from suggested_now n
           join suggestion g on g.id = n.suggestion_id where instr(n.segment_id, '+') > 0""",
    )
    for each in found:
        for coder in coders:
            if chance.random() < ACCEPTED / len(coders):
                db.conn.execute(
                    """insert into judgment(segment_id, coder_id, action, theme_code, suggestion_id, stance, severity,
                         codebook_id, at) values (?, ?, 'accept', ?, ?, ?, ?, ?, '2026-11-20T00:00:00.000000+00:00')""",
                    [each["segment_id"], coder, each["theme_code"], each["suggestion_id"], each["stance"],
                     each["severity"] or 3, book],
                )  # fmt: skip
