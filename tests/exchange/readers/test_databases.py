"""Projects of Taguette and QualCoder, made here with their own tables, are read with every coding at its words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

import pytest

from app.errors import BadInput
from app.exchange.project.losses import Loss, Reading
from app.exchange.project.project import coded
from app.exchange.readers.markup import plain
from app.exchange.readers.reading import read

pytestmark = pytest.mark.usefixtures("words")

# The columns that are read, as Taguette 1.5 and QualCoder 3 make them; there are more.
TAGUETTE = """
create table projects(id integer primary key, name text, description text, created text);
create table documents(id integer primary key, name text, description text, filename text, created text, project_id integer,
  text_direction text, contents text);
create table tags(id integer primary key, project_id integer, path text, description text);
create table highlights(id integer primary key, document_id integer, start_offset integer, end_offset integer, snippet text);
create table highlight_tags(highlight_id integer, tag_id integer);
create table commands(id integer primary key, date text, user_login text, project_id integer, document_id integer,
  payload text);
"""
QUALCODER = """
create table project(databaseversion text, date text, memo text, about text);
create table source(id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
create table code_cat(catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
create table code_name(cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
create table code_text(ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
  owner text, date text, memo text, avid integer);
create table annotation(anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
create table journal(jid integer primary key, name text, jentry text, date text, owner text);
create table cases(caseid integer primary key, name text, memo text, owner text, date text);
create table case_text(id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
create table attribute_type(name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
create table attribute(attrid integer primary key, name text, attr_type text, value text, id integer);
create table code_image(imid integer primary key, id integer, cid integer);
"""
HTML = (
    "<h1>예시 간담회</h1><p>작년보다 <b>매출이 줄었습니다</b>. 😀 인건비는 올랐습니다.</p>\n"
    "<ul><li>임대료 &amp; 이자</li><li>외국인 근로자</li></ul>"
)
SAID = "대표: 매출이 줄었습니다. 😀 인건비는 올랐습니다.\n이사: 임대료가 높습니다."


def made(tables: str, **rows: Iterable[tuple[object, ...]]) -> bytes:
    db = sqlite3.connect(":memory:")
    db.executescript(tables)
    for table, told in rows.items():
        for row in told:
            db.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)
    db.commit()
    return db.serialize()


def quotes(reading: Reading) -> list[tuple[str, str, str]]:
    codes, users = reading.project.code_names(), reading.project.user_names()
    return [(e.quote, codes[e.coding.code], users.get(e.coding.coder, "")) for e in coded(reading.project)]


def bytes_of(quote: str) -> tuple[int, int]:
    """Where Taguette puts a highlight: bytes of the words between tags."""
    words = "예시 간담회작년보다 매출이 줄었습니다. 😀 인건비는 올랐습니다.\n임대료 & 이자외국인 근로자".encode()
    start = words.index(quote.encode())
    return start, start + len(quote.encode())


def taguette(*, snippet: str = "<p><b>매출이 줄었습니다</b>.</p>", shift: int = 0) -> bytes:
    first, second = bytes_of("매출이 줄었습니다."), bytes_of("임대료 & 이자")
    added = json.dumps({"type": "highlight_add", "highlight_id": 1, "tags": [1]})
    return made(
        TAGUETTE,
        projects=[(1, "예시 사업", "", "")],
        documents=[(7, "간담회", "", "a.html", "2026-11-20 01:02:03.000004", 1, "LEFT_TO_RIGHT", HTML)],
        tags=[(1, 1, "매출", "줄거나 는 것"), (2, 1, "비용", ""), (3, 1, "비용.임대료", ""), (4, 1, "없는.아래", "")],
        highlights=[
            (1, 7, first[0] + shift, first[1] + shift, snippet),
            (2, 7, *second, "<ul><li>임대료 &amp; 이자</li></ul>"),
        ],
        highlight_tags=[(1, 1), (2, 3), (2, 2)],
        commands=[(1, "2026-11-21 00:00:00.000000", "예시연구자", 1, 7, added)],
    )


@pytest.mark.parametrize("shift", [0, 3, 1], ids=["as stated", "a letter off", "within a letter"])
def test_highlights_of_taguette_stand_at_their_words(shift: int) -> None:
    reading = read(taguette(shift=shift), "예시.sqlite3")
    assert quotes(reading) == [
        ("매출이 줄었습니다.", "매출", "예시연구자"),
        ("임대료 & 이자", "비용 > 임대료", ""),
        ("임대료 & 이자", "비용", ""),
    ]
    assert (reading.losses, set((reading.checks or {}).values())) == ((), {"named"})
    names = {code.name: code.definition for code in reading.project.codes}
    assert names == {"매출": "줄거나 는 것", "비용": "", "임대료": "", "없는.아래": ""}
    assert reading.project.sources[0].selections[0].at == "2026-11-21T00:00:00+00:00"


def test_a_document_is_read_as_paragraphs() -> None:
    assert plain(" \n<p>가</p><p>나<br>다</p>").text == "가\n나\n다\n"


def qualcoder(unit: str = "utf-16-le") -> bytes:
    def at(quote: str) -> tuple[int, int]:
        size = {"utf-16-le": 2, "utf-32-le": 4}[unit]
        start = SAID.index(quote)
        return len(SAID[:start].encode(unit)) // size, len(SAID[: start + len(quote)].encode(unit)) // size

    sales, cost, rent = (at(q) for q in ("매출이 줄었습니다.", "인건비는 올랐습니다.", "임대료가 높습니다."))
    return made(
        QUALCODER,
        project=[("v11", "", "모두 지어낸 것", "")],
        source=[
            (1, "간담회", SAID, None, "", "김예시", "2026-11-20 10:00:00"),
            (2, "사진", None, "/images/a.png", "", "", ""),
        ],
        code_cat=[(1, "비용", "", "", "돈", None), (2, "고정비", "", "", "", 1)],
        code_name=[(1, "매출", "", None, "", "", "#F5A9A9"), (2, "임대료", "", 2, "", "", "")],
        code_text=[
            (1, 1, 1, "매출이 줄었습니다.", *sales, "김예시", "2026-11-21 10:00:00", "다시 볼 것", None),
            (2, 2, 1, "임대료가 높습니다.", *rent, "이예시", "2026-11-21 10:00:00", "", None),
            (3, 99, 1, "인건비는 올랐습니다.", *cost, "이예시", "", "", None),
        ],
        annotation=[(1, 1, *cost, "사람 이야기", "김예시", "2026-11-21 11:00:00")],
        journal=[(1, "첫날", "느낀 것", "2026-11-21 12:00:00", "김예시")],
        cases=[(1, "예시금속", "", "", ""), (2, "예시섬유", "", "", "")],
        case_text=[(1, 1, 1, *at(SAID)), (2, 2, 1, *rent)],
        attribute_type=[("업종", "", "", "", "case", "character")],
        attribute=[(1, "업종", "case", "금속", 1)],
        code_image=[(1, 2, 1)],
    )


@pytest.mark.parametrize("unit", ["utf-16-le", "utf-32-le"])
def test_codings_of_qualcoder_stand_at_their_words_whatever_their_unit(unit: str) -> None:
    reading = read(qualcoder(unit), "data.qda")
    assert quotes(reading) == [
        ("매출이 줄었습니다.", "매출", "김예시"),
        ("임대료가 높습니다.", "비용 > 고정비 > 임대료", "이예시"),
    ]
    assert set(reading.losses) == {
        Loss("picture", "사진"),
        Loss("picture_selection", ""),
        Loss("code_unknown", "간담회"),
    }
    project = reading.project
    assert [(note.name, note.text) for note in project.notes] == [("", "사람 이야기"), ("첫날", "느낀 것")]
    (text,) = project.sources
    said = {s.guid: text.text[s.start : s.end] for s in text.selections}
    metal, textile = project.cases
    assert (metal.sources, list(metal.values.values())) == ((text.guid,), ["금속"])
    assert [said[each] for each in textile.selections] == ["임대료가 높습니다."]


def test_a_database_that_is_not_what_it_seems_is_refused_and_runs_nothing() -> None:
    strange = made("create table t(x); create view projects as select 1;")
    view = "create view highlight_tags as with recursive n(x) as (select 1 union all select x from n) select x from n;"
    endless = made(TAGUETTE.replace("create table highlight_tags(highlight_id integer, tag_id integer);", view))
    for data in (strange, endless, taguette()[:5_000], qualcoder()[:3_000] + b"\xff" * 5_000):
        with pytest.raises(BadInput):
            read(data, "x.sqlite3")
