"""A small round: a roundtable of four over two areas and three survey returns, with an emoji to shift offsets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlite_utils import Database

from app import surveys
from app.accounts import signing_in
from app.clock import now
from app.codebook.publishing import install_first
from app.db import row, rows, scalar, writing
from app.ids import new_id
from app.roundtables.preview.importing import import_record
from tests.conftest import PASSWORD

SURVEY = "01900000-0000-7000-8000-000000000001"
QUESTIONS = (Path(surveys.__file__).parent / "questionnaires" / "bsi-2026.json").read_text(encoding="utf-8")
TRANSCRIPT = """\
사회자: 요즘 인력난이 어떻습니까?

A정밀 대표: 😀 안녕하십니까. 숙련공을 구할 수가 없습니다. 대출 금리가 너무 높아서 이자 부담이 심각합니다.

B소프트 대표: 저희는 인력난은 없습니다. 임대료가 너무 올라서 이전까지 생각합니다.

외부 전문가: 이 지역은 인력 부족이 심각합니다.
"""
PEOPLE = (
    ("사회자", "moderator", None, []),
    ("A정밀 대표", "firm", "F1", []),
    ("B소프트 대표", "firm", "F2", []),
    ("외부 전문가", "expert", None, ["B001", "B002"]),
)


@dataclass
class World:
    """Ids of what the small round holds, and a few quick questions to it."""

    db: Database
    round_id: str
    areas: dict[str, str]
    expert: str
    second: str

    def segment(self, part: str) -> str:
        """The segment whose text contains the part."""
        return scalar(self.db, "select id from segment where text like ?", [f"%{part}%"])

    def suggestion(self, part: str, theme: str) -> str:
        return scalar(
            self.db,
            "select id from current_suggestion where segment_id = ? and theme_code = ?",
            [self.segment(part), theme],
        )

    def respondent(self, firm_code: str) -> str:
        return scalar(
            self.db,
            "select re.id from respondent re join firm f on f.id = re.firm_id where f.code = ?",
            [firm_code],
        )

    def answer(self, firm_code: str, question: str, text: str, *, at: str = "2026-11-02T01:00:00.000000+00:00") -> str:
        """One more return of a firm with one open answer; gives the response's id."""
        return add_response(self.db, self.round_id, firm_code, {question: text}, at=at)


@pytest.fixture
def world(db: Database, round_id: str, areas: dict[str, str], people: dict[str, str]) -> World:
    install_first(db)
    with writing(db):
        for code, area in (("F1", "B001"), ("F2", "B002"), ("F3", "B001")):
            db.conn.execute(
                "insert into firm(id, code, area_id, name, size_band, created_at) values (?, ?, ?, ?, 'small', ?)",
                [new_id(), code, areas[area], f"예시기업 {code}", now()],
            )
    import_record(db, record(), ("녹취록.txt", TRANSCRIPT.encode()), None)
    add_survey(db, round_id)
    add_response(db, round_id, "F1", {"hardest": "자금 조달이 어렵습니다.", "wanted": ""})
    add_response(db, round_id, "F3", {"hardest": "인력난은 없습니다."})
    second = signing_in.add_person(
        db, login="expert-2", name="예시 전문가 둘", role="expert", password=PASSWORD, all_areas=True
    )
    return World(db, round_id, areas, people["expert"], second)


def record() -> dict[str, object]:
    return {
        "code": "small-talk",
        "kind": "roundtable",
        "series": "예시 협의체",
        "title": "예시 협의체",
        "title_en": "Example",
        "date": "2026-10-14",
        "start": "15:00",
        "end": "16:30",
        "place": "예시 회의실",
        "industry": None,
        "language": "ko",
        "areas": ["B001", "B002"],
        "topics": ["인력"],
        "participants": [
            {
                "label": label,
                "organization": f"{label} 소속",
                "org_kind": kind,
                "role": "",
                "firm": firm,
                "areas": asked,
            }
            for label, kind, firm, asked in PEOPLE
        ],
        "transcript": "녹취록.txt",
    }


def add_survey(db: Database, round_id: str) -> None:
    with writing(db):
        db.conn.execute("insert into questionnaire values ('q', 'bsi', '조사', 'Survey')")
        db.conn.execute("insert into questionnaire_version values ('v', 'q', 1, ?, 'x', ?)", [QUESTIONS, now()])
        wave = scalar(db, "select id from wave where round_id = ? and code = '2026Q4'", [round_id])
        db.conn.execute(
            "insert into survey values (?, ?, 'v', '조사', 'Survey', '2026-10-01', '2026-12-31', 10, ?)",
            [SURVEY, wave, now()],
        )


def add_response(
    db: Database,
    round_id: str,
    firm_code: str,
    answers: dict[str, str],
    *,
    at: str = "2026-11-01T01:00:00.000000+00:00",
) -> str:
    from app.areas.respondents import respondent_for_firm

    firm = row(db, "select * from firm where code = ?", [firm_code])
    assert firm is not None
    response_id = new_id()
    with writing(db):
        respondent = respondent_for_firm(db, round_id, firm["id"])
        db.conn.execute(
            """insert into response(id, survey_id, version_id, respondent_id, area_id, firm_id, channel, submitted_at,
                 received_at, content_sha256, receipt) values (?, ?, 'v', ?, ?, ?, 'online', ?, ?, 'x', ?)""",
            [response_id, SURVEY, respondent, firm["area_id"], firm["id"], at, at, response_id],
        )
        for question, text in answers.items():
            db.conn.execute(
                "insert into answer values (?, ?, ?, ?, ?)", [new_id(), response_id, question, json.dumps(text), text]
            )
    return response_id


def judgments(db: Database) -> list[tuple[str, str | None]]:
    """What was appended, in order: action and theme."""
    return [(r["action"], r["theme_code"]) for r in rows(db, "select * from judgment order by id")]
