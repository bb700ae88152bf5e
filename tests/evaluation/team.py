"""A verification team for tests: five people in the five seats, and short ways to vote."""

from __future__ import annotations

from sqlite_utils import Database

from app.accounts import signing_in
from app.db import scalar
from app.evaluation.people.grounds import Grounds, Reference
from app.evaluation.people.seating import SEATS, assign_seat
from app.evaluation.people.validating import cast_vote
from app.evaluation.round.evaluating import evaluate_round
from tests.conftest import PASSWORD
from tests.evaluation.conftest import Round

SEEN = Grounds("site_finding", "", (Reference("text", text="11월 12일 방문: 기계 열 대 가운데 세 대만 돌았습니다."),))


class Team:
    """The five seats of a round that has been evaluated."""

    def __init__(self, told: Round) -> None:
        self.db: Database = told.db
        self.round = told
        self.people = {}
        for seat in SEATS:
            self.people[seat] = signing_in.add_person(
                self.db,
                login=f"seat-{seat.replace('_', '-')}",
                name=f"예시 {seat}",
                role="expert" if seat == "expert" else "official",
                password=PASSWORD,
                all_areas=True,
            )
            assign_seat(self.db, told.id, seat, self.people[seat], by=None)
        self.evaluation_id = evaluate_round(self.db, told.id, person_id=None)

    def login(self, seat: str) -> str:
        return f"seat-{seat.replace('_', '-')}"

    def result(self, area: str = "B001") -> str:
        """The id of an area's result."""
        return scalar(
            self.db,
            "select id from area_result where evaluation_id = ? and area_id = ?",
            [self.evaluation_id, self.round.areas[area]],
        )

    def computed(self, area: str = "B001") -> str:
        return scalar(self.db, "select level from area_result where id = ?", [self.result(area)])

    def vote(self, seat: str, level: str | None, *, area: str = "B001", grounds: Grounds | None = SEEN) -> str | None:
        """A seat votes, with what it saw as grounds; gives the team's level after the last vote."""
        return cast_vote(
            self.db,
            self.result(area),
            person_id=self.people[seat],
            level=level,
            reason=f"{seat} 자리의 판단입니다.",
            grounds=grounds,
        )

    def vote_all(self, levels: dict[str, str | None], *, area: str = "B001") -> str | None:
        found = None
        for seat, level in levels.items():
            found = self.vote(seat, level, area=area)
        return found


def all_for(level: str | None) -> dict[str, str | None]:
    """Every seat for the same level."""
    return dict.fromkeys(SEATS, level)
