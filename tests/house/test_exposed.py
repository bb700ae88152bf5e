"""Nobody is exposed: tell-tales typed wherever a text comes in are looked for on every page and export of every role."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from sqlite_utils import Database

from app import create_app
from app.accounts import signing_in, store
from app.accounts.people import EVERYTHING
from app.coding.judging import judging
from app.coding.learning import learning
from app.coding.suggesting.suggesting import suggest_round
from app.config import Config
from app.db import connect, row, rows, scalar
from app.evaluation.round.evaluating import evaluate_round
from app.evaluation.round.item_store import items_of
from app.ids import new_id
from app.roundtables.preview import importing
from app.roundtables.sealed import retaining
from app.roundtables.talk import turn_store
from app.surveys.answering.importing import import_responses
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store as surveys
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.sealed import ending, ending_store, sealed_store, waiting
from tests.conftest import PASSWORD, ROLES, FreshClient
from tests.house.test_routes import address, drafted_scheme, guarded, sent_out, signed, visited
from tests.house.test_withdrawn import text_of

# Invented: a person, a phone, an account, a firm, each typed in every place below.
TOLD = ("표은하", "010-7391-5528", "302-0415-7729-81", "은하망치정밀")
WORDS = f"{TOLD[0]} 대표({TOLD[1]})가 {TOLD[3]}(주) 계좌 {TOLD[2]}로 받는 대금이 늦어 자금난이 심각합니다."
# Who holds the sealed side reads it there: of transcripts the facilitator, of answers the analyst.
SEALED = {"facilitator": "roundtables.", "analyst": "surveys.show_"}
# Whose return it is, not what was typed in it: researcher and analyst have to know who answered.
ANSWERED = {"researcher": {"surveys.responses"}, "analyst": {"surveys.responses", "surveys.correct_return"}}


@dataclass
class Stage:
    """The example round with tell-tales from every door, suggested, coded, learned from and evaluated."""

    app: Flask
    db: Database
    values: dict[str, str]
    receipts: list[str]
    read: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def found(self, role: str) -> dict[str, set[str]]:
        """Endpoint to the tell-tales a role of all areas reads there: read once, before anything is destroyed."""
        if role not in self.read:
            self.read[role] = self._found(role)
        return {endpoint: set(told) for endpoint, told in self.read[role].items()}

    def _found(self, role: str) -> dict[str, set[str]]:
        client, read = signed(self.app, f"wide-{role}"), dict[str, set[str]]()
        for rule, method in guarded(self.app):
            if method == "GET" and rule.endpoint != "accounts.sign_out":
                for path in self._paths(rule):
                    page = text_of(client.get(path, follow_redirects=True).data)
                    told = {word for word in TOLD if word in page}
                    if told:
                        read.setdefault(rule.endpoint, set()).update(told)
        return read

    def _paths(self, rule) -> list[str]:
        receipts = self.receipts if "receipt" in rule.arguments else [""]
        return [address(rule, {**self.values, "receipt": each}) for each in receipts]


@pytest.fixture(scope="module")
def stage(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    data = tmp_path_factory.mktemp("exposed") / "data"
    shutil.copytree(example_data, data)
    app = create_app(Config(data=data, example=True))
    app.testing, app.test_client_class = True, FreshClient
    with app.app_context():
        db = connect(app.config["MOKSORI"].database)
        for role in ROLES:
            if not store.find_login(db, f"wide-{role}"):
                signing_in.add_person(
                    db, login=f"wide-{role}", name="예시", role=role, password=PASSWORD, all_areas=True
                )
        yield _staged(app, db)
        db.conn.close()


def _staged(app: Flask, db: Database) -> Stage:
    area = row(db, "select * from area where code = 'B012'")
    assert area is not None
    round_id = scalar(db, "select id from round where code = '2026H2'")
    survey = surveys.find_survey(db, scalar(db, "select id from survey where closes_on >= date('now', '+9 hours')"))
    assert survey is not None
    receipts = _answered(db, survey, area)
    for each in sealed_store.waiting_returns(db, EVERYTHING):
        told = waiting.told(db, each)
        waiting.settle(db, each, replaced=[group.id for group in told.unsure], person_id=None)
    roundtable = importing.import_record(db, _record(db, area["id"]), ("새.txt", _talk().encode()), None).id
    suggest_round(db, round_id)
    segment = scalar(
        db,
        """select s.id from segment s join answer a on a.id = s.answer_id join response r on r.id = a.response_id
           where r.receipt = ?""",
        [receipts[0]],
    )
    expert = scalar(db, "select id from person where login = 'wide-expert'")
    judging.judge(
        db, segment, coder_id=expert, action="add", seen=0, theme_code="finance", stance="need", severity=5, memo=WORDS
    )
    learning.refit(db, round_id)
    evaluation = evaluate_round(db, round_id, person_id=None)
    result = scalar(db, "select id from area_result where evaluation_id = ? and area_id = ?", [evaluation, area["id"]])
    return Stage(app, db, _values(db, area, roundtable, segment, result), receipts)


def _answered(db: Database, survey, area) -> list[str]:
    """One return by link, one entered on site, one from a file; their receipts."""
    questions = questionnaire_of(survey["definition"]).questions
    cells = {q.id: WORDS for q in questions if q.type == "text"}
    cells |= {q.id: "2" for q in questions if q.type == "likert"} | {"consent": "yes"}
    cells |= {q.id: q.choices[0].id for q in questions if q.type in ("single", "multiple") and q.choices and q.required}
    cells |= {q.id: "20" for q in questions if q.type == "number" and q.required}
    made = [
        accept(db, survey, Return(new_id(), area["id"], cells, channel, name=name)).receipt
        for channel, name in (("online", ""), ("onsite", TOLD[3]))
    ]
    titles = ["응답코드", "조사", "밀집지역코드", "제출일시", "방식", *cells]
    line = ["paper-1", survey["wave"], area["code"], "2026-11-20 10:00", "paper", *cells.values()]
    file = "\n".join(",".join(f'"{cell}"' for cell in each) for each in (titles, line))
    import_responses(db, file.encode(), "응답.csv", survey_id=survey["id"], person_id=None)
    return [*made, scalar(db, "select receipt from response where channel = 'paper' order by received_at desc")]


def _talk() -> str:
    return f"사회자: 시작하겠습니다.\nA가공 대표: {WORDS}\n{TOLD[0]} 대표: 저희도 {TOLD[1]}로 연락 주십시오.\n"


def _record(db: Database, area_id: str) -> dict[str, object]:
    firm = scalar(db, "select code from firm where area_id = ?", [area_id])
    people = (("사회자", "moderator", None), ("A가공 대표", "firm", firm), (f"{TOLD[0]} 대표", "firm", None))
    return {
        **{"code": "exposed-1", "kind": "roundtable", "series": None, "title": f"예시 {TOLD[0]} 대표 간담회"},
        **{"title_en": "Example", "date": "2026-11-04", "start": "15:00", "end": "16:30", "place": "예시 회의실"},
        **{"industry": None, "language": "ko", "areas": ["B012"], "topics": [f"{TOLD[0]} 대표의 건의"]},
        "transcript": None,
        "participants": [
            {"label": label, "organization": f"{label} 소속", "org_kind": kind, "role": "", "firm": code, "areas": []}
            for label, kind, code in people
        ],
    }


def _values(db: Database, area, roundtable_id: str, segment: str, result: str) -> dict[str, str]:
    voices = [item for item in items_of(db, result) if item["kind"] == "respondent"]
    item = next((each for each in voices if segment in each["evidence"]), voices[0])
    return {
        **{"area_id": area["id"], "roundtable_id": roundtable_id, "segment_id": segment, "area_result_id": result},
        **{"domain": item["domain"], "ref": item["ref"], "item_kind": "respondent", "receipt": ""},
        "person_id": scalar(db, "select id from person where login = 'researcher'"),
        "survey_id": scalar(db, "select survey_id from response where channel = 'paper' order by received_at desc"),
        "version_id": scalar(db, "select version_id from survey"),
        "scheme_id": scalar(db, "select id from scheme"),
        "draft_id": drafted_scheme(db),
        "sending_id": sent_out(db),
        **{"visit_id": visited(db, result, WORDS), "number": "1"},
        "response_id": scalar(db, "select id from response where channel = 'onsite' order by received_at desc"),
        "observation_id": scalar(db, "select id from observation where area_id = ?", [area["id"]]),
        **{"token": "x", "job_id": new_id(), "preview_id": new_id(), "form": "자금", "invitation_id": new_id()},
        "version": scalar(db, "select value from setting where key = 'model.theme.version'"),
        "suggestion_id": scalar(db, "select id from suggestion where segment_id = ?", [segment]),
    }


@pytest.mark.parametrize("role", ROLES)
def test_no_page_or_export_tells_what_was_hidden(stage: Stage, role: str) -> None:
    found = stage.found(role)
    for endpoint in ANSWERED.get(role, ()):
        found[endpoint] = found.get(endpoint, set()) - {TOLD[3]}
    sealed = SEALED.get(role, "nothing is sealed for this role")
    assert {place: told for place, told in found.items() if told and not place.startswith(sealed)} == {}


def test_the_holder_of_the_sealed_side_reads_what_was_written(stage: Stage) -> None:
    # Without it, finding nothing elsewhere would prove nothing.
    assert stage.found("analyst")["surveys.show_written"] == set(TOLD)


def test_a_destroyed_return_is_in_no_byte_and_what_was_decided_stays(stage: Stage) -> None:
    db, receipt = stage.db, stage.receipts[0]
    found = ending_store.find_by_receipt(db, receipt, EVERYTHING)
    assert found is not None
    mine = [r["text"] for r in rows(db, "select text from answer where response_id = ? and text <> ''", [found["id"]])]
    score = scalar(db, "select score from area_result where id = ?", [stage.values["area_result_id"]])
    lost = ending.losses(db, found["id"])
    assert lost["statements"] > 0 and lost["judgments"] == 1 and lost["evaluations"] == 1
    for each in stage.receipts:
        other = ending_store.find_by_receipt(db, each, EVERYTHING)
        assert other is not None
        ending.destroy(db, other["id"], "request", person_id=None)
    texts = rows(db, "select text from segment where answer_id is not null")
    assert mine and not {r["text"] for r in texts} & set(mine)
    assert scalar(db, "select score from area_result where id = ?", [stage.values["area_result_id"]]) == score
    learned = "select length(files) as size from model where created_at >= (select max(at) from judgment)"
    assert [r["size"] for r in rows(db, learned)] and not any(r["size"] for r in rows(db, learned))
    folder = Path(db.conn.execute("pragma database_list").fetchone()["file"]).parent
    held = {file.name: data for file in folder.iterdir() if file.is_file() and (data := file.read_bytes())}
    # The transcript's sealed original holds the same words; it is destroyed by its own act.
    document = turn_store.document_of(db, stage.values["roundtable_id"])
    assert document is not None and any(TOLD[1].encode() in data for data in held.values())
    retaining.destroy(db, stage.values["roundtable_id"], document["id"], person_id=None)
    for file in folder.iterdir():
        data = file.read_bytes() if file.is_file() else b""
        assert not [word for word in TOLD[1:3] if word.encode() in data], file.name
    assert ending_store.find_by_receipt(db, receipt, EVERYTHING)["destroyed_at"]
