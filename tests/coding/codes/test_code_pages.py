"""The codebook's tree and a code's pages: found, opened, looked at before anything changes, and undone."""

from __future__ import annotations

import re

import pytest

from app.coding.codes import codes
from tests.conftest import sign_in


@pytest.fixture
def person(coding, client):
    return sign_in(client, "expert")


def csrf_of(page):
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]


def press(client, address, **sent):
    page = client.get(address).text
    event = re.search(r'name="event"[^>]*value="([^"]+)"', page)
    given = {"csrf_token": csrf_of(page), "event": event[1] if event else "", **sent}
    return client.post(address, data=given)


def again(client, address, shown, **sent):
    """The second press, with everything the preview kept."""
    form = shown.text[shown.text.index('name="step" value="do"') - 400 :]
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return client.post(address, data={**kept, "csrf_token": csrf_of(shown.text), **sent})


def test_the_tree_shows_counts_finds_codes_and_opens_without_a_script(coding, person):
    code = coding.make("숙련공 부족", definition="기술자를 못 구함")
    coding.make("용접", parent=code)
    coding.judge("숙련공을", code)
    page = person.get("/codebook").text
    assert "숙련공 부족" in page and "판단 1건" in page and "3곳 미만" in page and "아직 안 쓰임" in page
    assert "<details>" in page and "<details open>" in person.get("/codebook?open=1").text
    found = person.get("/codebook?find=기술자").text
    assert "숙련공 부족" in found and "용접" not in found and "<details open>" in found
    assert "찾는 주제나 코드가 없습니다" in person.get("/codebook?find=없는말").text


def test_in_vivo_codes_wait_for_a_better_name(coding, person):
    code = coding.make("숙련공을 구할 수가", segment=coding.world.segment("숙련공을"))
    assert "알맞은 이름을 기다립니다" in person.get("/codebook").text
    assert "숙련공을 구할 수가" in person.get("/codebook?only=invivo").text
    done = press(person, f"/codebook/codes/{code}/edit", name_ko="숙련 인력 부족", definition="기술자를 못 구함")
    assert done.status_code == 303 and coding.code(code).invivo is None
    page = person.get(f"/codebook/codes/{code}").text
    assert "<del>숙련공을 구할 수가</del>" in page and "<ins>숙련 인력 부족</ins>" in page


def test_a_code_is_made_on_its_page_and_what_is_wrong_is_said_at_the_field(coding, person):
    wrong = press(person, "/codebook/codes/new", place="workforce", name_ko=" ")
    assert wrong.status_code == 422 and "적어 주십시오" in wrong.text
    assert (
        press(person, "/codebook/codes/new", place="workforce", name_ko="숙련공", colour="#0b62c4").status_code == 303
    )
    assert press(person, "/codebook/codes/new", place="nowhere", name_ko="숙련공").status_code == 422


def test_a_move_is_shown_first_done_at_the_second_press_and_undone_from_the_history(coding, person):
    code = coding.make("숙련공")
    coding.judge("숙련공을", code)
    shown = press(person, f"/codebook/codes/{code}/move", place="finance", reason="자금 이야기입니다")
    assert (
        shown.status_code == 200 and "판단 1건이 따라갑니다" in shown.text and "단계가 달라질 수 있습니다" in shown.text
    )
    assert coding.stands() == [("workforce", code, 3)]
    assert again(person, f"/codebook/codes/{code}/move", shown).status_code == 303
    assert coding.stands() == [("finance", code, 3)]
    page = person.get(f"/codebook/codes/{code}").text
    assert "자금 이야기입니다" in page and "판단 1건을 옮김" in page
    undo = re.search(r'action="(/codebook/changes/[^"]+)"', page)[1]
    assert person.post(undo, data={"csrf_token": csrf_of(page)}).status_code == 303
    assert coding.stands() == [("workforce", code, 3)]


def test_a_merge_and_a_split_are_shown_and_done_on_their_pages(coding, person):
    code, into = coding.make("숙련공"), coding.make("기술 인력")
    first, second = coding.judge("숙련공을", code), coding.judge("인력난은 없습니다", code)
    names = {"names": "용접\n도장", "step": "pick"}
    picking = press(person, f"/codebook/codes/{code}/split", **names)
    assert picking.status_code == 200 and "숙련공을 구할 수가 없습니다" in picking.text
    shown = press(person, f"/codebook/codes/{code}/split", names="용접\n도장", **{f"to-{first}": "용접"})
    assert "판단 1건이 ‘용접’ 코드로 갑니다" in shown.text
    assert again(person, f"/codebook/codes/{code}/split", shown, names="용접\n도장").status_code == 303
    shown = press(person, f"/codebook/codes/{code}/merge", into=into)
    assert again(person, f"/codebook/codes/{code}/merge", shown).status_code == 303
    [welding] = [c.id for c in codes.codes_now(coding.db) if c.name_ko == "용접"]
    assert {c for _theme, c, _severity in coding.stands()} == {welding, into} and second
    assert "합쳐졌습니다" in person.get(f"/codebook/codes/{code}").text


def test_a_retired_code_is_told_and_comes_back(coding, person):
    code = coding.make("숙련공")
    assert press(person, f"/codebook/codes/{code}/retire", reason="너무 넓습니다").status_code == 303
    page = person.get(f"/codebook/codes/{code}").text
    assert "쓰지 않는 코드" in page and "너무 넓습니다" in page
    event = re.search(r'name="event" value="([^"]+)"', page)[1]
    sent = {"csrf_token": csrf_of(page), "event": event}
    assert person.post(f"/codebook/codes/{code}/restore", data=sent).status_code == 303
    assert person.get(f"/codebook/codes/{code}/restore").status_code == 405


def test_the_quotes_of_a_code_are_those_coded_with_it(coding, person):
    code = coding.make("숙련공")
    coding.judge("숙련공을", code)
    coding.judge("인력 부족이 심각")
    page = person.get(f"/themes/quotes?code={code}&stance=all").text
    assert "숙련공을 구할 수가 없습니다" in page and "인력 부족이 심각" not in page


def test_the_codebooks_files_hold_the_codes_beneath_their_themes(coding, person):
    above = coding.make("숙련공", definition="기술자를 못 구함")
    coding.make("용접", parent=above)
    table = person.get("/exchange/codebook.csv").data.decode("utf-8-sig")
    assert "인력·고용 > 숙련공 > 용접" in table and "기술자를 못 구함" in table


def test_a_theme_is_dropped_from_a_draft_on_its_page_and_brought_back(coding, person):
    begun = person.get("/codebook").text
    person.post("/codebook/draft", data={"csrf_token": csrf_of(begun)})
    assert press(person, "/codebook/draft/finance/drop").status_code == 422
    assert press(person, "/codebook/draft/finance/drop", into="market").status_code == 303
    page = person.get("/codebook/draft").text
    assert "‘판로·수출·내수’ 주제로 옮겨집니다" in page
    assert person.post("/codebook/draft/finance/restore", data={"csrf_token": csrf_of(page)}).status_code == 303
    assert "없앱니다" not in person.get("/codebook/draft").text
