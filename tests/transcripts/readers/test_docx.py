"""Word documents: order of paragraphs and tables, tables of speakers, tracked changes, footnotes."""

import io
import json
import re
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.transcripts.files import repacked
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


def problems(data):
    with pytest.raises(TranscriptError) as caught:
        read(data, "a.docx")
    return [(problem.code, str(problem.what)) for problem in caught.value.problems]


def test_a_document_saved_as_strict_open_xml_is_read():
    document = docx.Document()
    document.add_paragraph("사회자: 시작합니다.")
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    told = {
        name: re.sub(rb"http://schemas.openxmlformats.org/(\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/", part)
        for name, part in parts.items()
        if name.startswith(("word/", "_rels/"))
    }
    assert read(repacked(saved(document), told), "a.docx").turns[0].text == "시작합니다."


def test_words_in_headers_alone_are_said_to_stand_there():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "사회자: 머리글의 말"
    document.sections[0].footer.paragraphs[0].text = "- 1 -"
    assert problems(saved(document)) == [
        ("empty", "머리글·바닥글은 본문이 아니어서 뺐습니다(1곳). 예: 사회자: 머리글의 말")
    ]


def test_words_in_equations_and_hidden_text_alone_are_each_named():
    document = docx.Document()
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    document.add_paragraph()._p.append(
        parse_xml(f'<m:oMath xmlns:m="{math}"><m:r><m:t>매출=수량×단가</m:t></m:r></m:oMath>')
    )
    document.add_paragraph().add_run("사회자: 숨긴 말").font.hidden = True
    assert problems(saved(document)) == [
        ("empty", "수식은 글로 옮기지 않았습니다(1개). 예: 매출=수량×단가"),
        ("empty", "숨긴 글은 뺐습니다(1곳). 예: 사회자: 숨긴 말"),
    ]


def test_comments_and_deletions_stay_out_of_the_words_and_are_told():
    document = docx.Document()
    run = document.add_paragraph("사회자: ").add_run("새 말")
    document.add_comment(runs=run, text="검토자의 메모", author="예시")
    document.paragraphs[0]._p.append(
        parse_xml(f"<w:del {nsdecls('w')} w:id='2' w:author='a'><w:r><w:delText>옛 말</w:delText></w:r></w:del>")
    )
    transcript = read(saved(document), "a.docx")
    assert transcript.text == "사회자: 새 말"
    assert transcript.notes == (
        "메모는 본문이 아니어서 뺐습니다(1개). 예: 검토자의 메모",
        "변경 추적에서 지운 글은 빼고 넣은 글은 읽었습니다(지운 곳 1곳). 예: 옛 말",
    )


def test_a_file_put_into_the_document_is_told_not_passed_over():
    document = docx.Document()
    chunk = f"<w:altChunk {nsdecls('w', 'r')} r:id='rId9'/>"
    document.element.body.insert(0, parse_xml(chunk))
    assert problems(saved(document))[0][1].startswith("문서 안에 끼워 넣은 파일 1개는 읽지 못했습니다.")


def test_an_exported_table_of_spans_gives_the_times():
    document = docx.Document()
    table(
        document,
        ("Timespan", "Content", "Speaker"),
        ("0:00.0 - 0:01.0", "시작하겠습니다.", "김예시"),
        ("0:01.0 - 0:02.0", "인력이 없습니다.", "박보기"),
    )
    turns = read(saved(document), "a.docx").turns
    assert [(turn.speaker, turn.time_start, turn.time_end) for turn in turns] == [
        ("김예시", 0.0, 1.0),
        ("박보기", 1.0, 2.0),
    ]


def test_a_form_whose_cell_holds_the_talk_keeps_its_lines():
    document = docx.Document()
    table(
        document,
        ("일시", "2026. 11. 18.\n15:00"),
        ("회의 내용", "사회자: 시작합니다.\n가온정밀 대표: 인력이 없습니다.\n사회자: 네."),
    )
    transcript = read(saved(document), "a.docx")
    assert [(turn.speaker, turn.text) for turn in transcript.turns if turn.speaker] == [
        ("사회자", "시작합니다."),
        ("가온정밀 대표", "인력이 없습니다."),
        ("사회자", "네."),
    ]
    assert "일시 | 2026. 11. 18. 15:00" in transcript.text


FIRMS = (("가온정밀", "인력이 없습니다."), ("나래기공", "관세가 걱정입니다."), ("다솜산업", "자금이 급합니다."))


def test_a_table_that_may_hold_speech_is_asked_about_and_read_by_its_guess():
    document = docx.Document()
    document.add_paragraph("사회자: 의견을 적습니다.")
    table(document, ("업체명", "애로사항"), *FIRMS)
    data = saved(document)
    transcript = read(data, "a.docx")
    assert [(turn.speaker, turn.text) for turn in transcript.turns][1:] == list(FIRMS)
    (asked,) = transcript.questions
    assert asked.key == "columns" and len(asked.choices) == 2 and transcript.grids[0].rows[0] == ("업체명", "애로사항")
    taken = read(data, "a.docx", {"columns": asked.guess})
    assert taken.turns == transcript.turns and taken.questions == ()
    refused = read(data, "a.docx", {"columns": asked.choices[1].value})
    assert "가온정밀 | 인력이 없습니다." in refused.text and refused.speakers == ("사회자",)
    chosen = json.dumps({"sheet": 0, "head": 2, "speaker": 0, "text": 1, "time": None})
    assert len(read(data, "a.docx", {"columns": chosen}).turns) == 3


