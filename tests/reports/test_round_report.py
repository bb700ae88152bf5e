"""A round's report: its sentence, movers with their reason, firms by theme, evidence; page, paper, one page, workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from datetime import date
from types import SimpleNamespace
from typing import cast

import pypdfium2
import pytest
from docx import Document
from flask.testing import FlaskClient
from openpyxl import load_workbook
from playwright.sync_api import Browser

from app.accounts.office import Office
from app.accounts.people import EVERYTHING, Scope
from app.coding.statements.voices import ProblemCoding, Voice
from app.coding.themes.themes import prevalences, voices_by_area
from app.db import row, writing
from app.evaluation.display.display import DomainLine, Measure
from app.evaluation.display.lines import Line
from app.kept import KEPT
from app.papers.sending import paper_bytes
from app.plans.drafts import PlanDraft
from app.plans.planning import make_response_plan
from app.reports.reporting import _numbers
from app.reports.round_table import _domain
from app.reports.rounds import leveling, theming
from app.reports.rounds.figures import Column, Figures, cell, told
from app.reports.rounds.mayor import one_page
from app.reports.rounds.papering import paper_of, paper_of_page
from app.reports.rounds.reading import read_round_report
from app.reports.rounds.round_report import RoundReport
from app.reports.rounds.theming import Heard, Said, counted
from app.words.i18n import speaking
from tests.conftest import sign_in
from tests.evaluation.conftest import Round
from tests.evaluation.team import Team

LEVELED = ((None, None), ("good", None), ("serious", "validated"))
BALANCES = ((67.0, 3), (0.0, 3), (200.0, 9), (0.0, 10))
HANGUL = re.compile("[가-힣]")


@pytest.fixture
def two(team: Team) -> Round:
    """The small round with one before it: B001 was at the best level, and its market was worth ten points less."""
    told, db = team.round, team.db
    with writing(db):
        for name in [r[0] for r in db.conn.execute("select name from sqlite_master where type = 'trigger'").fetchall()]:
            db.conn.execute(f'drop trigger "{name}"')
        last = ("b", "2026H1", "지난 회차", "The last round", "2026-01-01", "2026-06-30")
        db.conn.execute("insert into round values (?, ?, ?, ?, ?, ?)", last)
        _copy(told, "evaluation", {"id": "id || '<'", "round_id": "'b'"})
        changes = {"id": "id || '<'", "evaluation_id": "evaluation_id || '<'", "score": "score - 30", "level": "'good'"}
        _copy(told, "area_result", changes)
        for table in ("domain_result", "source_item"):
            _copy(told, table, {"area_result_id": "area_result_id || '<'"})
        db.conn.execute("""update domain_result set contribution_q = contribution_q - 10
                           where domain = 'market' and area_result_id like '%<'""")
        db.conn.execute("""update source_item set contribution = contribution - 5, raw = raw + 4
                           where ref = 'establishments' and area_result_id like '%<'""")
    KEPT["stands_now"].mend(db)
    return told


def _copy(found: Round, table: str, changes: dict[str, str]) -> None:
    names = [r[1] for r in found.db.conn.execute(f"pragma table_info({table})")]
    chosen = ", ".join(changes.get(name, name) for name in names)
    found.db.conn.execute(f"insert into {table}({', '.join(names)}) select {chosen} from {table}")


def report_of(found: Round, scope: Scope = EVERYTHING, *, whole: bool = True) -> RoundReport:
    round_ = row(found.db, "select * from round where code = '2026H2'")
    assert round_ is not None
    report = read_round_report(found.db, round_, scope, whole=whole)
    assert report is not None
    return report


def words_of(report: RoundReport) -> Iterator[str]:
    """Every text of a report."""
    yield from (report.title, report.draft, report.lead, *report.sentences, *report.todo, report.source, report.codes)
    for number in report.numbers:
        yield from (number.word, number.told, number.beside)
    for worse in report.worse:
        yield from (worse.area, worse.before, worse.now, worse.why)
    for pair in report.basis:
        yield from pair
    for heading, lines in report.sources:
        yield from (heading, *lines)
    for section in report.sections:
        yield from (section.title, *section.sentences, *section.listed)
        yield from (word for chart in section.charts for word in (chart.title, chart.description))
        for table in section.tables:
            yield from (table.title, table.note, *(c.head for c in table.columns))
            yield from (text for line in table.texts() for text in line)


def test_the_sentence_counts_the_levels_and_an_undecided_round_is_a_draft(team: Team) -> None:
    report = report_of(team.round)
    assert report.lead.startswith("밀집지역 2곳 가운데 ") and report.title.endswith("(안)")
    assert report.draft.startswith("초안: 2곳의 단계는"), report.draft
    (moves,) = [s for s in report.sections if s.key == "moves"]
    assert moves.sentences == ("지난 회차에 평가한 결과가 없어 견줄 수 없습니다.",) and not moves.tables


def test_a_mover_is_told_with_the_number_that_moved_it(two: Round) -> None:
    report = report_of(two)
    first = report.worse[0]
    assert first.before == "양호" and first.now != "양호"
    why = "시장 영역의 지표·설문 +10.0점: 기준 지역과 견준 예시 establishments의 변화가 −8.0 %p에서 −12.0 %p로."
    assert first.why == why
    assert report.numbers[2].word == "단계가 나빠진 곳" and report.numbers[2].told.startswith("지역 ")


def test_what_people_decided_is_the_reason_before_any_number(two: Round) -> None:
    with writing(two.db):
        two.db.conn.execute(
            """insert into level_event(area_result_id, state, level, override, reason_code, reason, evidence, at)
               select id, 'validated', 'serious', 1, 'site_finding', '예시', '[1]', '2026-12-05T00:00:00Z'
               from area_result where id not like '%<'"""
        )
    assert report_of(two).worse[0].why == "현장검증에서 산출과 다른 단계로 정했습니다(현장에서 확인한 사실)."


def test_the_report_of_ones_own_areas_holds_no_other(team: Team) -> None:
    report = report_of(team.round, Scope(frozenset([team.round.areas["B001"]])))
    text = "\n".join(words_of(report))
    assert "B001" in text and "B002" not in text and report.lead.startswith("맡은 밀집지역 1곳(부산은 모두 2곳)")


def test_the_report_says_of_which_areas_it_is(team: Team) -> None:
    n, mine = len(team.round.areas), Scope(frozenset({team.round.areas["B001"]}))
    round_ = row(team.db, "select * from round where id = ?", [team.round.id])
    assert round_ is not None
    whole, part = (read_round_report(team.db, round_, scope) for scope in (EVERYTHING, mine))
    assert whole is not None and whole.extent.told == f"부산 밀집지역 {n}곳 모두" and "발췌" not in whole.title
    assert part is not None and "1곳 발췌" in part.title and one_page(part).extent.startswith("맡은 1곳만 담은 발췌")


def test_an_area_without_a_level_stands_in_no_state() -> None:
    rows_ = [{"level": level, "level_now": level, "state": state} for level, state in LEVELED]
    lines = [Line(each, 0.5) for each in rows_]
    assert leveling.counted(lines) == {"computed": 1, "validated": 1, "decided": 0, "confirmed": 0}


def test_themes_as_many_firms_named_are_told_together(team: Team) -> None:
    said = [Said(theme, k, 3.0, {}) for theme, k in (("판로", 16), ("인력", 16), ("자금", 5))]
    told_ = theming.leading(team.db, Heard(tuple(said), 40, {}, 0))
    assert "판로와 인력(각 16곳)이고, 다음은 자금(5곳)입니다." in told_
    assert theming.leading(team.db, Heard(tuple(said[:2]), 40, {}, 0)).endswith("판로와 인력(각 16곳)입니다.")


def test_no_figure_of_voices_stands_beside_a_withheld_one() -> None:
    domain = dict.fromkeys(("code", "name_ko", "name_en", "fit", "mean_severity", "prevalence_k")) | {
        **{"domain": "technology", "weight": 0.1, "q": 20.0, "l": 0.0, "contribution_q": 2.0, "contribution_l": 0.608},
        **{"withheld": False, "few": True, "prevalence_n": 9},
    }
    row_ = _domain(domain)
    assert row_[4:11] == [20.0, None, 2.0, None, None, 9, None] and "3곳 미만" in row_[-1]


def test_a_survey_balance_is_told_with_its_firms_and_not_where_it_is_everyones_answer() -> None:
    line = SimpleNamespace(measures=[Measure("survey", f"x{n}", y, 50.0, 1.0, 1.0, None, n) for y, n in BALANCES])
    assert list(_numbers(cast("DomainLine", line), lambda m: m.code)) == [
        "x3 67(응답\u00a03곳)\u00a0→\u00a050점",
        "x10 0(응답\u00a010곳)\u00a0→\u00a050점",
        "답한 곳이 적어 싣지 않았습니다: 2개 항목",
    ]


def test_the_english_report_has_no_korean_but_names(two: Round) -> None:
    """Every sentence, head and label: what the catalogue lacks, or a word put together in Korean order, is found."""
    with writing(two.db):
        two.db.conn.execute("update area set district = 'Sasang-gu'")
        two.db.conn.execute("update survey set title_en = 'Survey (example)'")
    with speaking("en"):
        korean = sorted({text for text in words_of(report_of(two)) if HANGUL.search(text)})
        page = one_page(report_of(two))
        korean += [line for heading, lines in page.parts for line in (heading, *lines) if HANGUL.search(line)]
    assert korean == []
    assert report_of(two).title.startswith("2026년"), "the language is put back"


def voice(n: int, *areas: str) -> Voice:
    return Voice(f"r{n}", "firm", areas)


def need(n: int, area: str, theme: str = "finance", severity: int = 4) -> ProblemCoding:
    return ProblemCoding(f"r{n}", (area,), theme, severity, "c", f"s{n}{theme}", n)


def summed(
    voices: list[Voice], problems: list[ProblemCoding], scope: Scope, cells: Collection[tuple[str, str]]
) -> Heard:
    """Counted firm by firm, and told by the rule."""
    spoke = {area: len(there) for area, there in voices_by_area(voices).items()}
    return counted(spoke, prevalences(voices, problems), scope, cells)


def test_firms_are_counted_and_no_difference_of_two_sums_is_one_or_two_firms() -> None:
    """Areas of 5, 4, 1, 1 and 1 firms with the theme, and one of two firms in all: every sum that can be formed."""
    sizes = {"a": 5, "b": 4, "c": 1, "d": 1, "e": 1}
    voices, problems, n = [], [], 0
    for area in sizes:
        for place in range(6):
            n += 1
            voices.append(voice(n, area))
            if place < sizes[area]:
                problems += [need(n, area), need(n, area, severity=2)]
    voices += [voice(100, "f"), voice(101, "f")]
    problems += [need(100, "f"), need(101, "f")]
    cells = {(area, "finance") for area in sizes}
    whole = summed(voices, problems, EVERYTHING, cells)
    assert whole.n == 30 and whole.withheld == 1 and "f" not in whole.spoke
    (theme,) = whole.themes
    assert dict(theme.areas) == {"a": 5} and theme.k == 12, "three of one firm each would be given away by their sum"
    for area in ("c", "d", "f"):
        own = summed(voices, problems, Scope(frozenset(["a", area])), cells)
        assert [each.k for each in own.themes] == [5]


def test_quotes_are_of_themes_three_firms_of_an_area_named_with_firms_masked(team: Team) -> None:
    told = team.round
    first = told.answer("B001", text="대출 이자가 올라 예시기업 1에서 받을 외상값으로 이자를 못 냅니다.")
    told.code(first, "finance", 5)
    for n in (1, 2):
        told.code(told.answer("B001", text=f"시장을 잃은 곳은 {n}곳입니다."), "market", 5)
    report = report_of(told)
    (quotes,) = [s for s in report.sections if s.key == "quotes"]
    (finance,) = quotes.spoken
    assert (
        finance.theme == "finance"
        and len(finance.words) == 2
        and "대출 이자가 올라 ○○에서 받을 외상값으로 이자를 못 냅니다." in {words.text for words in finance.words}
    )
    texts = [p.text for p in Document(io.BytesIO(paper_bytes(paper_of(report, Office()), "docx"))).paragraphs]
    assert "“대출 이자가 올라 ○○에서 받을 외상값으로 이자를 못 냅니다.”" in texts and not [
        text for text in texts if "시장을 잃은" in text
    ]


def test_the_map_tells_in_words_which_areas_stand_above_the_best_level(team: Team) -> None:
    with writing(team.db):
        team.db.conn.execute("update area set latitude = 35.1, longitude = 129.0 where code = 'B001'")
    charts = [chart for s in report_of(team.round).sections for chart in s.charts if chart.title == "단계 지도"]
    assert len(charts) == 1 and "(예시 산업단지 B001)" in charts[0].description
    assert "지도에 자리가 없는 곳 1곳" in charts[0].description and "<svg" in str(charts[0].svg())


def test_areas_of_few_firms_are_told_together_or_not_at_all() -> None:
    voices = [voice(n, area) for n, area in enumerate("aaaabbbbccccc")]
    problems = [need(n, area) for n, area in enumerate("aaaabbbbccccc") if n in (0, 1, 4, 8, 9, 10, 11)]
    cells = {("c", "finance")}
    (theme,) = summed(voices, problems, EVERYTHING, cells).themes
    assert dict(theme.areas) == {"c": 4} and theme.k == 7, "two and one firm stand in the sum together"
    assert [t.k for t in summed(voices, problems, Scope(frozenset("ac")), cells).themes] == [4], "and never alone"
    assert not summed(voices, problems, EVERYTHING, set()).themes[0].areas, "what pages do not tell is not told here"


def test_values_are_told_in_words_and_kept_as_numbers() -> None:
    assert told(0.1609, "percent") == "16 %" and cell(0.1609, "percent") == 16.1
    assert told("serious", "level") == "■ 심각" and cell("serious", "level") == "심각"
    assert told(None, "points") == "–" and cell(None, "points") is None
    assert told(-3.04, "change") == "−3.0" and Column("점수", "points").head == "점수(점)"


def test_a_long_table_says_on_paper_how_much_of_it_is_left_out() -> None:
    table = Figures("x", "표", (Column("값", "count"),), tuple((n,) for n in range(150)))
    assert len(table.printed) == 120 and table.more == 30


def test_the_papers_hold_every_sentence_and_table_of_the_report(two: Round) -> None:
    report = report_of(two)
    document = Document(io.BytesIO(paper_bytes(paper_of(report, Office("예시 센터")), "docx")))
    text = "\n".join(p.text for p in document.paragraphs)
    assert report.lead in text and all(each in text for each in report.sentences)
    cells = {c.text for table in document.tables for r in table.rows for c in r.cells}
    assert report.worse[0].why in cells and document.core_properties.title == report.title
    assert paper_bytes(paper_of_page(one_page(report), Office()), "hwpx")[:2] == b"PK"


def test_nothing_stands_on_the_one_page_that_is_not_in_the_report(two: Round) -> None:
    report = report_of(two)
    page, known = one_page(report), "\n".join(words_of(report))
    assert page.lead == report.lead and page.numbers == report.numbers
    for _heading, lines in page.parts[1:]:
        assert all(line in known for line in lines)
    assert all(each.why in line for each, line in zip(report.worse, page.parts[0][1], strict=False))


def test_the_one_page_needs_no_section_of_the_report(two: Round) -> None:
    assert one_page(report_of(two, whole=False)) == one_page(report_of(two))
    assert (report_of(two, whole=False).sections, bool(report_of(two).sections)) == ((), True)


def test_plans_that_a_page_has_no_room_for_are_not_read_and_told_as_left(two: Round) -> None:
    for title in ("첫째 대응계획", "둘째 대응계획", "셋째 대응계획"):
        make_response_plan(two.db, PlanDraft(title, met_on="2026-11-02"), round_id=None, person_id=None)
    round_ = row(two.db, "select * from round where code = '2026H2'")
    assert round_ is not None
    few, every = (read_round_report(two.db, round_, EVERYTHING, most=most) for most in (2, 5))
    assert few is not None and every is not None
    (short,), (whole,) = ([t for t in report.tables if t.key == "plans"] for report in (few, every))
    assert (len(short.rows), short.more, len(whole.rows), whole.more) == (2, 1, 3, 0)
    assert short.rows == whole.rows[:2] and short.links == whole.links[:2]


def test_the_one_page_is_one_page(client: FlaskClient, two: Round, browser: Browser) -> None:
    """With reasons as long as they get, printed by a real browser."""
    with writing(two.db):
        two.db.conn.execute("update area set name_ko = '예시 해운대구 센텀 첨단산업 지식산업센터 ' || code")
    sign_in(client, "official")
    html = client.get("/reports/rounds/2026H2/summary").text
    style = "".join(client.get(f"/static/css/{name}.css").text for name in ("moksori", "report", "rounds", "one_page"))
    html = re.sub(r"<(link|script)[^>]*>(</script>)?", "", html).replace("</head>", f"<style>{style}</style></head>")
    line = re.search(r"<li>[^<]+</li>", html)
    assert line is not None
    html = html.replace(line[0], f"<li>{'가나다라마 ' * 30}</li>" * 3, 1)
    page = browser.new_page()
    page.set_content(html)
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    assert len(printed) == 1
    assert printed[0].get_size() == pytest.approx((595, 842), abs=1.5), "A4"


def test_the_workbook_has_numbers_days_and_units_and_disarms_formulas(client: FlaskClient, two: Round) -> None:
    with writing(two.db):
        two.db.conn.execute("update area set name_ko = '=cmd|calc' where code = 'B001'")
    sign_in(client, "official")
    book = load_workbook(io.BytesIO(client.get("/reports/rounds/2026H2.xlsx").data))
    levels = book["단계별 밀집지역 수"]
    assert [c.value for c in levels[1]][:3] == ["단계", "이번 회차", "비율(%)"]
    assert levels.auto_filter.ref and levels.freeze_panes == "A2" and isinstance(levels["B2"].value, int)
    notes = {r[0].value: r[1].value for r in book["출처와 기준"].iter_rows()}
    assert notes["자료 기준일"].date() == date(2026, 12, 1) and "판(" in notes["평가 방식"]
    cells = [c.value for sheet in book for r in sheet.iter_rows() for c in r if isinstance(c.value, str)]
    assert "'=cmd|calc" in cells and not [c for c in cells if c.startswith("=")]


def test_the_workbook_in_english_names_its_sheets_in_english(client: FlaskClient, two: Round) -> None:
    sign_in(client, "official")
    book = load_workbook(io.BytesIO(client.get("/reports/rounds/2026H2.xlsx?language=en").data))
    assert "Areas by level" in book.sheetnames
    assert "보고서" in client.get("/reports").text, "the reader's own language is left alone"


def test_each_kind_of_report_is_offered_with_what_it_is_for(client: FlaskClient, team: Team) -> None:
    sign_in(client, "official")
    page = client.get("/reports").text
    for path in ("2026H2", "2026H2/summary", "2026H2.xlsx", "2026H2/public", "2026H2/report.hwpx?language=en"):
        assert f'"/reports/rounds/{path}"' in page, path
    assert client.get("/reports/rounds/2026H2").status_code == 200
    assert client.get("/reports/rounds/2031H1").status_code == 404
    sign_in(client, "expert")
    assert client.get("/reports/rounds/2026H2").status_code == 403
