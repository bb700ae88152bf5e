"""What of returns is kept by triggers, compared with a recount, and made anew."""

from __future__ import annotations

from sqlite_utils import Database

from app.db import writing
from app.kept import Kept, differences
from migrations.kept_returns import ANSWERS, AREAS, DAYS, NEWEST, PLACES

_AT = "join survey_area p on p.id = n.place_id"
# What is kept, and what a full count of the returns themselves says.
_COMPARED = (
    (
        f"select n.response_id, p.survey_id, p.area_id, n.firm_id, n.day, n.channel from return_now n {_AT}",
        f"select id, survey_id, area_id, firm_id, day, channel from ({NEWEST})",
    ),
    ("select survey_id, area_id, firms, last_at from survey_area where firms > 0", PLACES),
    (f"select p.survey_id, p.area_id, n.day, n.channel, n.n from return_day n {_AT}", DAYS),
    (f"select p.survey_id, p.area_id, n.question_id, n.value, n.firms from answer_count n {_AT}", ANSWERS),
)
_FIRMS = ("select area_id, firms from area_firms where firms > 0", AREAS)


def wrong(db: Database) -> list[str]:
    """Where newest returns and counts of answers are not what the returns say."""
    return [each for kept, recount in _COMPARED for each in differences(db, kept, recount)]


def mend(db: Database) -> None:
    """Make them anew: what is of an area and a day follows from the newest returns by the triggers."""
    with writing(db):
        for table in ("answer_count", "return_day", "return_now", "survey_area"):
            db.conn.execute(f"delete from {table}")
        db.conn.execute(f"insert into survey_area(survey_id, area_id) select survey_id, area_id from ({PLACES})")
        db.conn.execute(
            f"""insert into return_now(response_id, place_id, firm_id, day, channel)
                select n.id, p.id, n.firm_id, n.day, n.channel from ({NEWEST}) n
                join survey_area p on p.survey_id = n.survey_id and p.area_id = n.area_id"""
        )


def wrong_firms(db: Database) -> list[str]:
    """Where firms by area are not what the register says."""
    return differences(db, *_FIRMS)


def mend_firms(db: Database) -> None:
    with writing(db):
        db.conn.execute("delete from area_firms")
        db.conn.execute(f"insert into area_firms(area_id, firms) {AREAS}")


RETURNS, REGISTER = Kept(wrong, mend), Kept(wrong_firms, mend_firms)