def test_the_choice_for_one_table_leaves_the_others_at_their_guess():
    document = docx.Document()
    for firms in (
        FIRMS,
        [("라온테크", "네, 그렇습니다."), ("마루전자", "저희도 같습니다."), ("바른조선", "관세가 문제입니다.")],
    ):
        table(document, ("업체명", "애로사항"), *firms)
        document.add_paragraph("다음입니다.")
    chosen = json.dumps({"sheet": 1, "head": 2, "speaker": 0, "text": 1, "time": None})
    speakers = read(saved(document), "a.docx", {"columns": chosen}).speakers
    assert speakers == ("가온정밀", "나래기공", "다솜산업", "마루전자", "바른조선")


def test_an_agenda_and_a_table_of_figures_are_no_speech():
    document = docx.Document()
    table(document, ("시간", "내용"), ("14:00~14:10", "개회"), ("14:10~15:00", "토의"), ("15:00", "폐회"))
    table(document, ("구분", "값"), ("매출", "3억 원"), ("수출", "1억 원"), ("고용", "12명"))
    transcript = read(saved(document), "a.docx")
    assert "columns" not in {question.key for question in transcript.questions}
    assert transcript.speakers == () and "매출 | 3억 원" in transcript.text


def bold(document, *paragraphs):
    for name, words in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run(words)


def said(transcript):
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def test_a_bold_beginning_that_names_a_person_is_a_label_without_a_colon():
    document = docx.Document()
    document.add_paragraph("사회자: 시작하겠습니다.")
    bold(document, ("가온정밀 대표", " 수주가 줄었습니다."), ("나래기공 전무", " 관세가 걱정입니다."))
    document.add_paragraph("사회자 : 지원은 받으셨습니까?")
    assert said(read(saved(document), "a.docx")) == [
        ("사회자", "시작하겠습니다."),
        ("가온정밀 대표", "수주가 줄었습니다."),
        ("나래기공 전무", "관세가 걱정입니다."),
        ("사회자", "지원은 받으셨습니까?"),
    ]


def test_names_in_bold_above_their_words_are_labels():
    document = docx.Document()
    for name, words in (("김예시", "시작하겠습니다."), ("박보기", "인력이 없습니다."), ("김예시", "네.")):
        bold(document, (name, ""))
        document.add_paragraph(words)
    assert said(read(saved(document), "a.docx")) == [
        ("김예시", "시작하겠습니다."),
        ("박보기", "인력이 없습니다."),
        ("김예시", "네."),
    ]


def test_words_in_bold_that_name_nobody_for_certain_are_asked_about():
    document = docx.Document()
    document.add_paragraph("사회자: 시작하겠습니다.")
    bold(document, ("물류비", " 때문에 라인을 세웠습니다."))
    transcript = read(saved(document), "a.docx")
    assert transcript.speakers == ("사회자",)
    assert [(question.key, question.guess) for question in transcript.questions] == [("label:물류비", "no")]
    answered = read(saved(document), "a.docx", {"label:물류비": "yes"})
    assert answered.speakers == ("사회자", "물류비") and answered.questions == ()


def test_a_line_that_begins_with_a_listed_participant_is_asked_about():
    document = docx.Document()
    for line in ("사회자: 시작하겠습니다.", "가온정밀 대표 수주가 줄었습니다.", "사회자: 네."):
        document.add_paragraph(line)
    known = {"known": "가온정밀 대표\n사회자"}
    transcript = read(saved(document), "a.docx", known)
    assert transcript.speakers == ("사회자", "가온정밀 대표")
    assert [(question.key, question.guess) for question in transcript.questions] == [("label:가온정밀 대표", "yes")]
    refused = read(saved(document), "a.docx", {**known, "label:가온정밀 대표": "no"})
    assert refused.speakers == ("사회자",) and refused.questions == ()


def test_the_old_paragraphs_of_teams_give_times_and_names():
    document = docx.Document()
    for time, name, words in (
        ("0:0:0.0 --> 0:0:3.520", "김예시", "시작하겠습니다."),
        ("0:1:7.0 --> 0:1:10.520", "박보기", "인력이 없습니다."),
        ("0:2:14.0 --> 0:2:17.520", "김예시", "네."),
    ):
        document.add_paragraph(f"{time}\n{name}\n{words}")
    turns = read(saved(document), "a.docx").turns
    assert [(turn.speaker, turn.text, turn.time_start, turn.time_end) for turn in turns] == [
        ("김예시", "시작하겠습니다.", 0.0, 3.52),
        ("박보기", "인력이 없습니다.", 67.0, 70.52),
        ("김예시", "네.", 134.0, 137.52),
    ]


def test_a_stamp_and_a_dash_before_a_name_belong_to_neither_name_nor_words():
    document = docx.Document()
    for line in ("[00:00:00.20] - Speaker 1", "시작하겠습니다.", "[00:01:07.20] - Speaker 2", "인력이 없습니다."):
        document.add_paragraph(line)
    turns = read(saved(document), "a.docx").turns
    assert [(turn.speaker, turn.text, turn.time_start) for turn in turns] == [
        ("Speaker 1", "시작하겠습니다.", 0.2),
        ("Speaker 2", "인력이 없습니다.", 67.2),
    ]
