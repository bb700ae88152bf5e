"""The pages of what was learned: what is missing, what a model knows, why a suggestion was made, two analyses."""

from __future__ import annotations

import pytest

from app.coding.learning import learning
from app.coding.suggesting.suggesting import suggest
from app.db import row, scalar
from tests.coding.learning.learned_world import NEED_WORDS, teach
from tests.conftest import sign_in, token


@pytest.fixture
def learned(world):
    teach(world, 40, 40)
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    return world


def version(world):
    return scalar(world.db, "select version from model")


def suggestion(world, part, theme="workforce"):
    return world.suggestion(part, theme)


def test_before_anything_was_learned_the_page_says_what_is_missing(client, world):
    sign_in(client, "expert")
    page = client.get("/models").text
    # The base that ships knows the theme: two on either side, 20 together.
    assert (
        "채택 2건이 더 필요합니다." in page and "반려 2건이 더 필요합니다." in page and "판단 16건이 더 모이면" in page
    )
    assert "아직 배운 모델이 없습니다" in page
    assert client.get("/models/compare").status_code == 200


def test_the_list_tells_which_theme_is_shown_and_which_model_is_in_use(client, learned):
    sign_in(client, "analyst")
    page = client.get("/models").text
    assert "바탕 모델을 고쳐 씀" in page and "사용 중" in page and version(learned) in page
    assert page.count('<td class="number">40</td>') == 2
    # Of 80 decided texts 40 are accepted: always yes has 80 / 120.
    assert "늘 그렇다고 하면" in page and ">0.67<" in page
    assert "전문가의 판단 80건을 글과 주제마다 하나로 모으면 80건이고" in page and "배웠습니다" in page


def test_a_model_that_shows_no_figure_is_not_said_to_be_in_use(client, world):
    teach(world, 6, 6)
    learning.refit(world.db, world.round_id)
    page = sign_in(client, "expert").get("/models").text
    assert "아직 쓰지 않음" in page and "사용 중" not in page
    assert "/review?theme=workforce&amp;order=low" in page and "반려할 제안 찾기" in page
    assert "사용 중" not in client.get(f"/models/{version(world)}").text


def test_decisions_before_the_first_model_wait_to_be_learned(client, world):
    teach(world, 3, 3)
    page = sign_in(client, "analyst").get("/models").text
    assert "아직 배우지 않은 판단이 6건 있습니다." in page and "지난 학습" not in page


def test_the_card_names_digest_versions_and_words(client, learned):
    sign_in(client, "expert")
    page = client.get(f"/models/{version(learned)}?theme=workforce").text
    found = row(learned.db, "select * from model")
    assert found["decisions_sha256"] in page and found["analyser_version"] in page and "scikit-learn" in page
    assert "용접" in page and "<svg" in page and "실제로 채택한 비율" in page
    assert client.get("/models/000000000000").status_code == 404


def test_the_bench_marks_the_models_words_and_leads_to_its_reasons(client, learned):
    sign_in(client, "expert")
    page = client.get(f"/review/{learned.segment(f'5달째 {NEED_WORDS}')}").text
    made = suggestion(learned, f"5달째 {NEED_WORDS}")
    assert 'class="for-3"' in page and "(학습 모델)" in page and f"/suggestions/{made}" in page
    page = client.get(f"/suggestions/{made}").text
    assert "학습 모델만의 제안입니다" in page and "확률" in page and "1차 모델" in page
    assert page.count('<svg class="signed"') > 3


def test_an_older_suggestion_of_the_base_stays_open_beside_the_models(client, learned):
    sign_in(client, "analyst")
    segment = learned.segment("숙련공")
    old = scalar(learned.db, "select id from suggestion where segment_id = ? and model_version = ''", [segment])
    page = client.get(f"/suggestions/{old}").text
    assert "지난 제안" in page and "이 주제일 확률(바탕 모델)" in page
    # What the lexicon says stands folded beneath: one full term is worth -ln(1 - 0.6).
    _own, lexicon = page.split("같은 문장을 용어집은")
    table, folded = lexicon.split('<details class="reason-sum">')[:2]
    assert "+0.92" in table and "0.9163" not in table and "+0.9163" in folded and "용어의 무게" in folded
    new = suggestion(learned, "숙련공")
    assert f"/suggestions/{new}" in page
    assert "같은 문장을 용어집은" in client.get(f"/suggestions/{new}").text
    assert f"/suggestions/{new}" in client.get(f"/segments/{segment}").text


def test_a_suggestion_from_before_reasons_were_kept_shows_its_terms(client, learned):
    sign_in(client, "analyst")
    learned.db.conn.execute("drop trigger suggestion_no_update")
    old = suggestion(learned, "이자 부담", "finance")
    learned.db.conn.execute("update suggestion set explanation = '' where id = ?", [old])
    page = client.get(f"/suggestions/{old}").text
    assert "남기기 전에 만든 제안입니다" in page and "for-2" in page


def test_another_areas_suggestion_is_not_there_and_an_official_has_no_page(client, learned):
    from app.accounts import signing_in
    from tests.conftest import PASSWORD

    signing_in.add_person(
        learned.db, login="far", name="예시", role="expert", password=PASSWORD, area_ids=[], all_areas=False
    )
    made = suggestion(learned, "숙련공")
    sign_in(client, "far")
    assert client.get(f"/suggestions/{made}").status_code == 404
    sign_in(client, "official")
    for path in ("/models", f"/models/{version(learned)}", "/models/compare", f"/suggestions/{made}"):
        assert client.get(path).status_code == 403, path
    assert f"/suggestions/{made}" not in client.get(f"/segments/{learned.segment('숙련공')}").text


def test_two_analyses_are_listed_filtered_and_taken_home(client, learned):
    sign_in(client, "analyst")
    page = client.get("/models/compare").text
    assert "모델 없음" in page and "1차 모델" in page and NEED_WORDS in page
    assert NEED_WORDS not in client.get("/models/compare?kind=only_a&theme=workforce").text
    assert "3달째" in client.get("/models/compare?q=3달째").text
    table = client.get("/models/compare.csv?kind=only_a&theme=workforce").get_data().decode("utf-8-sig")
    assert "앞 분석 점수" in table.splitlines()[0] and "뒤 분석 등급" in table.splitlines()[0]
    assert "확실" in client.get("/models/compare.csv?theme=workforce").get_data().decode("utf-8-sig")
    assert client.get("/models/compare.xlsx").data[:2] == b"PK"
    assert scalar(learned.db, "select count(*) from audit where action = 'data downloaded'") == 3


def test_a_refit_is_started_by_a_person_and_its_page_tells_the_outcome(client, world):
    from app import jobs

    teach(world, 40, 40)
    sign_in(client, "analyst")
    answer = client.post("/models/refit", data={"csrf_token": token(client, "/models")})
    assert answer.status_code == 302
    job_id = answer.location.rsplit("/", 1)[1]
    jobs.run(world.db, job_id)
    page = client.get(answer.location).text
    assert "판단 80건으로 주제 1개를 학습했습니다." in page and "새 자료에 주제 제안" in page
    assert learning.due(world.db) is None
