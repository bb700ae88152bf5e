"""A scheme changes by a draft of one person and the approval of another; an evaluated round keeps its own."""

from __future__ import annotations

import io
import json
import sqlite3
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import jobs
from app.accounts import signing_in
from app.accounts.people import Scope
from app.clock import today
from app.db import row, rows, scalar, writing
from app.errors import BadInput, Conflict
from app.evaluation.display import policy, table
from app.evaluation.drafting import draft_store, foreseeing
from app.evaluation.drafting.drafting import approve, definition_in, write_draft
from app.evaluation.drafting.fields import paths_of, value_at, written
from app.evaluation.round import presets, scheme_store, store
from app.evaluation.round.evaluating import evaluate_round
from app.evaluation.what_if.comparing import Comparison
from tests.conftest import PASSWORD, sign_in, token
from tests.evaluation.conftest import Round

WHY = {"reason_ko": "예시: 자금 사정을 더 무겁게 봅니다.", "legal_basis_ko": "예시 근거"}


def newest(small: Round) -> sqlite3.Row:
    found = scheme_store.newest_scheme(small.db, "national3")
    assert found is not None
    return found


def definition(small: Round, **changes: Any) -> dict[str, Any]:
    return json.loads(newest(small)["definition"]) | changes


def draft(small: Round, **changes: Any) -> str:
    person = (small.people["analyst"], "예시 analyst")
    return write_draft(small.db, newest(small), definition(small, **(WHY | changes)), person=person)


def sent(small: Round, why: str | None = "", **changes: str) -> dict[str, str]:
    """What the form sends where only these fields are changed, each with its reason; None: not asked for yet."""
    own = definition(small)
    reasons = {} if why is None else {f"why.{name}": why for name in changes}
    return {".".join(map(str, p)): f"{value_at(own, p):g}" for p, _word in paths_of(own)} | WHY | changes | reasons


def test_the_form_gives_the_definition_back_and_lays_each_fault_to_its_field(app, small: Round) -> None:
    with app.test_request_context("/"):
        assert written(definition(small)).definition == definition(small)
        typed = {
            "lambda": "1.2",
            "domains.0.weight": "0.5",
            "levels.1.start": "70",
            "domains.0.indicators.0.upper": "칸",
        }
        found = written(definition(small), sent(small, **typed))
    faults = {e.name: e.fault for e in found.entries if e.fault}
    assert (
        found.definition is None
        and "허용 범위" in faults["lambda"]
        and "수를" in faults["domains.0.indicators.0.upper"]
    )
    assert "합이 1" in faults["domains.0.weight"] and "levels.1.start" in faults and len(faults) == 4


def test_a_fault_beside_the_fields_is_told_by_the_name_a_reader_knows(app, small: Round) -> None:
    with app.test_request_context("/"):
        found = written(definition(small), sent(small, reason_ko=" ", reason_en="Example"))
    assert found.faults == ("바꾸는 까닭: 빈칸이 아닌 글이어야 합니다.",)


def test_a_second_person_makes_a_draft_the_next_version_and_both_are_in_the_trail(small: Round) -> None:
    before = newest(small)
    made = draft(small, **{"lambda": 0.5})
    with pytest.raises(Conflict, match="다른 사람이 승인"):
        approve(small.db, made, round_id=small.id, person_id=small.people["analyst"])
    with pytest.raises(sqlite3.IntegrityError, match="second person"), writing(small.db):
        draft_store.end_draft(small.db, made, act="approved", person_id=small.people["analyst"], scheme_id=before["id"])
    scheme_id = approve(small.db, made, round_id=small.id, person_id=small.people["official"])
    found = newest(small)
    assert (found["id"], found["number"]) == (scheme_id, before["number"] + 1)
    assert presets.scheme_in_use(small.db)[1].lam == 0.5
    assert (found["author"], json.loads(found["definition"])["date"]) == ("예시 analyst", today().isoformat())
    assert {r["action"] for r in rows(small.db, "select action from audit")} >= {"scheme drafted", "scheme approved"}
    with pytest.raises(Conflict, match="이미 끝난"):
        approve(small.db, made, round_id=small.id, person_id=small.people["official"])


def test_what_is_written_never_changes_and_a_draft_over_an_older_version_is_refused(small: Round) -> None:
    one, two = draft(small, **{"lambda": 0.5}), draft(small, **{"lambda": 0.4})
    for statement in ("update scheme_draft set definition = '{}'", "delete from scheme_draft"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), writing(small.db):
            small.db.conn.execute(statement)
    approve(small.db, one, round_id=small.id, person_id=small.people["official"])
    with pytest.raises(Conflict, match="새 판이 나왔습니다"):
        approve(small.db, two, round_id=small.id, person_id=small.people["official"])
    with pytest.raises(BadInput, match="바뀐 것이 없습니다"):
        write_draft(small.db, newest(small), definition(small), person=(small.people["analyst"], "예시"))


