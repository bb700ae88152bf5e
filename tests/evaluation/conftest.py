"""A small round with two areas, a codebook, the shipped schemes, months of values, returns and codings."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from sqlite_utils import Database

from app.areas.respondents import respondent_for_firm, respondent_for_name
from app.clock import now
from app.codebook.publishing import install_first
from app.codebook.store import newest
from app.db import scalar, writing
from app.evaluation.method.scheme_file import PRESETS, canonical, read_scheme
from app.evaluation.reading.measuring import months_until
from app.evaluation.round import scheme_store
from app.ids import new_id

LAST = "2026-10"
# Of the schemes here: half a second less an evaluation than the shipped 10,000.
DRAWS = 200
# 100 points of the default scheme's register indicators.
GOALPOSTS = {"establishments": -10, "employees": -10, "wages": -15, "insured": -10, "power": -20, "delinquency": 2}
LEVELS = ("establishments", "employees", "wages", "insured", "power")


class Round:
    """Ids of the small round and short ways to put things into it."""

    def __init__(self, db: Database, round_id: str, areas: dict[str, str], people: dict[str, str]) -> None:
        self.db, self.id, self.areas, self.people = db, round_id, areas, people
        self.firms = 0
        # When what is put in comes to be known; None: now.
        self.at: str | None = None
        self.another_file()
        with writing(db):
            for place, code in enumerate((*LEVELS, "delinquency"), start=1):
                kind, bad = ("rate", "rise") if code == "delinquency" else ("level", "fall")
                db.conn.execute(
                    "insert or ignore into indicator values (?, ?, ?, '명', 'persons', ?, ?, '예시', ?)",
                    [code, f"예시 {code}", code, kind, bad, place],
                )

    def another_file(self) -> None:
        """What is observed from now on comes with another file."""
        self.import_id = new_id()
        with writing(self.db):
            self.db.conn.execute(
                "insert into import_run values (?, 'observations', '예시.csv', 'x', 1, null, ?)",
                [self.import_id, now()],
            )

    def now(self) -> str:
        return self.at or now()

    def observe(
        self, place: str, indicator: str, change: float, *, months: int = 18, published: str = "2026-11-20"
    ) -> None:
        """Eighteen months: 100 in the first twelve, then 100 + change (a rate: 2, then 2 + change)."""
        base, level = (2.0, 2.0 + change) if indicator == "delinquency" else (100.0, 100.0 + change)
        area, region = (None, place) if place in ("nation", "busan") else (self.areas[place], None)
        with writing(self.db):
            for row, month in enumerate(months_until(LAST, months), start=1):
                value = level if month > "2026-04" else base
                self.db.conn.execute(
                    """insert into vintage(id, area_id, region, indicator_code, month, value,
                         published_on, import_id, source_row) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    [new_id(), area, region, indicator, month, value, published, self.import_id, row],
                )

    def observe_month(self, area: str, indicator: str, month: str, value: float) -> None:
        """One value of one month, published with the others."""
        with writing(self.db):
            self.db.conn.execute(
                """insert into vintage(id, area_id, indicator_code, month, value, published_on, import_id,
                     source_row) values (?, ?, ?, ?, ?, '2026-11-20', ?, 99)""",
                [new_id(), self.areas[area], indicator, month, value, self.import_id],
            )

    def calm_nation(self) -> None:
        for indicator in (*LEVELS, "delinquency"):
            self.observe("nation", indicator, 0)

    def at_points(self, area: str, points: float, *, published: str = "2026-11-20") -> None:
        """Every register indicator of the default scheme at so many of its 100 points."""
        for indicator, lower in GOALPOSTS.items():
            self.observe(area, indicator, lower * points / 100, published=published)

    def close(self, area: str, day: str = "2026-07-01") -> None:
        with writing(self.db):
            self.db.conn.execute("update area set ends_on = ? where id = ?", [day, self.areas[area]])

    def firm(self, area: str) -> str:
        self.firms += 1
        firm_id = new_id()
        with writing(self.db):
            self.db.conn.execute(
                """insert into firm(id, code, area_id, name, size_band, created_at)
                   values (?, ?, ?, ?, 'small', ?)""",
                [firm_id, f"F{self.firms:04}", self.areas[area], f"예시기업 {self.firms}", self.now()],
            )
        return firm_id

    def answer(
        self,
        area: str,
        closed: dict[str, int | str] | None = None,
        text: str = "예시 답변입니다.",
        *,
        listed: bool = True,
    ) -> str:
        """A firm of the area answers: closed answers and one open one. Returns the open answer's segment."""
        firm_id = self.firm(area) if listed else None
        respondent = (
            respondent_for_firm(self.db, self.id, firm_id)
            if firm_id
            else respondent_for_name(self.db, self.id, self.areas[area], f"예시 상호 {new_id()}")
        )
        survey, version = self._survey()
        response, answer, segment, at = new_id(), new_id(), new_id(), self.now()
        with writing(self.db):
            self.db.conn.execute(
                """insert into response(id, survey_id, version_id, respondent_id, area_id, firm_id, channel,
                     submitted_at, received_at, content_sha256, receipt)
                   values (?, ?, ?, ?, ?, ?, 'online', ?, ?, 'x', ?)""",
                [response, survey, version, respondent, self.areas[area], firm_id, at, at, response],
            )
            for question, value in (closed or {}).items():
                self.db.conn.execute(
                    "insert into answer values (?, ?, ?, ?, null)",
                    [new_id(), response, question, json.dumps(value)],
                )
            if not text:
                return ""
            self.db.conn.execute(
                "insert into answer values (?, ?, 'hardest', ?, ?)",
                [answer, response, json.dumps(text), text],
            )
            self.db.conn.execute(
                """insert into segment(id, round_id, answer_id, respondent_id, position, start, "end", text,
                     language, created_at) values (?, ?, ?, ?, 1, 0, ?, ?, 'ko', ?)""",
                [segment, self.id, answer, respondent, len(text), text, at],
            )
        return segment

    def code(self, segment: str, theme: str, severity: int | None, *, coder: str = "expert") -> None:
        """A coder's judgment: a need of that severity, or (None) a rejection of the theme."""
        book = newest(self.db)
        assert book is not None
        action, stance = ("add", "need") if severity else ("reject", None)
        with writing(self.db):
            self.db.conn.execute(
                """insert into judgment(segment_id, coder_id, action, theme_code, stance, severity,
                     codebook_id, at)
                   values (?, ?, ?, ?, ?, ?, ?, ?)""",
                [segment, self.people[coder], action, theme, stance, severity, book["id"], self.now()],
            )

    def voices(self, area: str, severities: Sequence[int], theme: str = "finance") -> list[str]:
        """One firm per severity answers and is coded so; 0 names no problem."""
        segments = []
        for place, severity in enumerate(severities, start=1):
            segments.append(self.answer(area, text=f"예시 {area} 답변 {place}번입니다."))
            if severity:
                self.code(segments[-1], theme, severity)
        return segments

    def _survey(self) -> tuple[str, str]:
        survey = scalar(self.db, "select id from survey")
        if survey is None:
            self._add_survey()
            survey = scalar(self.db, "select id from survey")
        return survey, scalar(self.db, "select version_id from survey")

    def _add_survey(self) -> None:
        from app.surveys.asking.presets import install

        (version, *_rest) = install(self.db)
        wave = scalar(self.db, "select id from wave where code = '2026Q4'")
        with writing(self.db):
            self.db.conn.execute(
                """insert into survey
                   values (?, ?, ?, '예시 조사', 'Example', '2026-10-01', '2026-12-31', 10, ?)""",
                [new_id(), wave, version, self.now()],
            )


