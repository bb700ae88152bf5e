"""The whole way in a real browser: from signing in to a decided level and its report, ten steps, in Korean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from app.db import connect, scalar
from tests.coding.bench.conftest import SENT
from tests.journeys.conftest import PATIENCE, Served, choose_area, enter, look, press

pytestmark = pytest.mark.journey

AREA = "사상구 산업단지 1"
TALK = """사회자: 예시 간담회를 시작하겠습니다. 요즘 어떠십니까?
가람정밀 대표: 미국 관세 때문에 수출 물량이 크게 줄어 힘듭니다. 인력난은 없습니다.
누리기계 상무: 숙련공을 구할 수가 없습니다. 은행 대출 금리도 너무 부담됩니다.
사회자: 말씀 고맙습니다.
"""


# What numbers and voices add to a score.
PARTS = """select r.voices_contribution + (select sum(contribution) from source_item where area_result_id = r.id)
           from area_result r where r.id = ?"""


def go(page: Page, served: Served, path: str) -> None:
    answer = page.goto(served.address + path)
    assert answer is not None and answer.status == 200, (path, answer and answer.status)


def ident(served: Served, sql: str, *values: str) -> str:
    db = connect(served.data / "example.db")
    found = scalar(db, sql, values)
    db.conn.close()
    assert found is not None, sql
    return str(found)


def test_1_each_role_signs_in_and_sees_its_own_pages(page: Page, served: Served) -> None:
    words = {
        "researcher": ["오늘 할 일", "밀집지역", "설문", "현장"],
        "facilitator": ["오늘 할 일", "밀집지역", "간담회", "제안"],
        "expert1": ["오늘 할 일", "밀집지역", "간담회", "검토", "코드북", "주제"],
        "analyst": ["오늘 할 일", "밀집지역", "지표", "설문", "간담회", "주제", "종합평가"],
        "official": ["오늘 할 일", "밀집지역", "지표", "주제", "종합평가", "지원·계획", "보고서"],
        "admin": ["오늘 할 일", "밀집지역", "휴지통", "사람과 권한", "감사 기록"],
    }
    page.goto(served.address)
    expect(page).to_have_url(re.compile("/sign-in"))
    page.get_by_label("아이디").fill("analyst")
    page.get_by_role("button", name="로그인").click()
    expect(page.locator("#field-password .wrong")).to_have_text("비밀번호를 적어 주십시오.")
    look(page, "01-sign-in")
    for login, shown in words.items():
        enter(page, served, login)
        assert page.locator(".main-nav .wrap > ul a").all_inner_texts() == shown, login
        look(page, f"01-today-{login}")
    behind = {"analyst": ["현장 기록", "메모", "지원·계획", "보고서", "감사 기록"], "admin": []}
    for login, shown in behind.items():
        enter(page, served, login)
        if shown:
            page.get_by_text("더 보기").click()
            expect(page.get_by_role("link", name=shown[-1])).to_be_visible()
        assert page.locator(".main-nav .more a").all_inner_texts() == shown, login
        look(page, f"01-more-{login}")


def test_2_areas_and_firms_are_imported_from_a_cp949_file_and_found(page: Page, served: Served, tmp_path: Path) -> None:
    enter(page, served, "analyst")
    wrong = tmp_path / "틀린 기업.csv"
    wrong.write_bytes("코드,밀집지역코드,이름,규모,종사자수\nJ0001,B999,예시 가,소기업,열\n".encode("cp949"))
    go(page, served, "areas/import")
    page.get_by_role("radio", name="기업 명부").check()
    page.locator("input[type=file]").set_input_files(wrong)
    page.get_by_role("button", name="가져오기", exact=True).click()
    expect(page.locator(".field .problems li")).to_have_count(2)
    expect(page.get_by_role("radio", name="기업 명부")).to_be_checked()
    look(page, "02-wrong-file")
    right = tmp_path / "기업.csv"
    right.write_bytes("코드,밀집지역코드,이름,규모,종사자수\nJ0001,B012,예시누리 공업,소기업,10\n".encode("cp949"))
    go(page, served, "areas/import")
    page.get_by_role("radio", name="기업 명부").check()
    page.locator("input[type=file]").set_input_files(right)
    page.get_by_role("button", name="가져오기", exact=True).click()
    expect(page.locator(".notice.done")).to_be_visible()
    look(page, "02-import")
    go(page, served, "areas")
    expect(page.locator("table.data tbody tr")).to_have_count(87)
    look(page, "02-areas")
    page.get_by_label("구군").select_option("사상구")
    page.get_by_role("button", name="찾기").click()
    expect(page.locator("table.data tbody tr").nth(29)).to_be_hidden()
    expect(page.locator("table.data tbody tr").nth(1)).to_be_visible()
    page.get_by_role("link", name=AREA).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(AREA)
    expect(page.get_by_text("예시누리 공업")).to_be_visible()
    look(page, "02-area")


def test_3_indicators_are_imported_as_vintages_and_explain_the_classification(
    page: Page, served: Served, tmp_path: Path
) -> None:
    enter(page, served, "analyst")
    file = tmp_path / "지표.csv"
    file.write_text("지역,지표,월,값,단위,공표일\nB012,employees,2026-10,5555,명,2026-11-21\n", encoding="utf-8")
    go(page, served, "indicators/import")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="가져오기", exact=True).click()
    expect(page.locator(".notice.done")).to_be_visible()
    go(page, served, "indicators")
    look(page, "03-indicators")
    area = ident(served, "select id from area where code = 'B012'")
    go(page, served, f"areas/{area}/indicators")
    assert page.locator("figure.chart svg").count() >= 6
    expect(page.get_by_text("5,555").first).to_be_visible()
    look(page, "03-area-indicators")
    go(page, served, f"areas/{area}/indicators?as_of=2026-11-20")
    assert page.get_by_text("5,555").count() == 0


def test_4_a_survey_is_answered_by_link_and_on_site_and_gives_a_bsi(page: Page, served: Served) -> None:
    survey = ident(served, "select id from survey")
    before = int(ident(served, "select count(*) from response"))
    enter(page, served, "analyst")
    go(page, served, f"surveys/{survey}/links")
    choose_area(page, "B012 " + AREA)
    page.wait_for_url(re.compile("area="))
    press(page.get_by_role("button", name="링크 만들기"))
    look(page, "04-links-made")
    link = page.locator("td.address code").inner_text()
    page.context.clear_cookies()
    page.goto(link)
    look(page, "04-answer")
    page.get_by_role("button", name="응답 보내기").click()
    expect(page.locator(".field.is-wrong").nth(5)).to_be_visible()
    look(page, "04-answer-wrong")
    answer(page)
    page.get_by_role("button", name="응답 보내기").click()
    expect(page.get_by_role("heading", name="저장되었습니다")).to_be_visible()
    look(page, "04-receipt")
    enter(page, served, "researcher")
    go(page, served, f"surveys/{survey}/enter")
    choose_area(page, "B012 " + AREA)
    page.wait_for_url(re.compile("area="))
    page.get_by_placeholder("기업 이름이나 코드").fill("J0001")
    press(page.get_by_role("button", name="찾기"))
    press(page.get_by_role("link", name="입력", exact=True))
    answer(page)
    look(page, "04-enter")
    page.locator("form button[type=submit].primary").click()
    expect(page.get_by_text("접수번호")).to_be_visible()
    assert int(ident(served, "select count(*) from response")) == before + 2
    enter(page, served, "analyst")
    go(page, served, f"surveys/{survey}/results")
    expect(page.get_by_text("BSI").first).to_be_visible()
    look(page, "04-results")


def answer(page: Page) -> None:
    """Fill in the questionnaire: every scale at its second point, the required rest with one word."""
    page.locator("input[name=consent]").check()
    for name in {str(n) for n in page.eval_on_selector_all(".scale input", "all => all.map(i => i.name)")}:
        page.locator(f"input[name={name}][value='2']").check()
    page.locator("input[name=crisis][value=yes]").check()
    page.locator("input[name=employees]").fill("12")
    page.locator("textarea[name=hardest]").fill("인력난은 없습니다. 다만 자금난이 심각합니다.")
    for said in page.locator("[data-aside] select").all():
        said.select_option(index=1)


def test_5_a_roundtable_is_recorded_and_its_transcript_matched(page: Page, served: Served, tmp_path: Path) -> None:
    enter(page, served, "facilitator")
    go(page, served, "roundtables/new")
    page.get_by_role("button", name="저장").click()
    expect(page.locator(".is-wrong .wrong").nth(3)).to_be_visible()
    look(page, "05-record-wrong")
    page.get_by_label("제목", exact=False).first.fill("예시 긴급 간담회")
    page.locator("[name=held_on]").fill("2026-11-20")
    page.locator("[name=starts_at]").fill("15:00")
    page.locator("[name=ends_at]").fill("16:30")
    page.locator("[name=place]").fill("예시 회의실")
    page.get_by_label(re.compile("B012")).check()
    people = [
        ("사회자", "예시 연구소", "moderator", ""),
        ("가람정밀 대표", "예시 가람정밀", "firm", firm(served, 1)),
        ("누리기계 상무", "예시 누리기계", "firm", firm(served, 2)),
    ]
    for number, (label, organization, kind, code) in enumerate(people):
        page.locator(f"[name=participants-{number}-label]").fill(label)
        page.locator(f"[name=participants-{number}-organization]").fill(organization)
        page.locator(f"[name=participants-{number}-org_kind]").select_option(kind)
        page.locator(f"[name=participants-{number}-firm]").fill(code)
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("예시 긴급 간담회")
    file = tmp_path / "녹취록.txt"
    file.write_bytes(TALK.encode("cp949"))
    press(page.get_by_role("link", name=re.compile("녹취록 올리기")).first)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="미리 보기").click()
    expect(page.get_by_role("heading", name="발언자와 참여자")).to_be_visible()
    look(page, "05-preview")
    page.get_by_role("button", name="다음").first.click()
    expect(page.get_by_role("heading", name="개인정보 가리기")).to_be_visible()
    look(page, "05-names")
    page.get_by_role("button", name="저장").click()
    expect(page.get_by_text("숙련공을 구할 수가 없습니다").first).to_be_visible()
    look(page, "05-transcript")
    go(page, served, "roundtables")
    look(page, "05-roundtables")


def firm(served: Served, number: int) -> str:
    sql = """select firm.code from firm join area on area.id = area_id where area.code = 'B012'
             order by firm.code limit 1 offset ?"""
    return ident(served, sql, number)


def test_6_new_texts_become_segments_with_suggested_themes(page: Page, served: Served) -> None:
    enter(page, served, "expert1")
    go(page, served, "themes")
    page.get_by_role("button", name="새 자료에 주제 제안").click()
    expect(page.get_by_text("주제", exact=False).filter(has_text="제안했습니다").first).to_be_visible()
    look(page, "06-suggested")
    sql = """select group_concat(theme_code || ':' || stance) from suggestion join segment on segment.id = segment_id
             where text like ?"""
    assert "tariff_trade:need" in ident(served, sql, "%미국 관세 때문에%")
    assert ident(served, sql, "%인력난은 없습니다.%").startswith("workforce:none")


def stored(page: Page) -> None:
    """Wait until every act of the bench is at the server."""
    page.evaluate(SENT, PATIENCE)


def test_7_an_expert_reviews_by_mouse_and_by_keyboard(page: Page, served: Served) -> None:
    enter(page, served, "expert1")
    go(page, served, "review")
    look(page, "07-review")
    before = int(ident(served, "select count(*) from judgment"))
    segment = ident(
        served, "select s.id from segment s join suggestion on segment_id = s.id where text like '미국 관세%' limit 1"
    )
    go(page, served, f"review/{segment}")
    look(page, "07-bench")
    page.locator(".judge.is-current .choices label", has_text="애로·요구").click()
    page.locator(".judge.is-current .severity label", has_text="5").click()
    page.locator(".judge.is-current").get_by_role("button", name=re.compile("채택")).click()
    expect(page.locator("#said")).not_to_be_empty()
    stored(page)
    assert int(ident(served, "select count(*) from judgment")) == before + 1
    segment = ident(served, "select s.id from segment s join suggestion on segment_id = s.id where text like '숙련공%'")
    go(page, served, f"review/{segment}")
    page.keyboard.press("KeyS")
    page.keyboard.press("Digit4")
    expect(page.locator("#said")).to_have_text("태도 애로·요구, 심각도 4")
    page.keyboard.press("KeyA")
    stored(page)
    assert ident(served, "select severity from judgment where segment_id = ?", segment) == "4"
    page.keyboard.press("KeyZ")
    expect(page.locator("#said")).to_contain_text("되돌렸습니다")
    assert ident(served, "select action from judgment order by id desc") == "retract"
    go(page, served, f"review/{segment}")
    page.keyboard.press("KeyR")
    stored(page)
    talk = ident(served, "select document_id from segment where document_id is not null order by id limit 1")
    go(page, served, f"review/documents/{talk}")
    page.locator("html[data-usable]").wait_for(state="attached")
    look(page, "07-document")
    go(page, served, "themes")
    look(page, "07-themes")


def test_8_the_evaluation_adds_up_and_leads_down_to_a_row_and_a_quote(page: Page, served: Served) -> None:
    enter(page, served, "analyst")
    go(page, served, "evaluation")
    page.get_by_text("평가 실행").first.click()
    page.get_by_role("button", name="평가 실행").click()
    # While the job runs the page loads itself anew; who goes elsewhere in that moment does not get there.
    done = page.get_by_role("link", name="결과 보기")
    expect(done).to_be_visible(timeout=2 * PATIENCE)
    press(done)
    look(page, "08-evaluation")
    page.get_by_role("link", name=AREA, exact=True).click()  # the map has its mark, with the level
    expect(page.locator("table.joint")).to_be_visible()
    look(page, "08-area-evaluation")
    result = ident(
        served, "select r.id from area_result r join area on area.id = area_id where code = 'B012' order by r.id desc"
    )
    score = float(ident(served, "select score from area_result where id = ?", result))
    parts = float(ident(served, PARTS, result))
    assert abs(score - parts) < 1e-9
    press(page.locator("table.joint table.parts a").first)
    look(page, "08-trace-indicator")
    press(page.locator("table.data tbody a").first)
    expect(page.get_by_text("observations.csv").first).to_be_visible()
    look(page, "08-trace-row")
    go(page, served, f"areas/{ident(served, 'select id from area where code = ?', 'B012')}/evaluation")
    press(page.locator("table.joint blockquote a").first)
    look(page, "08-trace-quote")
    quote = page.locator("strong", has_text=".").first.inner_text()
    press(page.get_by_role("link", name="녹취록에서 보기"))
    expect(page.locator(f"#{page.url.split('#')[1]}")).to_contain_text(quote)
    # The example's level is validated and stands; the new result beside it gets its own statements and votes.
    newer = ident(served, "select evaluation_id from area_result where id = ?", result)
    go(page, served, f"areas/{ident(served, 'select id from area where code = ?', 'B012')}/evaluation")
    expect(page.get_by_text("새로 계산한 결과")).to_be_visible()
    # Whichever domains ask for a statement are answered.
    for box in ("finance", "market", "technology", "hr", "rnd", "external"):
        area = ident(served, "select id from area where code = ?", "B012")
        go(page, served, f"areas/{area}/evaluation?evaluation={newer}")
        if page.locator(f"#text-{box}").count():
            page.locator(f"#text-{box}").fill("예시 의견: 현장에서 지표가 사실에 가깝다고 확인했습니다.")
            press(page.locator(f".question:has(#text-{box})").get_by_role("button"))


def test_9_five_seats_vote_blind_and_the_council_decides_with_grounds(page: Page, served: Served) -> None:
    result = ident(
        served, "select r.id from area_result r join area on area.id = area_id where code = 'B012' order by r.id desc"
    )
    seats = ("seat-city", "seat-technopark", "seat-support", "seat-mss", "seat-expert")
    for number, login in enumerate(seats):
        enter(page, served, login)
        go(page, served, f"evaluation/{result}/validation")
        look(page, "09-validation") if number == 0 else None
        assert page.get_by_text("예시 사유 ").count() == 0, "another seat's vote shows before the end"
        page.locator("input[name=level][value=serious]").check()
        page.locator("[name=reason]").fill(f"예시 사유 {number + 1}: 현장에서 심각함을 확인했습니다.")
        page.locator("[name=code]").select_option(index=1)
        page.locator("[name=seen]").fill("예시: 현장 방문 기록 2026-11-20")
        if number == 0:
            look(page, "09-vote")
        press(page.get_by_role("button", name="다음: 확인하기"))
        press(page.get_by_role("button", name="투표하기"))
    expect(page.get_by_text("예시 사유 1").first).to_be_visible()
    look(page, "09-opened")
    assert (
        ident(served, "select level from level_event where area_result_id = ? and state = 'validated'", result)
        == "serious"
    )
    enter(page, served, "official")
    go(page, served, f"evaluation/{result}/decision")
    page.locator("input[name=level][value=serious]").check()
    page.locator("[name=met_on]").fill("2026-11-20")
    page.locator("[name=reason]").fill("예시 의결 사유: 검증단의 판단을 따릅니다.")
    press(page.get_by_role("button", name="다음: 확인하기"))
    expect(page.get_by_role("button", name="기록하기").or_(page.locator(".is-wrong")).first).to_be_visible()
    if page.locator(".is-wrong").count():
        look(page, "09-decide-wrong")
        page.locator("[name=code]").select_option(index=1)
        page.locator("[name=seen]").fill("예시: 협의회 회의록 2026-11-21")
        press(page.get_by_role("button", name="다음: 확인하기"))
    look(page, "09-decide")
    press(page.get_by_role("button", name="기록하기"))
    assert (
        ident(served, "select level from level_event where area_result_id = ? and state = 'decided'", result)
        == "serious"
    )
    assert ident(served, "select level from level_event where area_result_id = ? and state = 'computed'", result) != ""
    enter(page, served, "admin")
    go(page, served, "audit")
    look(page, "09-audit")


def test_10_the_report_prints_and_is_taken_home_as_docx_xlsx_and_csv(
    page: Page, served: Served, tmp_path: Path
) -> None:
    enter(page, served, "official")
    go(page, served, "reports")
    look(page, "10-reports")
    area = ident(served, "select id from area where code = 'B012'")
    go(page, served, f"reports/areas/{area}")
    expect(page.locator(".sheet .mark")).to_contain_text("심각")
    look(page, "10-report")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("DOCX")).click()
    target = tmp_path / "report.docx"
    download.value.save_as(target)
    text = "\n".join(p.text for p in Document(str(target)).paragraphs)
    assert AREA in text and "예시" in text
    for kind in ("xlsx", "csv"):
        answer = page.request.get(f"{served.address}reports/rounds/2026H2.{kind}")
        assert answer.ok
        (tmp_path / f"round.{kind}").write_bytes(answer.body())
    assert load_workbook(tmp_path / "round.xlsx").worksheets[0].max_row >= 88
    assert (tmp_path / "round.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_every_page_reads_english_on_request(page: Page, served: Served) -> None:
    enter(page, served, "analyst")
    for path in ("", "areas", "indicators", "surveys", "roundtables", "themes", "evaluation", "reports"):
        go(page, served, f"{path}?lang=en")
        heading = page.get_by_role("heading", level=1).inner_text()
        assert not re.search("[가-힣]", heading), (path, heading)
        assert page.locator("html").get_attribute("lang") == "en"