def test_an_evaluated_round_keeps_its_scheme_and_the_late_approval_is_written_down(told: Round) -> None:
    first = evaluate_round(told.db, told.id, person_id=None)
    made = draft(told, **{"lambda": 0.2})
    approve(told.db, made, round_id=told.id, person_id=told.people["official"])
    ended = draft_store.find_draft(told.db, made)
    assert ended is not None and ended["late"] == 1
    told.voices("B002", (5, 5, 5))
    second = evaluate_round(told.db, told.id, person_id=None)
    schemes = {store.find_evaluation(told.db, each)["scheme_id"] for each in (first, second)}  # type: ignore[index]
    assert second != first and len(schemes) == 1 and newest(told)["id"] not in schemes


def looked(told: Round, evaluation: sqlite3.Row, **changes: Any) -> Comparison:
    """What the worker finds of a draft with these changes."""
    made = draft(told, **changes)
    foreseeing.ask(told.db, made, evaluation, person_id=told.people["analyst"])
    foreseeing.ask(told.db, made, evaluation, person_id=told.people["analyst"])
    (waiting,) = jobs.waiting(told.db)  # asked twice, it looks once
    jobs.run(told.db, waiting)
    job = foreseeing.job_of(told.db, made, evaluation)
    assert job is not None and job["state"] == "done"
    return foreseeing.foreseen(job, table.lines_of(told.db, evaluation, Scope(None)))


def test_the_levels_a_draft_would_turn_are_those_its_evaluation_would_give(told: Round) -> None:
    evaluation = store.find_evaluation(told.db, evaluate_round(told.db, told.id, person_id=None))
    assert evaluation is not None
    same = looked(told, evaluation, legal_basis_en="Example")
    assert same.turned == () and [o.score for o in same.areas] == pytest.approx([o.row["score"] for o in same.areas])
    levels = [dict(each) for each in definition(told)["levels"]]
    levels[1]["start"], levels[2]["start"] = 98, 99
    found = looked(told, evaluation, levels=levels)
    assert [(o.row["code"], o.level) for o in found.turned] == [("B001", "good")]
    (good, *worse) = found.spread(["good", "caution", "serious"])
    assert good == ("good", 1, 2) and [then for _level, _now, then in worse] == [0, 0]
    assert (found.scored, found.withheld) == (2, 0)


def test_a_file_of_another_scheme_or_with_faults_names_them(app, small: Round) -> None:
    with app.test_request_context("/"):
        assert definition_in(json.dumps(definition(small)).encode(), "national3") == definition(small)
        for bad, word in ((b"{", "JSON"), (json.dumps(definition(small) | {"lambda": 7}).encode(), "lambda")):
            with pytest.raises(BadInput, match=word):
                definition_in(bad, "national3")
        with pytest.raises(BadInput, match="다른 평가 방식"):
            definition_in(json.dumps(definition(small)).encode(), "chungnam5")


def test_the_pages_lead_from_the_version_to_the_draft_and_its_approval(client: FlaskClient, told: Round) -> None:
    evaluate_round(told.db, told.id, person_id=None)
    sign_in(client, "analyst")
    path = f"/evaluation/schemes/{newest(told)['id']}"
    assert f"{path}/draft" in client.get(path).text
    mark = token(client, f"{path}/draft")
    wrong = client.post(f"{path}/draft", data=sent(told, **{"domains.0.weight": "0.9"}) | {"csrf_token": mark})
    assert wrong.status_code == 422 and 'id="wrong-domains.0.weight"' in wrong.text
    blank = client.post(f"{path}/draft", data=sent(told, reason_ko=" ") | {"csrf_token": mark}).text
    assert "바꾸는 까닭을 적어 주십시오." in blank and "빈칸이 아닌 글" not in blank and "reason_ko:" not in blank
    made = client.post(
        f"{path}/draft", data=sent(told, **{"levels.1.start": "99", "levels.2.start": "99.5"}) | {"csrf_token": mark}
    )
    assert made.status_code == 302
    page = client.get(made.location).text
    assert "초안을 쓴 사람은 승인할 수 없습니다" in page and "이미 평가했거나" in page and "data-waiting" in page
    (waiting,) = jobs.waiting(told.db)
    jobs.run(told.db, waiting)
    page = client.get(made.location).text
    assert "예시 산업단지 B001" in page and "점수가 있는 밀집지역 2곳을 셉니다." in page and "data-waiting" not in page
    upload = {
        "csrf_token": mark,
        "file": (io.BytesIO(json.dumps(definition(told) | {"lambda": 0.55}).encode()), "a.json"),
    }
    assert client.post(f"{path}/draft/file", data=upload).status_code == 302
    changed = client.post(
        f"{path}/draft?from={made.location.rsplit('/', 1)[-1]}",
        data=sent(told, **{"levels.1.start": "45"}) | {"csrf_token": mark},
    )
    assert changed.status_code == 302 and "고쳐 씀" in client.get("/evaluation/schemes").text
    sign_in(client, "official")
    mark = token(client, changed.location)
    assert "승인을 기다리는 초안" in client.get("/").text
    assert "아직 이 회차에 대어 보지" in client.post(f"{changed.location}/approve", data={"csrf_token": mark}).text
    for waiting in jobs.waiting(told.db):
        jobs.run(told.db, waiting)
    assert client.post(f"{changed.location}/approve", data={"csrf_token": mark}).status_code == 302
    assert "승인을 기다리는 초안" not in client.get("/").text
    listed = client.get("/evaluation/schemes").text
    assert "자료를 본 뒤" in listed and scalar(told.db, "select count(*) from scheme where code = 'national3'") == 2
    assert client.get(f"{path}/draft").status_code == 403