@pytest.fixture
def small(db: Database, round_id: str, areas: dict[str, str], people: dict[str, str]) -> Round:
    """The two areas of 2026H2, no value and no voice yet; codebook and schemes are there."""
    install_first(db)
    with writing(db):
        for name in PRESETS:
            data = json.loads(PRESETS[name].read_text("utf-8"))
            data["uncertainty"]["draws"] = DRAWS
            scheme = read_scheme(data)
            scheme_store.insert_scheme(
                db,
                code=scheme.id,
                definition=canonical(data),
                sha256=scheme.version,
                author=scheme.author,
                reason=scheme.reason_ko,
                legal_basis=scheme.legal_basis_ko,
            )
    return Round(db, round_id, areas, people)


@pytest.fixture
def told(small: Round) -> Round:
    """B001 in trouble with five voices; B002 calm with none."""
    small.calm_nation()
    for indicator, change in (
        ("employees", -8),
        ("insured", -6),
        ("wages", -18),
        ("establishments", -12),
        ("power", -25),
    ):
        small.observe("B001", indicator, change)
        small.observe("B002", indicator, 0)
    small.observe("B001", "delinquency", 2.5)
    small.observe("B002", "delinquency", 0)
    segments = small.voices("B001", (3, 4, 0, 5, 0))
    small.code(segments[0], "workforce", 4)
    return small
