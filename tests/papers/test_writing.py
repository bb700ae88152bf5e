"""A paper says the same in every form, is valid in each, and tells the truth about itself."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.oxml.ns import qn
from flask import Flask, render_template
from hwpx import HwpxDocument
from hwpx.tools.id_integrity import check_id_integrity
from hwpx.tools.package_validator import validate_package
from lxml import etree

from app.charts.charts import Bar, bars
from app.papers.fitting import measured
from app.papers.hangul_forms import forms
from app.papers.laying import head_facts, laid
from app.papers.model import (
    Break,
    Bullets,
    Chart,
    Facts,
    Heading,
    Lead,
    Mark,
    Note,
    Numbers,
    Pair,
    Paper,
    Quote,
    SignOff,
    Table,
    Text,
)
from app.papers.pieces import Grid
from app.papers.sending import page_words
from app.papers.writing_docx import docx_bytes
from app.papers.writing_hwpx import hwpx_bytes
from transcripts.reading import read as read_transcript

MADE = datetime(2026, 11, 30, 3, 4, 5, tzinfo=UTC)
DRAWN = bars([Bar("재무", 12.0, "")], title="영역별 점수", description="재무는 12점입니다.")
ROWS = tuple((f"예시지역 {n}", "심각", f"{n}.5", "인력 9곳\n자금 3곳") for n in range(70))
PAPER = Paper(
    "위기징후 단계(안)",
    (
        Mark("■ 심각", "산출", "serious"),
        Lead("산출된 단계는 ‘심각’입니다."),
        Numbers((("심각", "4곳", "지난 회차 3곳"),)),
        Text("첫 줄 <b>&\n둘째 줄\x0b"),
        Heading("원인 분석"),
        Bullets(("인력이 모자랍니다.",)),
        Heading("지역", 2),
        Table(
            ("지역", "단계", "점수", "주제"),
            ROWS,
            "지역과 단계",
            "출처: 설문",
            numeric=frozenset({2}),
            shares=(3, 1, 1, 4),
        ),
        Chart(DRAWN, source="출처: 지표"),
        Pair((Chart(DRAWN), Chart(DRAWN.png(), "둘째 그림", "말로 한 그림"))),
        Quote("기능직을 구하지 못해 야간 가동을 멈췄습니다.", "제조업", "간담회"),
        Facts((("방문", "3곳"),)),
        Break(),
        Note("작은 글"),
    ),
    office="예시위기지원센터",
    department="분석팀",
    number="예시센터-2026-0001",
    made_on="2026-11-30",
    to="지원협의회",
    example=True,
    subtitle="심의 안건",
    sign_off=SignOff(("담당", "검토", "결재")),
    keywords=("밀집지역",),
)
SAID = (
    *("예시위기지원센터", "예시센터-2026-0001", "2026. 11. 30.", "분석팀", "지원협의회", "위기징후 단계(안)"),
    *(
        "심의 안건",
        "■ 심각",
        "산출된 단계는 ‘심각’입니다.",
        "4곳",
        "지난 회차 3곳",
        "첫 줄 <b>&",
        "둘째 줄",
        "원인 분석",
        "인력이 모자랍니다.",
    ),
    *("〈표 1〉 지역과 단계", "예시지역 69", "69.5", "출처: 설문", "〈그림 1〉 영역별 점수", "〈그림 3〉 둘째 그림"),
    *("“기능직을 구하지 못해 야간 가동을 멈췄습니다.”", "제조업 · 간담회", "작은 글", "담당", "검토", "결재"),
)
# What stands once a page or once a picture, so that an order of all words cannot hold it.
MARKED = "지어낸 것입니다"


@pytest.fixture
def written(app: Flask) -> dict[str, bytes]:
    with app.test_request_context():
        page = render_template("papers/paper.html", **page_words(PAPER))
        return {"docx": docx_bytes(PAPER, MADE), "hwpx": hwpx_bytes(PAPER, MADE), "html": page.encode()}


def _words(form: str, data: bytes) -> str:
    if form == "hwpx":
        return read_transcript(data, "a.hwpx").text
    if form == "docx":
        return "".join(
            {qn("w:t"): each.text or "", qn("w:p"): "\n", qn("w:br"): "\n"}.get(each.tag, "")
            for each in Document(io.BytesIO(data)).element.body.iter()
        )
    text = re.sub("<svg.*?</svg>", "", data.decode(), flags=re.DOTALL)
    return "".join(etree.HTML(text).xpath("//article")[0].itertext())


@pytest.mark.parametrize("form", ["docx", "hwpx", "html"])
def test_every_form_says_the_same_words_in_the_same_order(written: dict[str, bytes], form: str) -> None:
    text, at = _words(form, written[form]), -1
    for words in SAID:
        found = text.find(words, at + 1)
        assert found > at, (form, words)
        at = found


def test_a_hwpx_passes_the_validator_and_points_nowhere_that_is_not(written: dict[str, bytes]) -> None:
    report = validate_package(written["hwpx"])
    assert report.ok and [each for each in report.issues if each.level == "error"] == []
    document = HwpxDocument.open(io.BytesIO(written["hwpx"]))
    assert document.validate().issues == ()
    found = check_id_integrity(document)
    assert not found.dangling and not found.orphan_bin_data, found


def test_properties_are_those_of_this_paper(written: dict[str, bytes]) -> None:
    known = Document(io.BytesIO(written["docx"])).core_properties
    assert (known.title, known.author, known.language) == ("위기징후 단계(안)", "예시위기지원센터", "ko-KR")
    assert known.created.replace(tzinfo=UTC) == MADE == known.modified.replace(tzinfo=UTC)
    package = zipfile.ZipFile(io.BytesIO(written["hwpx"])).read("Contents/content.hpf").decode()
    for said in ("<opf:title>위기징후 단계(안)<", ">예시위기지원센터<", ">2026-11-30T03:04:05Z<", "월요일 12:04:05<"):
        assert said in package
    assert "synthetic" not in package


def test_heads_of_tables_stand_again_and_captions_stay_with_what_they_name(written: dict[str, bytes]) -> None:
    body = Document(io.BytesIO(written["docx"])).element.body
    assert len(body.findall(f".//{qn('w:tblHeader')}")) == 1
    for picture in body.iter(qn("w:drawing")):
        caption = picture.getparent().getparent().getprevious()
        assert caption.find(f".//{qn('w:keepNext')}") is not None
        assert picture.find(f".//{qn('wp:docPr')}").get("descr")
    section = zipfile.ZipFile(io.BytesIO(written["hwpx"])).read("Contents/section0.xml").decode()
    assert section.count('repeatHeader="1"') == 1 and section.count("<hp:shapeComment>재무는 12점입니다.<") == 2
    wide = [grid for grid in laid(PAPER) if isinstance(grid, Grid) and grid.head]
    assert sum(wide[0].widths) == pytest.approx(170) and wide[0].widths[3] > wide[0].widths[0] > wide[0].widths[1]


def test_every_page_says_that_the_data_are_invented_and_its_number(written: dict[str, bytes]) -> None:
    document = Document(io.BytesIO(written["docx"]))
    assert MARKED in document.sections[0].header.paragraphs[0].text
    assert "NUMPAGES" in document.sections[0].footer._element.xml
    section = zipfile.ZipFile(io.BytesIO(written["hwpx"])).read("Contents/section0.xml").decode()
    head = section[section.index("<hp:header ") : section.index("</hp:header>")]
    assert MARKED in head and "<hp:pageNum " in section
    assert MARKED in _words("html", written["html"])


def test_korean_fonts_are_named(written: dict[str, bytes]) -> None:
    styles = Document(io.BytesIO(written["docx"])).styles
    assert styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "맑은 고딕"
    header = zipfile.ZipFile(io.BytesIO(written["hwpx"])).read("Contents/header.xml").decode()
    assert 'face="함초롬바탕"' in header and 'face="함초롬돋움"' in header


def test_a_row_longer_than_its_head_is_refused() -> None:
    with pytest.raises(ValueError, match="row 0 of '표' has 2 cells, its head 1"):
        Table(("하나",), (("가", "나"),), "표")


def test_no_word_and_no_day_of_a_table_is_cut_and_tables_of_one_head_have_the_same_columns() -> None:
    rows = (("1", "2026. 11. 21.", "가 나 " * 60), ("12", "", "지식산업센터"))
    head = ("연번", "답할 날", "한 것")
    tables = (Table(head, rows), Table(head, (("3", "부산테크노파크", "말"),)))
    first, second = [g for g in laid(Paper("표", tables, language="ko")) if isinstance(g, Grid)]
    assert first.widths == second.widths and sum(first.widths) == pytest.approx(170)
    for width, words in zip(first.widths, ("연번", "2026. 11. 21.", "지식산업센터"), strict=True):
        assert width >= measured(words, 9) + 3.2


def test_a_table_longer_than_a_page_goes_on_upon_the_next_in_hangul(written: dict[str, bytes]) -> None:
    """Hangul parts only what is no letter of a line: as one, the rows beyond the page's end would not be seen."""
    section = etree.fromstring(zipfile.ZipFile(io.BytesIO(written["hwpx"])).read("Contents/section0.xml"))
    tables = section.findall(".//{*}tbl")
    parted = [t for t in tables if t.get("pageBreak") == "CELL"]
    assert parted and len(parted) < len(tables)
    for table in tables:
        whole = table.get("pageBreak") == "NONE"
        assert table.find("{*}pos").get("treatAsChar") == str(int(whole))
        heights = [int(row.find("{*}tc/{*}cellSz").get("height")) for row in table.findall("{*}tr")]
        assert int(table.find("{*}sz").get("height")) == sum(heights)