def test_a_dropped_draft_stays_in_the_record(client: FlaskClient, small: Round) -> None:
    made = draft(small, **{"lambda": 0.5})
    sign_in(client, "analyst")
    mark = token(client, f"/evaluation/drafts/{made}")
    assert client.post(f"/evaluation/drafts/{made}/drop", data={"csrf_token": mark}).status_code == 302
    ended = row(small.db, "select act, scheme_id from scheme_draft_end")
    assert ended is not None and tuple(ended) == ("dropped", None)


def test_another_analyst_may_approve(small: Round) -> None:
    other = signing_in.add_person(
        small.db, login="analyst2", name="예시 둘째", role="analyst", password=PASSWORD, all_areas=True
    )
    assert approve(small.db, draft(small, **{"lambda": 0.5}), round_id=None, person_id=other) == newest(small)["id"]


def test_a_changed_value_has_its_own_reason_and_never_the_one_of_the_value_before(small: Round) -> None:
    def approved(**changes: Any) -> dict[str, Any]:
        approve(small.db, draft(small, **changes), round_id=None, person_id=small.people["official"])
        return definition(small)

    one = {"ko": "예시: 목소리를 반만 봅니다.", "en": "Example"}
    first = approved(**{"lambda": 0.5, "reasons": {"lambda": one}})
    assert first["reasons"] == {"lambda": one}
    kept = approved(step_down={"points": 4, "evaluations": 2}, reason_ko="예시: 내릴 때를 늦춥니다.")
    assert kept["reasons"] == {
        "lambda": one,
        "step_down.points": {"ko": "예시: 내릴 때를 늦춥니다.", "en": kept["reason_en"]},
    }
    again = approved(**{"lambda": 0.4, "reason_ko": "예시: 다시 바꿉니다."})
    assert again["reasons"]["lambda"]["ko"] == "예시: 다시 바꿉니다.", "the reason of 0.5 is none of 0.4"


def test_the_scheme_tells_the_reason_of_a_changed_value_and_the_shipped_one_of_a_shipped_value(
    app, small: Round
) -> None:
    changed = definition(small, **{"lambda": 0.3})
    with app.test_request_context("/"):
        told = {each.name: each.why for _title, part in policy.settings(changed) for each in part}
        assert told["지표·설문의 몫"] == "" and told["단계를 내리기까지 연속 평가 수"]
        changed["reasons"] = {
            "lambda": {"ko": "예시 까닭", "en": "Example"},
            "domains[0].weight": {"ko": "가", "en": "a"},
        }
        told = {each.name: each.why for _title, part in policy.settings(changed) for each in part}
        assert told["지표·설문의 몫"] == "예시 까닭"
        assert [each.why for each in policy.changed_values(changed, {})] == ["예시 까닭", "가"]


def test_the_form_asks_why_each_value_is_changed_before_it_keeps_a_draft(client: FlaskClient, small: Round) -> None:
    sign_in(client, "analyst")
    path = f"/evaluation/schemes/{newest(small)['id']}/draft"
    mark = {"csrf_token": token(client, path)}
    asked = client.post(path, data=sent(small, None, **{"step_down.points": "4"}) | mark)
    assert asked.status_code == 200 and 'name="why.step_down.points"' in asked.text and ": 3 → 4<" in asked.text
    assert not draft_store.list_drafts(small.db)
    made = client.post(path, data=sent(small, "예시: 늦게 내립니다.", **{"step_down.points": "4"}) | mark)
    page = client.get(made.location).text
    assert "예시: 늦게 내립니다." in page
    again = client.get(f"{path}?from={made.location.rsplit('/', 1)[-1]}").text
    assert "예시: 늦게 내립니다.</textarea>" in again and ": 3 → 4<" in again


def test_a_draft_older_than_the_evaluation_is_held_beside_it_when_somebody_asks(
    client: FlaskClient, told: Round
) -> None:
    made = draft(told, **{"lambda": 0.5})
    evaluate_round(told.db, told.id, person_id=None)
    sign_in(client, "official")
    path = f"/evaluation/drafts/{made}"
    assert "아직 대어 보지 않았습니다" in client.get(path).text and not jobs.waiting(told.db)
    assert client.post(f"{path}/foresee", data={"csrf_token": token(client, path)}).status_code == 302
    assert "차례를 기다리고 있습니다" in client.get(path).text and len(jobs.waiting(told.db)) == 1
