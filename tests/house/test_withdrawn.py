"""A withdrawn transcript is read nowhere: a tell-tale word in it is looked for on every page before and after."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app import create_app, jobs
from app.accounts import signing_in, store
from app.codebook import store as codebook_store
from app.coding.judging import judgment_store
from app.coding.learning import learning, model_store
from app.coding.meaning.vector_store import insert_vectors
from app.coding.meaning.vectoring import STORED
from app.coding.statements.judgments import Word
from app.coding.suggesting.suggesting import suggest_round
from app.config import Config
from app.db import connect, row, rows, scalar, writing
from app.evaluation.round import item_store
from app.evaluation.round.evaluating import evaluate_round
from app.evaluation.round.item_store import items_of
from app.evaluation.round.presets import scheme_in_use
from app.ids import new_id
from app.proposals.keeping.making import make
from app.proposals.keeping.proposal import Draft
from app.roundtables.preview import importing
from app.roundtables.talk import turn_store, withdrawing
from nlp.vectors.encoding import encoder
from tests.conftest import PASSWORD, ROLES, FreshClient
from tests.house.test_routes import address, drafted_scheme, guarded, signed, visited

# What pages are searched for, and what they are asked for: a search page repeats what it was asked.
TOLD, ASKED = "은하망치", "보라저울"
SAID = [
    f"{ASKED} 공정에 {TOLD} 다룰 숙련공을 구할 수가 없어 인력난이 심각합니다.",
    f"{TOLD} 사업은 대출 금리가 너무 높아 {ASKED} 이자 부담이 심각합니다.",
    f"{ASKED} 부품과 {TOLD} 원자재 가격이 올라 인력난보다 더 어렵습니다.",
    f"작년부터 {TOLD} 일을 할 사람이 없어 {ASKED} 인력난이 걱정입니다.",
]
TALK = "사회자: 시작하겠습니다.\n" + "".join(f"A가공 대표: {said}\n" for said in SAID)
READERS = ("expert", "analyst", "official")
QUERIES = {
    "coding.quotes": f"?q={ASKED}",
    "coding.review": f"?q={ASKED}&state=all",
    "coding.compare": f"?q={ASKED}&kind=all",
    "coding.compare_export": f"?q={ASKED}&kind=all",
    "corpus.find": f"?q={ASKED}",
    "corpus.find_export": f"?q={ASKED}",
    "exploring.alike_in_meaning": f"?q={ASKED}",
    "exploring.meaning_export": f"?q={ASKED}",
    "exploring.words": f"?q={ASKED}",
    "exploring.words_export": f"?q={ASKED}",
    "roundtables.transcript": f"?q={ASKED}",
    "surveys.texts": f"?q={ASKED}",
}


@dataclass
class Stage:
    """The example round with one transcript more, coded, learned from and evaluated; `values` fill addresses."""

    app: Flask
    db: Database
    values: dict[str, str]
    segments: list[str]
    traces: list[str]
    jobs: list[str] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The addresses of every page and export there is."""
        paths = {address(rule, self.values) + QUERIES.get(rule.endpoint, "") for rule in self._rules()}
        paths |= {address(rule, self.values) for rule in self._rules()}
        paths |= {f"/segments/{each}" for each in self.segments} | {f"/review/{each}" for each in self.segments}
        paths |= {f"/explore/topics?job={job}" for job in self.jobs} | {
            f"/explore/alike?job={job}" for job in self.jobs
        }
        return sorted(paths | set(self.traces) | self._of_versions())

    def _rules(self):
        return [rule for rule, method in guarded(self.app) if method == "GET" and rule.endpoint != "accounts.sign_out"]

    def _of_versions(self) -> set[str]:
        models = [m["version"] for m in model_store.models(self.db)]
        themes = [r["theme_code"] for r in rows(self.db, "select distinct theme_code from model_theme")]
        found = {f"/models/{version}?theme={theme}" for version in models for theme in themes}
        suggested = rows(
            self.db,
            "select id from suggestion where segment_id in (select value from json_each(?))",
            [json.dumps(self.segments)],
        )
        return found | {f"/suggestions/{r['id']}" for r in suggested}

    def found(self, role: str) -> set[str]:
        """Where a role of all areas reads what was told."""
        client = signed(self.app, f"wide-{role}")
        return {path for path in self.paths() if _told(client, path)}

    def places(self, wanted: set[str]) -> set[str]:
        """Those of the wanted first words of addresses under which somebody reads it; one page a place is enough."""
        clients = [signed(self.app, f"wide-{role}") for role in READERS]
        said: set[str] = set()
        for path in self.paths():
            place = path.split("?")[0].split("/")[1]
            if place in wanted - said and any(_told(client, path) for client in clients):
                said.add(place)
        return said


