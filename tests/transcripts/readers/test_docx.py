"""Word documents: order of paragraphs and tables, tables of speakers, tracked changes, footnotes."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from transcripts import TranscriptError, read


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(document, *rows):
    made = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(made.add_row().cells, row, strict=True):
            cell.text = words
    return made


def test_paragraphs_and_tables_keep_their_order():
    document = docx.Document()
    document.add_paragraph("앞입니다.")
    table(document, ("구분", "값"), ("매출", "3억"))
    document.add_paragraph("뒤입니다.")
    assert read(saved(document), "a.docx").text == "앞입니다.\n구분 | 값\n매출 | 3억\n뒤입니다."


def test_a_table_with_a_speaker_column_becomes_turns():
    document = docx.Document()
    document.add_paragraph("제1차 간담회")
    table(
        document,
        ("시간", "발언자", "발언 내용"),
        ("00:01:00", "사회자", "시작합니다."),
        ("00:02:00", "참가자 1", "어렵습니다.\n정말입니다."),
        ("", "", "이어서 말합니다."),
    )
    transcript = read(saved(document), "a.docx")
    assert transcript.text == (
        "제1차 간담회\n사회자: 시작합니다.\n참가자 1: 어렵습니다.\n정말입니다.\n참가자 1: 이어서 말합니다."
    )
    assert [(turn.speaker, turn.time_start) for turn in transcript.turns] == [
        (None, None),
        ("사회자", 60.0),
        ("참가자 1", 120.0),
        ("참가자 1", None),
    ]
    assert all(transcript.text[turn.start : turn.end] == turn.text for turn in transcript.turns)


def test_labels_in_paragraphs_are_read_as_in_plain_text():
    document = docx.Document()
    for line in ("사회자: 시작합니다.", "", "[참가자 4] 관세가 걱정입니다.", "더 있습니다."):
        document.add_paragraph(line)
    transcript = read(saved(document), "a.docx")
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == [
        ("사회자", "시작합니다."),
        ("참가자 4", "관세가 걱정입니다.\n더 있습니다."),
    ]
    assert (transcript.format, transcript.encoding) == ("docx", None)


def test_tracked_insertions_are_read_and_deletions_are_not():
    document = docx.Document()
    document.add_paragraph("사회자: ")._p.append(
        parse_xml(
            f"<w:ins {nsdecls('w')} w:id='1' w:author='a'><w:r><w:t>새 말</w:t></w:r></w:ins>"
        )
    )  # fmt: skip
    document.paragraphs[0]._p.append(
        parse_xml(f"<w:del {nsdecls('w')} w:id='2' w:author='a'><w:r><w:delText>옛 말</w:delText></w:r></w:del>")
    )
    assert read(saved(document), "a.docx").text == "사회자: 새 말"


def test_text_in_content_controls_is_not_lost():
    document = docx.Document()
    paragraph = "<w:p><w:r><w:t>사회자: 상자 안</w:t></w:r></w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(control))
    assert read(saved(document), "a.docx").turns[0].text == "상자 안"


def test_a_document_without_a_body_part_is_called_damaged_not_an_accident():
    whole, out = saved(docx.Document()), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
    with pytest.raises(TranscriptError) as caught:
        read(out.getvalue(), "a.docx")
    assert caught.value.problems[0].code == "damaged"
