"""Reports: the level's sentence first, no firm named, quotes under the rule of three, sources; DOCX, XLSX and CSV."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app.accounts import signing_in
from app.accounts.people import EVERYTHING
from app.cli import cli
from app.config import Config
from app.db import row, scalar, writing
from app.evaluation.display.display import open_questions
from app.evaluation.display.stating import state
from app.evaluation.people.deciding import decide
from app.evaluation.people.grounds import Grounds
from app.evaluation.round.evaluating import evaluate_round
from app.evaluation.round.store import find_evaluation
from app.ids import new_id
from app.memos.memo import Note
from app.memos.store import insert_memo, insert_text
from app.papers.writing_docx import docx_bytes
from app.reports.area_report import AreaReport
from app.reports.filed.area_paper import area_paper
from app.reports.reporting import read_report
from app.reports.round_table import workbook_sheets
from app.words.labels import label
from tests.conftest import sign_in
from tests.evaluation.conftest import Round
from tests.evaluation.team import SEEN, Team, all_for


def report_of(team: Team, area: str = "B001") -> AreaReport:
    round_ = row(team.db, "select * from round where id = ?", [team.round.id])
    assert round_ is not None
    found = read_report(team.db, team.round.areas[area], round_)
    assert found is not None
    return found


def text_of(data: bytes) -> str:
    """All words of a document: paragraphs, tables, header and footer."""
    document = Document(io.BytesIO(data))
    parts = [p.text for p in document.paragraphs]
    parts += [cell.text for table in document.tables for r in table.rows for cell in r.cells]
    section = document.sections[0]
    return "\n".join([*parts, section.header.paragraphs[0].text, section.footer.paragraphs[0].text])


def test_the_levels_sentence_stands_first_and_a_draft_says_so(team: Team) -> None:
    told = report_of(team)
    level = label(team.computed(), "level")
    assert told.lead == f"산출된 예시 산업단지 B001의 위기징후 단계는 ‘{level}’입니다."
    assert told.warning.startswith("초안:") and told.state == "computed"
    team.vote("city", team.computed())
    assert not any("현장검증단의 표" in sentence for sentence in report_of(team).sentences), "the vote is open"
    team.vote_all(dict.fromkeys(("technopark", "support_center", "mss", "expert"), team.computed()))
    assert report_of(team).lead.startswith("현장검증단이 본")
    assert report_of(team).sentences[-1] == f"현장검증단의 표: {level} 5표."


def test_every_printed_page_carries_the_areas_name(client: FlaskClient, team: Team) -> None:
    page = sign_in(client, "official").get(f"/reports/areas/{team.round.areas['B001']}").text
    head = page.partition('class="paged-head"')[2].partition("</div>")[0]
    assert "2026년 하반기 · 예시 산업단지 B001 · 심각(산출)" in head


def test_the_joint_displays_contributions_are_the_score(team: Team) -> None:
    result = report_of(team).result
    domains = team.db.query("select * from domain_result where area_result_id = ?", [team.result()])
    assert sum(d["contribution_q"] + d["contribution_l"] for d in domains) == pytest.approx(result["score"], abs=1e-9)


def test_a_level_people_changed_says_why_and_keeps_the_computed_one(team: Team) -> None:
    other = next(level for level in ("good", "caution", "serious") if level != team.computed())
    team.vote_all(all_for(other))
    told = report_of(team)
    assert told.level == other
    computed = label(team.computed(), "level")
    word = label(other, "level")
    assert told.sentences[0] == f"산출 {computed} → 검증단 {word}. 바꾼 사유: 현장에서 확인한 사실"
    assert [e.level for e in told.history] == [team.computed(), other]


def test_the_report_dates_a_decision_by_the_meeting_tells_its_course_and_prints_what_was_seen(team: Team) -> None:
    team.vote_all(all_for("serious"))
    for domain in open_questions(team.db, team.result()):
        who = team.round.people["analyst"]
        state(team.db, team.result(), domain=domain, text="현장에서 확인한 내용입니다.", person_id=who)
    decide(
        team.db,
        team.result(),
        state="decided",
        level="caution",
        person_id=team.round.people["official"],
        grounds=Grounds("local_context", "회의에서 다시 보았습니다.", SEEN.evidence),
        met_on=date(2026, 11, 20),
    )
    told = report_of(team)
    assert told.lead.replace("\u00a0", " ").endswith("위기징후 단계는 ‘주의’입니다(2026. 11. 20.).")
    course = "산출 심각 → 검증단 심각 → 협의회 주의. 바꾼 사유: 지역 사정에 대한 판단"
    assert told.sentences[0] == course
    assert (told.history[-1].met_on, told.history[-1].seen) == ("2026-11-20", (SEEN.evidence[0].text,))
    words = text_of(docx_bytes(area_paper(told)))
    assert "2026. 11. 20.(기록" in words and f"확인한 내용: {SEEN.evidence[0].text}" in words


def test_the_indicators_over_time_end_with_the_months_the_evaluation_took(team: Team) -> None:
    team.round.observe_month("B001", "employees", "2026-11", 9_999_999.0)
    employees = report_of(team).trends[0]
    assert "2026-10" in employees.spec and "2026-11" not in employees.spec


def test_names_are_said_to_be_masked_only_where_one_is(client: FlaskClient, team: Team) -> None:
    page = f"/reports/areas/{team.round.areas['B001']}"
    assert "○○로 가렸습니다" not in sign_in(client, "official").get(page).text
    team.round.code(team.round.answer("B001", text="예시기업 6은 이자를 못 냅니다."), "finance", 5)
    evaluate_round(team.db, team.round.id, person_id=None)
    assert "○○로 가렸습니다" in client.get(page).text


def test_three_firms_may_be_quoted_without_names_and_two_may_not(told: Round) -> None:
    for text, severity in (("예시기업 6은 이자를 못 냅니다.", 5), ("대출이 막혔습니다.", 4)):
        told.code(told.answer("B002", text=text), "finance", severity)
    team = Team(told)
    few = report_of(team, "B002")
    assert few.quote_note.startswith("세 곳 미만") and not any(d.quotes for d in few.domains)
    told.code(told.answer("B002", text="보증 한도가 다 찼습니다."), "finance", 3)
    team.evaluation_id = evaluate_round(told.db, told.id, person_id=None)
    quotes = [q for d in report_of(team, "B002").domains for q in d.quotes]
    assert report_of(team, "B002").quote_note == ""
    assert quotes[0].text == "○○은 이자를 못 냅니다."
    assert not any("예시기업" in q.text + q.speaker for q in quotes)


def test_the_document_opens_with_level_sources_page_numbers_and_the_korean_font(team: Team) -> None:
    data = docx_bytes(area_paper(report_of(team)))
    words = text_of(data)
    assert report_of(team).lead in words
    assert "자료 기준일" in words and "평가 방식 ‘3단계 기본 방식’ 1판" in words and "예시.csv" in words
    assert "예시기업" not in words
    document = Document(io.BytesIO(data))
    assert len(document.inline_shapes) == 3, "the waterfall and two indicators stand in it as pictures"
    assert document.sections[0].page_height.mm == pytest.approx(297, abs=0.01)
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia") == "맑은 고딕"
    assert "NUMPAGES" in document.sections[0].footer._element.xml


def test_example_data_are_called_so_in_the_document(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    assert "예시 자료" not in text_of(docx_bytes(area_paper(report_of(team))))
    assert "예시 자료" in text_of(docx_bytes(area_paper(replace(report_of(team), example=True))))


def test_pages_and_downloads_of_a_report(client: FlaskClient, team: Team) -> None:
    area = team.round.areas["B001"]
    sign_in(client, "official")
    assert f"/reports/areas/{area}" in client.get("/reports").text
    assert report_of(team).lead in client.get(f"/reports/areas/{area}").text
    answer = client.get(f"/reports/areas/{area}.docx")
    assert answer.status_code == 200 and report_of(team).lead in text_of(answer.data)
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]


def test_the_rounds_table_is_a_csv_with_a_mark_and_a_workbook_of_every_table(client: FlaskClient, team: Team) -> None:
    sign_in(client, "official")
    data = client.get("/reports/rounds/2026H2.csv").data
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").splitlines()
    assert len(lines) == 3 and lines[1].startswith("B001,"), "the worst score stands first"
    book = load_workbook(io.BytesIO(client.get("/reports/rounds/2026H2.xlsx").data))
    assert book.sheetnames[:3] == ["종합평가", "영역", "근거"] and book.sheetnames[-1] == "출처와 기준"
    assert book["영역"].max_row == 1 + 2 * 6
    basis = {r[0].value: r[1].value for r in book["근거"].iter_rows()}
    assert basis["재계산 횟수"] == 200 and len(basis["입력 해시값"]) == 64
    assert client.get("/reports/rounds/2031H1.csv").status_code == 404


@pytest.mark.parametrize("role", ["researcher", "facilitator", "expert", "admin"])
def test_only_officials_and_analysts_read_reports(client: FlaskClient, team: Team, role: str) -> None:
    sign_in(client, role)
    area = team.round.areas["B001"]
    for path in ("/reports", f"/reports/areas/{area}", f"/reports/areas/{area}.docx", "/reports/rounds/2026H2.xlsx"):
        assert client.get(path).status_code == 403, path


def test_another_areas_report_is_not_found_and_not_in_the_table(client: FlaskClient, team: Team) -> None:
    official = team.round.people["official"]
    signing_in.set_scope(team.db, official, [team.round.areas["B001"]], all_areas=False, by=None)
    sign_in(client, "official")
    assert client.get(f"/reports/areas/{team.round.areas['B002']}").status_code == 404
    assert client.get(f"/reports/areas/{team.round.areas['B002']}.docx").status_code == 404
    assert "B002" not in client.get("/reports/rounds/2026H2.csv").text
    book = load_workbook(io.BytesIO(client.get("/reports/rounds/2026H2.xlsx").data))
    assert "B002" not in {r[0].value for sheet in book for r in sheet.iter_rows()}


def test_before_an_evaluation_the_list_says_what_would_be_here(client: FlaskClient, people: dict[str, str]) -> None:
    sign_in(client, "official")
    assert "아직 보고할 평가가 없습니다" in client.get("/reports").text


def test_the_commands_write_a_document_and_a_table(team: Team, app: object, tmp_path: Path) -> None:
    config: Config = app.config["MOKSORI"]  # type: ignore[attr-defined]
    out, table = tmp_path / "b001.docx", tmp_path / "round.csv"
    runner = CliRunner(env={"MOKSORI_DATA": str(config.data)})
    done = runner.invoke(cli, ["report", "B001", "--docx", str(out)])
    assert done.exit_code == 0, done.output
    assert "위기징후 종합평가 보고서" in text_of(out.read_bytes())
    assert runner.invoke(cli, ["round-table", str(table)]).exit_code == 0
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    wrong = runner.invoke(cli, ["report", "B999", "--docx", str(out)])
    assert wrong.exit_code == 2 and "등록되지 않은 밀집지역입니다" in wrong.output


def test_memos_marked_for_reports_stand_in_them_with_author_and_day_and_no_others(team: Team) -> None:
    db, person = team.db, team.people["expert"]
    said = scalar(
        db,
        """select s.id from segment s join respondent_area ra on ra.respondent_id = s.respondent_id
           where ra.area_id = ?""",
        [team.round.areas["B001"]],
    )
    for kind, thing, text, marked in (
        ("area", team.round.areas["B001"], "실을 메모", True),
        ("area", team.round.areas["B001"], "싣지 않을 메모", False),
        ("area", team.round.areas["B002"], "다른 지역의 메모", True),
        ("segment", said, "문장의 메모", True),
        ("theme", "market", "주제의 메모", True),
        ("diary", person, "일지", True),
    ):
        memo_id = new_id()
        with writing(db):
            insert_memo(db, memo_id, (kind, thing), round_id=team.round.id, person_id=person)
            insert_text(db, memo_id, Note(text, marked))
    told = report_of(team)
    assert [(m.text, m.author) for m in told.memos if m.about == "밀집지역"] == [("실을 메모", "예시 expert")]
    assert {m.text for m in told.memos} <= {"실을 메모", "문장의 메모"}
    assert "실을 메모" in text_of(docx_bytes(area_paper(told))) and "싣지 않을" not in text_of(
        docx_bytes(area_paper(told))
    )
    round_ = row(db, "select * from round where id = ?", [team.round.id])
    evaluation = find_evaluation(db, team.evaluation_id)
    assert round_ is not None and evaluation is not None
    _titles, rows = workbook_sheets(db, round_, evaluation, EVERYTHING)["메모"]
    assert {each[2] for each in rows} == {"실을 메모", "다른 지역의 메모", "주제의 메모"}
