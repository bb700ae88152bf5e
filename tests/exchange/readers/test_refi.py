"""REFI-QDA as other tools write it is read; what is not carried is said, what would do harm is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from app.errors import BadInput
from app.exchange.project.losses import Loss, Reading, told
from app.exchange.project.project import coded
from app.exchange.readers.reading import read
from app.exchange.writers.refi import project_bytes
from tests.exchange import examples

SAID = "작년보다 매출이 줄었습니다."
BODY = f"진행: 어떻습니까?\r\n대표: {SAID} 😀 인건비도 올랐습니다.\r\n"
START = BODY.index(SAID)


pytestmark = pytest.mark.usefixtures("words")


def packed(qde: str, *, name: str = "project.qde", **parts: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, qde)
        for path, data in parts.items():
            package.writestr(path, data)
    return out.getvalue()


def qde(source: str, *, codes: str = '<Code guid="c-1" name="매출" isCodable="true"/>', rest: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="예시" origin="Other 1">'
        '<Users><User guid="{5215CC69-B628-4E02-AFB9-9BEEAEE55808}" name="김예시"/></Users>'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook>{rest}<Sources>{source}</Sources></Project>"
    )


def text_source(path: str, start: int = START, end: int = START + len(SAID), inner: str = "") -> str:
    coding = (
        '<Coding guid="k-1" creatingUser="5215cc69-b628-4e02-afb9-9beeaee55808"><CodeRef targetGUID="c-1"/></Coding>'
    )
    return (
        f'<TextSource guid="s-1" name="간담회" plainTextPath="{path}"><PlainTextSelection guid="p-1" name="{SAID}" '
        f'startPosition="{start}" endPosition="{end}">{inner or coding}</PlainTextSelection></TextSource>'
    )


def quotes(reading: Reading) -> list[tuple[str, str, str]]:
    project = reading.project
    codes, users = project.code_names(), project.user_names()
    return [(each.quote, codes[each.coding.code], users.get(each.coding.coder, "")) for each in coded(project)]


FOUND = [(SAID, "매출", "김예시")]


def test_what_is_written_comes_back_equal() -> None:
    for project in (examples.project(), *map(examples.drawn, range(3))):
        reading = read(project_bytes(project), "예시.qdpx")
        assert (examples.same(reading.project), reading.losses) == (examples.same(project), ())
        assert reading.doubtful() == 0


@pytest.mark.parametrize(
    ("path", "part", "name"),
    [
        ("internal://t.txt", "sources/t.txt", "project.qde"),
        ("internal://t.txt", "Sources/T.TXT", "Project.QDE"),
        ("t.txt", "sources/t.txt", "project.qde"),
        ("sources/t.txt", "sources/t.txt", "project.qde"),
        ("internal://Sources/t.txt", "Mein Projekt/sources/t.txt", "Mein Projekt/project.qde"),
        ("internal:///t.txt", "t.txt", "project.qde"),
        ("internal://a%20b.txt", "sources/a b.txt", "project.qde"),
        ("relative:///elsewhere/t.txt", "sources\\t.txt", "project.qde"),
    ],
)
def test_a_text_is_found_however_its_path_is_spelt(path: str, part: str, name: str) -> None:
    stray = {"__MACOSX/._project.qde": b"\x00\x05", "sources/.DS_Store": b"\x00", part: BODY.encode()}
    assert quotes(read(packed(qde(text_source(path)), name=name, **stray), "x.qdpx")) == FOUND


@pytest.mark.parametrize(
    ("data", "shift"),
    [
        (BODY.encode(), 0),
        (b"\xef\xbb\xbf" + BODY.encode(), 0),
        (b"\xef\xbb\xbf" + BODY.encode(), 1),
        (BODY.replace("\r\n", "\n").encode(), 0),  # a line end was counted as two
        (BODY.replace("😀", "").encode("cp949"), 0),
        (BODY.encode("utf-16"), 0),
    ],
    ids=["plain", "mark", "mark counted", "line ends changed", "cp949", "utf-16"],
)
def test_marks_line_ends_and_encodings_move_no_selection(data: bytes, shift: int) -> None:
    source = text_source("internal://t.txt", START + shift, START + len(SAID) + shift)
    reading = read(packed(qde(source), **{"sources/t.txt": data}), "x.qdpx")
    assert (quotes(reading), set(reading.checks.values())) == (FOUND, {"named"})


def test_an_end_on_the_last_character_is_told_from_one_behind_it() -> None:
    source = text_source("t.txt", START, START + len(SAID) - 1)
    reading = read(packed(qde(source), **{"t.txt": BODY.encode()}), "x.qdpx")
    assert (quotes(reading), reading.convention) == (FOUND, "points/inclusive/file/no mark")


def test_text_within_the_project_and_references_without_a_coding_are_read() -> None:
    inner = '<CodeRef targetGUID="c-1"/>'
    source = text_source("", inner=inner).replace(
        "<PlainTextSelection", f"<PlainTextContent>{BODY}</PlainTextContent><PlainTextSelection", 1
    )
    assert quotes(read(qde(source).encode(), "x.qde")) == [(SAID, "매출", "")]


@pytest.mark.parametrize(
    "space",
    ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:codebook:0:4", "urn:QDA-XML:project:1.0", ""],
)
def test_a_codebook_is_read_in_any_namespace(space: str) -> None:
    book = (
        f'<CodeBook xmlns="{space}" origin="Other"><Codes><Code guid="A" name="비용" color="#f0a" isCodable="False">'
        '<Description>돈</Description><Code guid="B" name="임대료"/></Code></Codes>'
        '<Sets><Set guid="S" name="묶음"/></Sets></CodeBook>'
    )
    reading = read(book.encode(), "x.qdc")
    told = [(c.name, c.color, c.definition, c.codable) for c in reading.project.codes]
    assert told == [("비용", "#ff00aa", "돈", False), ("임대료", "", "", True)]
    assert list(reading.project.code_names().values()) == ["비용", "비용 > 임대료"]
    assert reading.losses == (Loss("set", "묶음"),)


def test_words_of_rectangles_and_transcripts_find_their_place_and_the_rest_is_said() -> None:
    coding = '<Coding guid="k{n}"><CodeRef targetGUID="c-1"/></Coding>'
    pdf = (
        '<PDFSource guid="d-1" name="보고서.pdf" path="internal://r.pdf">'
        '<PDFSelection guid="r1" page="0" firstX="0" firstY="0" secondX="1" secondY="1"><Representation guid="r2">'
        "<PlainTextContent>매출이  줄었습니다</PlainTextContent></Representation>"
        + coding.format(n=1)
        + "</PDFSelection>"
        '<PDFSelection guid="r3" page="0" firstX="0" firstY="0" secondX="1" secondY="1">'
        + coding.format(n=2)
        + "</PDFSelection>"
        f'<Representation guid="r4"><PlainTextContent>{BODY}</PlainTextContent></Representation></PDFSource>'
    )
    sound = (
        '<AudioSource guid="a-1" name="녹음.m4a" path="internal://a.m4a"><Transcript guid="t-1" name="녹취">'
        f"<PlainTextContent>{SAID} 끝</PlainTextContent>"
        '<SyncPoint guid="y1" timeStamp="0" position="0"/><SyncPoint guid="y2" timeStamp="9" position="15"/>'
        '<TranscriptSelection guid="t-2" fromSyncPoint="y1" toSyncPoint="y2">'
        + coding.format(n=3)
        + "</TranscriptSelection>"
        '</Transcript><AudioSelection guid="a-2" begin="0" end="9"/></AudioSource>'
    )
    picture = (
        '<PictureSource guid="g-1" name="사진.png">'
        '<PictureSelection guid="g-2" firstX="0" firstY="0" secondX="1" secondY="1"/></PictureSource>'
    )
    rest = '<Links><Link guid="l-1" name="이음"/></Links>'
    reading = read(packed(qde(pdf + sound + picture, rest=rest)), "x.qdpx")
    assert [quote for quote, _code, _who in quotes(reading)] == ["매출이 줄었습니다", SAID]
    assert set(reading.losses) == {
        Loss("pdf_selection", "보고서.pdf"),
        Loss("audio", "녹음.m4a"),
        Loss("media_selection", "녹음.m4a"),
        Loss("picture", "사진.png"),
        Loss("picture_selection", "사진.png"),
        Loss("link", "이음"),
    }
    assert "사진.png: 그림은 옮기지 못했습니다(1건)" in told(reading.losses)


def test_what_points_nowhere_is_left_and_said() -> None:
    bad = (
        text_source("gone.txt")
        + text_source("t.txt", 9_000, 9_010)
        + text_source("t.txt", inner='<CodeRef targetGUID="none"/>')
    )
    reading = read(packed(qde(bad), **{"t.txt": BODY.encode()}), "x.qdpx")
    assert set(reading.losses) == {
        Loss("text_missing", "간담회"),
        Loss("out_of_range", "간담회"),
        Loss("code_unknown", "간담회"),
    }
    assert len({source.guid for source in reading.project.sources}) == 2, "two texts of one id are two"


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + qde("")
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + qde("")


@pytest.mark.parametrize(
    "data",
    [
        packed(BOMB),
        packed(OUTSIDE),
        OUTSIDE.encode("utf-16"),
        packed(qde(text_source("t.txt")), **{"t.txt": b"0" * 12_000_000}),
        packed(qde(""), **{"../../evil.txt": b"x"}),
        packed(qde(""), **{"/etc/evil.txt": b"x"}),
        packed(qde(""), **{"sources\\..\\..\\evil.txt": b"x"}),
        packed(qde(""), name="readme.txt"),
        packed("<Project"),
        packed("<html/>"),
        packed(qde(text_source("t.txt")), **{"t.txt": BODY.encode()})[:-40],
        b"PK\x03\x04 no zip",
        b"SQLite format 3\x00" + b"\x00" * 200,
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_files_that_would_do_harm_or_are_broken_are_refused_with_one_clear_word(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read(data, "x.qdpx")
    (problem,) = refused.value.problems
    assert problem.what and problem.right


def test_codes_nested_without_end_are_no_way_to_break_the_reader() -> None:
    deep = "".join(f'<Code guid="{n}" name="{n}">' for n in range(5_000)) + "</Code>" * 5_000
    with pytest.raises(BadInput):
        read(packed(qde("", codes=deep)), "x.qdpx")
