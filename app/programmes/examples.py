"""The example round's programmes: public facts with their source, and a few invented offers with what became of them."""

from __future__ import annotations

from datetime import timedelta

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.db import row, rows, scalar
from app.programmes.matching.finding import match
from app.programmes.matching.reading import ground_of_area, hold_all, themes_of
from app.programmes.picks.pick import Told
from app.programmes.picks.picking import Offer, pick, tell
from app.programmes.register import store
from app.programmes.register.importing import import_programmes

# Area, programme, the firm's place in its area (None: the area as a whole), and state after state with the days since.
OFFERS: tuple[tuple[str, str, int | None, tuple[tuple[str, int], ...]], ...] = (
    ("B012", "P002", 0, (("wants", 9), ("applied", 4))),
    ("B012", "P002", 1, (("declines", 8),)),
    ("B012", "P007", None, ()),
    ("B021", "P007", 0, (("wants", 12), ("applied", 9), ("selected", 2))),
)
BEGUN = 14  # days ago; the first is offered, the rest follows


def load_programmes(db: Database, data: bytes, name: str, *, round_id: str) -> None:
    """The register of the example and a few offers. May be repeated."""
    import_programmes(db, data, name, person_id=None, example=True)
    if scalar(db, "select 1 from pick"):
        return
    person = scalar(db, "select id from person where login = 'analyst'")
    for area, code, firm, states in OFFERS:
        _offer(db, (round_id, area, code, firm), states, person)


def _offer(
    db: Database, whom: tuple[str, str, str, int | None], states: tuple[tuple[str, int], ...], person: str | None
) -> None:
    round_id, area_code, code, firm = whom
    area = row(db, "select * from area where code = ?", [area_code])
    programme = store.by_code(db).get(code)
    if area is None or programme is None:
        return
    firms = [r["id"] for r in rows(db, "select id from firm where area_id = ? order by code", [area["id"]])]
    held = hold_all(db, [ground_of_area(db, round_id, area["id"], EVERYTHING)], [programme])
    offer = Offer(
        programme=programme,
        round_id=round_id,
        area_id=area["id"],
        firm_ids=[] if firm is None else firms[firm : firm + 1],
        reason="예시: 간담회와 설문에서 나온 어려움에 맞아 권했습니다.",
        reasons=match(held, themes_of(db), 0, 0).reasons,
        rules_sha256=held.rules.sha256,
    )
    for pick_id in pick(db, offer, person_id=person, on=today() - timedelta(days=BEGUN), example=True):
        for state, days in states:
            tell(db, pick_id, Told(state, today() - timedelta(days=days)), person_id=person)