def test_cells_to_sign_in_are_not_alone_on_a_page() -> None:
    blocks = (Text("본문"), Bullets(("첫째", "마지막")))
    *_body, last, made, gap, cells = laid(Paper("안", blocks, language="ko", sign_off=SignOff(("담당",))))
    assert isinstance(cells, Grid) and [line.keep for line in (last, made, gap)] == [True, True, True]
    section = zipfile.ZipFile(io.BytesIO(hwpx_bytes(Paper("안", blocks, sign_off=SignOff(("담당",)))))).read(
        "Contents/section0.xml"
    )
    assert section.decode().count(f'paraPrIDRef="{forms().kept["bullet"]}"') == 1


def test_word_checks_korean_as_korean_and_opens_the_file_as_a_new_one(written: dict[str, bytes]) -> None:
    document = Document(io.BytesIO(written["docx"]))
    spoken = {each.get(qn("w:eastAsia")) for each in document.styles.element.iter(qn("w:lang"))}
    modes = [
        each.get(qn("w:val"))
        for each in document.settings.element.iter(qn("w:compatSetting"))
        if each.get(qn("w:name")) == "compatibilityMode"
    ]
    assert spoken == {"ko-KR"} and modes == ["15"]


def test_only_a_numbered_paper_says_when_it_takes_effect(app: Flask) -> None:
    with app.test_request_context():
        assert dict(head_facts(PAPER))["시행일"] == "2026. 11. 30."
        assert head_facts(replace(PAPER, number="", department="", to="")) == []


def test_a_paper_made_while_english_is_spoken_is_english_all_through(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        paper = Paper("Plan", (Table(("Task",), (("One",),), "Tasks"),))
        assert "Table 1." in _words("docx", docx_bytes(paper))
    assert paper.language == "en"