def _told(client: FlaskClient, path: str) -> bool:
    return TOLD in text_of(client.get(path, follow_redirects=True).data)


def text_of(data: bytes) -> str:
    """A page, or the parts of a workbook or a document."""
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


@pytest.fixture(scope="module")
def stage(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    data = tmp_path_factory.mktemp("withdrawn") / "data"
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
    roundtable_id = importing.import_record(db, _record(db, area["id"]), ("새.txt", TALK.encode()), None).id
    suggest_round(db, round_id)
    segments = [scalar(db, "select id from segment where text = ?", [said]) for said in SAID]
    assert all(segments)
    _give_vectors(db, round_id, segments)
    _code(db, segments, area["id"])
    learning.refit(db, round_id)
    suggest_round(db, round_id)
    evaluation = evaluate_round(db, round_id, person_id=None)
    result = row(db, "select * from area_result where evaluation_id = ? and area_id = ?", [evaluation, area["id"]])
    assert result is not None
    with writing(db):
        db.conn.execute(
            """insert into level_event(area_result_id, state, level, override, reason_code, reason, evidence, at)
               values (?, 'validated', ?, 1, 'site_finding', '예시 사유', ?, '2026-11-23T00:00:00+00:00')""",
            [result["id"], result["level"], json.dumps([{"kind": "segment", "ref": each} for each in segments])],
        )
    cited = [
        item
        for item in items_of(db, result["id"])
        if item["kind"] == "respondent" and any(each in item["evidence"] for each in segments)
    ]
    assert cited
    traces = [f"/evaluation/trace/{result['id']}/{i['domain']}/respondent/{i['ref']}" for i in cited]
    return Stage(app, db, _values(db, area, roundtable_id, segments, result), segments, sorted(set(traces)))


def _give_vectors(db: Database, round_id: str, segments: list[str]) -> None:
    """What is found by its meaning: the told statements alone, for the whole round would take half a minute."""
    if model := encoder():
        made = zip(segments, model.encode(SAID).astype(STORED), strict=True)
        with writing(db):
            insert_vectors(db, round_id, model.version, ((each, vector.tobytes()) for each, vector in made))


def _record(db: Database, area_id: str) -> dict[str, object]:
    firm = scalar(db, "select code from firm where area_id = ?", [area_id])
    people = (("사회자", "moderator", None), ("A가공 대표", "firm", firm))
    return {
        **{"code": "withdrawn-1", "kind": "roundtable", "series": None, "title": "예시 철회 협의체"},
        **{"title_en": "Example", "date": "2026-11-04", "start": "15:00", "end": "16:30", "place": "예시 회의실"},
        **{"industry": None, "language": "ko", "areas": ["B012"], "topics": [], "transcript": None},
        "participants": [
            {"label": label, "organization": f"{label} 소속", "org_kind": kind, "role": "", "firm": code, "areas": []}
            for label, kind, code in people
        ],
    }


def _code(db: Database, segments: list[str], area_id: str) -> None:
    """The expert gives every statement two themes, as grave as can be; one nobody else named, so that it is quoted."""
    scored = {theme for domain in scheme_in_use(db)[1].domains for theme in domain.themes} - {"workforce"}
    rare = scalar(
        db,
        """select value from json_each(:themes) order by (
             select count(*) from coding c join segment s on s.id = c.segment_id
               join respondent_area ra on ra.respondent_id = s.respondent_id
             where ra.area_id = :area and c.theme_code = value and c.severity >= 4) limit 1""",
        {"themes": json.dumps(sorted(scored)), "area": area_id},
    )
    book, expert = codebook_store.newest(db), scalar(db, "select id from person where login = 'wide-expert'")
    assert book is not None
    for each in segments:
        for theme in ("workforce", rare):
            with writing(db):
                judgment_store.insert_judgment(
                    db,
                    segment_id=each,
                    coder_id=expert,
                    word=Word("add", theme, None, "need", 5),
                    suggestion_id=None,
                    codebook_id=book["id"],
                )


def _values(db: Database, area, roundtable_id: str, segments: list[str], result) -> dict[str, str]:
    suggestion = scalar(db, "select id from current_suggestion where segment_id = ?", [segments[0]])
    item = next(each for each in item_store.items_of(db, result["id"]) if each["kind"] == "respondent")
    assert suggestion and item
    round_id = scalar(db, "select id from round where code = '2026H2'")
    return {
        "receipt": scalar(db, "select receipt from response where area_id = ?", [area["id"]]),
        **{"area_id": area["id"], "roundtable_id": roundtable_id, "segment_id": segments[0]},
        "document_id": scalar(db, "select id from document where roundtable_id = ?", [roundtable_id]),
        **{"area_result_id": result["id"], "domain": item["domain"], "ref": item["ref"], "item_kind": "respondent"},
        "person_id": scalar(db, "select id from person where login = 'researcher'"),
        "survey_id": scalar(db, "select id from survey"),
        "version_id": scalar(db, "select version_id from survey"),
        "scheme_id": scalar(db, "select scheme_id from evaluation"),
        "draft_id": drafted_scheme(db),
        **{"visit_id": visited(db, result["id"]), "number": "1"},
        "response_id": scalar(db, "select id from response where area_id = ?", [area["id"]]),
        "observation_id": scalar(db, "select id from observation where area_id = ?", [area["id"]]),
        "proposal_id": make(db, round_id, Draft("예시 제안", "예시 내용"), segments, person_id=None),
        "series_id": scalar(db, "select id from series"),
        "invitation_id": new_id(),
        **{"token": "x", "job_id": new_id(), "preview_id": new_id(), "form": "수주"},
        "version": scalar(db, "select value from setting where key = 'model.theme.version'"),
        "suggestion_id": suggestion,
    }


def withdraw(stage: Stage) -> int:
    document = turn_store.document_of(stage.db, stage.values["roundtable_id"])
    assert document is not None
    person = scalar(stage.db, "select id from person where login = 'wide-facilitator'")
    return withdrawing.withdraw(
        stage.db, stage.values["roundtable_id"], document["id"], "이름을 놓쳤습니다.", person_id=person
    )


def order_groups(stage: Stage, client: FlaskClient) -> None:
    """The analyst orders both kinds of groups; they are done at once."""
    for path in ("/explore/topics", "/explore/alike"):
        answer = client.post(path, data={"k": 20, "threshold": 30})
        assert answer.status_code == 302
        job = answer.location.rpartition("job=")[2]
        jobs.run(stage.db, job)
        assert jobs.find(stage.db, job)["state"] == "done"
        stage.jobs.append(job)


def test_a_withdrawn_transcripts_words_stand_on_no_page_of_anybody_but_the_facilitator(stage: Stage) -> None:
    order_groups(stage, signed(stage.app, "wide-analyst"))
    # The walk comes by every place that quotes: without it, finding nothing afterwards would prove nothing.
    everywhere = {"areas", "codings.csv", "evaluation", "explore", "reports", "review", "roundtables", "segments"}
    everywhere |= {"proposals", "suggestions", "themes"}
    assert stage.places(everywhere) == everywhere
    assert withdraw(stage) == 5
    for role in READERS:
        assert stage.found(role) == set(), role


def test_what_cites_it_says_that_it_was_withdrawn_and_keeps_its_numbers(stage: Stage) -> None:
    if turn_store.document_of(stage.db, stage.values["roundtable_id"]):
        withdraw(stage)
    result = stage.values["area_result_id"]
    client = signed(stage.app, "wide-analyst")
    kept = row(stage.db, "select score from area_result where id = ?", [result])
    assert kept is not None
    # A report chooses among words that stand: it cites no withdrawn one.
    for path in (stage.traces[0], f"/evaluation/{result}/validation"):
        page = client.get(path)
        assert page.status_code == 200, path
        assert "철회한 녹취록의 발언입니다." in page.text, path
        assert not any(segment in page.text for segment in stage.segments), path
    assert scalar(stage.db, "select score from area_result where id = ?", [result]) == kept["score"]
    index = client.get("/evaluation").text
    assert "철회한 자료가 있습니다(" in index and "철회한 녹취록 1건" in index


def test_the_words_a_model_learned_from_it_are_not_shown_and_a_refit_is_due(stage: Stage) -> None:
    if turn_store.document_of(stage.db, stage.values["roundtable_id"]):
        withdraw(stage)
    client = signed(stage.app, "wide-expert")
    version = stage.values["version"]
    assert "나중에 철회한 녹취록의 발언도 배웠습니다" in client.get(f"/models/{version}?theme=workforce").text
    assert learning.due(stage.db) == "decisions"
    told = {word.text for word in model_store.coders_words(stage.db)}
    assert not any(TOLD in text for text in told)


def test_statements_of_it_open_for_nobody(stage: Stage) -> None:
    if turn_store.document_of(stage.db, stage.values["roundtable_id"]):
        withdraw(stage)
    suggestion = stage.values["suggestion_id"]
    for role in READERS:
        client = signed(stage.app, f"wide-{role}")
        for path in (f"/segments/{stage.segments[0]}", f"/review/{stage.segments[0]}", f"/suggestions/{suggestion}"):
            assert client.get(path).status_code in (403, 404), (role, path)
