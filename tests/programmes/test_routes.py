"""Pages of programmes: registered, changed, brought; picked and told on; an area's page starts with what can be offered."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.clock import today
from app.db import row, rows, scalar
from app.evaluation.round.evaluating import evaluate_round
from app.programmes.register import store
from app.programmes.register.editing import add
from tests.conftest import sign_in, token
from tests.evaluation.conftest import Round, small, told
from tests.programmes.conftest import book, programme_id, said

__all__ = ["book", "programme_id", "small", "told"]
FORM = {
    **{"name_ko": "예시 훈련", "owner_kind": "technopark", "owner": "예시 기관", "domains": "hr", "cap": "800만 원"},
    **{"cap_per": "field", "source": "예시 공고", "as_of": "2026-11-01", "levels": "caution"},
}


@pytest.fixture
def analyst(client: FlaskClient, people: dict[str, str]) -> FlaskClient:
    return sign_in(client, "analyst")


def press(client: FlaskClient, path: str, page: str = "", **data: object) -> Any:
    return client.post(path, data={"csrf_token": token(client, page or path), **data})


def test_a_programme_is_registered_and_changed_on_its_page(analyst: FlaskClient, book: Database) -> None:
    answer = press(analyst, "/programmes/new", **FORM)
    assert answer.status_code == 303
    (found,) = store.all_programmes(book)
    assert (found.code, found.cap, found.cap_per, found.levels) == ("P001", 8_000_000, "field", ("caution",))
    page = f"/programmes/{found.id}/edit"
    assert "8,000,000원" in analyst.get(page).text
    changed = press(analyst, page, **{**FORM, "cap": "", "seen": found.version})
    assert changed.status_code == 303
    assert store.by_code(book)["P001"].cap is None
    stale = press(analyst, page, **{**FORM, "name_ko": "다른 이름", "seen": found.version})
    assert stale.status_code == 409
    assert "금액 모름" in analyst.get(f"/programmes/{found.id}").text


def test_a_form_with_something_wrong_says_so_at_its_field(analyst: FlaskClient, book: Database) -> None:
    answer = press(analyst, "/programmes/new", **{**FORM, "cap": "많이", "domains": "", "owner": ""})
    assert answer.status_code == 422
    for text in ("금액은 15억 원", "분야를 하나는", "운영하는 기관을"):
        assert text in answer.text
    assert scalar(book, "select count(*) from programme") == 0


def test_a_file_is_brought_and_taken_home_again(analyst: FlaskClient, book: Database) -> None:
    head = "코드,이름,기관종류,기관,분야,한도,출처,기준일\n"
    wrong = (io.BytesIO(f"{head}P101,예시,부산시,예시,요리,많이,예시,2026-11-01\n".encode()), "지원사업.csv")
    answer = press(analyst, "/programmes/import", file=wrong)
    assert answer.status_code == 422 and "2행 ‘한도’ 칸" in answer.text
    right = (io.BytesIO(f"{head}P101,예시,부산시,예시,인력,800만 원,예시,2026-11-01\n".encode("cp949")), "지원사업.csv")
    assert press(analyst, "/programmes/import", file=right).status_code == 303
    assert "P101,예시," in analyst.get("/programmes.csv").get_data(as_text=True)


def test_themes_a_file_may_name_are_told_in_one_language(analyst: FlaskClient, book: Database) -> None:
    name = row(book, "select name_ko, name_en from theme where code = 'workforce'")
    assert name is not None
    ko, en = name
    for lang, mine, other in (("ko", ko, en), ("en", en, ko)):
        page = analyst.get(f"/programmes/import?lang={lang}").text
        assert f"{mine}, " in page and f"{other}, " not in page


def test_who_may_not_edit_is_refused(client: FlaskClient, people: dict[str, str], programme_id: str) -> None:
    official = sign_in(client, "official")
    assert official.get("/programmes/new").status_code == 403
    refused = press(official, "/programmes/rules", "/account", file=(io.BytesIO(b"{}"), "x.json"))
    assert refused.status_code == 403
    expert = sign_in(client, "expert")
    assert expert.get(f"/programmes/{programme_id}").status_code == 200
    assert expert.get("/programmes/offers").status_code == 403


def test_an_area_at_caution_starts_with_what_can_be_offered(app: Flask, client: FlaskClient, told: Round) -> None:
    evaluate_round(told.db, told.id, person_id=None)
    add(told.db, "P101", said("예시 자금", domains=("finance",), cap=800_000_000), person_id=None)
    official = sign_in(client, "official")
    page = official.get(f"/areas/{told.areas['B001']}").text
    assert "지금 권할 수 있는 지원" in page and "예시 자금" in page and "8억 원" in page
    assert page.index("지금 권할 수 있는 지원") < page.index("설문 응답")
    assert "지금 권할 수 있는 지원" not in official.get(f"/areas/{told.areas['B002']}").text
    for path in ("/help", "/programmes/fits?state=open", "/programmes/gaps?answered=1"):
        assert official.get(path).status_code == 200


def test_what_one_or_two_firms_said_is_no_ground_and_its_number_is_told_nowhere(
    client: FlaskClient, small: Round
) -> None:
    small.voices("B001", (4, 5), "workforce")
    small.voices("B002", (4,), "workforce")
    add(small.db, "P101", said("예시 훈련"), person_id=None)
    official = sign_in(client, "official")
    table = official.get("/programmes/fits?sort=spoke").text
    assert table.count("3곳 미만") == 2
    assert table.index("B001</td>") < table.index("B002</td>")
    assert official.get("/programmes/fits?sort=-spoke").text.index("B001</td>") < table.index("B002</td>")
    for code, area in small.areas.items():
        page = official.get(f"/areas/{area}/programmes").text
        assert "맞는 지원사업이 없습니다" in page and "곳이 말했습니다" not in page, code
    assert "답할 사업이 없는 필요가 없습니다" in official.get("/programmes/gaps").text


def test_an_official_picks_for_firms_and_tells_what_became_of_it(app: Flask, client: FlaskClient, told: Round) -> None:
    evaluate_round(told.db, told.id, person_id=None)
    programme = add(told.db, "P101", said("예시 자금", domains=("finance",)), person_id=None)
    official, area = sign_in(client, "official"), told.areas["B001"]
    page = f"/programmes/{programme}/areas/{area}"
    firms = [r["id"] for r in rows(told.db, "select id from firm where area_id = ? limit 2", [area])]
    nobody = press(official, page, reason="예시 까닭입니다.")
    assert nobody.status_code == 422 and "누구에게 권할지" in nobody.text
    far = scalar(told.db, "select id from firm where area_id <> ?", [area]) or "0"
    assert press(official, page, reason="예시", firm=[far]).status_code == 404
    made = press(official, page, reason="예시 까닭입니다.", firm=firms)
    assert made.status_code == 303
    found = row(told.db, "select * from pick_now where firm_id = ?", [firms[0]])
    assert found is not None and found["state"] == "offered"
    offer = f"/programmes/offers/{found['id']}"
    wrong = press(official, offer, state="finished", on_day=today().isoformat())
    assert wrong.status_code == 422
    for day, words in ((1, "오늘보다 뒤입니다"), (-1, "권한 날보다 앞입니다")):
        late = press(official, offer, state="wants", on_day=(today() + timedelta(days=day)).isoformat())
        assert late.status_code == 422 and f'id="wrong-on_day"><span>{words}' in late.text
    long = press(official, page, reason="가" * 1001, whole="1")
    assert long.status_code == 422 and 'id="wrong-reason"' in long.text and 'maxlength="1000"' in long.text
    bad = press(official, offer, state="wants", on_day=today().isoformat(), amount="많이")
    assert bad.status_code == 422
    assert press(official, offer, state="wants", on_day=today().isoformat()).status_code == 303
    assert scalar(told.db, "select state from pick_now where id = ?", [found["id"]]) == "wants"
    assert "예시 자금" in official.get(f"/areas/{area}").text
    assert official.get(f"/programmes/firms/{firms[0]}").status_code == 200
    assert official.get("/programmes/offers.csv").get_data(as_text=True).count("예시 자금") == 2
