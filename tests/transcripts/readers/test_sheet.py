"""Workbooks and CSV: the columns are found by their names, or the file is refused with the names there are."""

import datetime
import io
import json
import zipfile

import openpyxl
import pytest

from tests.transcripts.files import repacked, workbook
from transcripts import TranscriptError, read
from transcripts.decoding.characters import printable

ROWS = [["시각", "발언자", "발언"], ["00:01:00", "사회자", "시작합니다."], ["00:02:30", "참가자 1", "네, 어렵습니다."]]
TURNS = [("사회자", "시작합니다.", 60.0), ("참가자 1", "네, 어렵습니다.", 150.0)]


def problem(data, name):
    with pytest.raises(TranscriptError) as caught:
        read(data, name)
    (only,) = caught.value.problems
    return only


def turns(transcript):
    return [(turn.speaker, turn.text, turn.time_start) for turn in transcript.turns]


def quoted(delimiter):
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_is_read_in_each_encoding_and_with_each_delimiter(encoding, delimiter):
    transcript = read(quoted(delimiter).encode(encoding), "a.csv")
    assert turns(transcript) == TURNS
    assert (transcript.format, transcript.encoding) == ("csv", encoding)


def test_a_workbook_is_read_with_its_times():
    rows = [ROWS[0], [datetime.time(0, 1), *ROWS[1][1:]], [datetime.timedelta(seconds=150), *ROWS[2][1:]]]
    assert turns(read(workbook(rows), "a.xlsx")) == TURNS


def test_a_title_above_the_heading_does_no_harm():
    assert turns(read(workbook([["제1차 간담회"], [], *ROWS]), "a.xlsx")) == TURNS


@pytest.mark.parametrize(
    "head",
    [("이름", "내용"), ("화자", "말"), ("Speaker", "Text"), ("참석자", "발언 내용"), ("발언자(소속)", "내용 (Text)")],
)
def test_other_names_of_the_columns_are_known(head):
    assert read(f"{head[0]},{head[1]}\n사회자,네.".encode(), "a.csv").turns[0].speaker == "사회자"


def test_a_table_without_known_headings_is_asked_about_and_read_by_what_its_cells_hold():
    rows = [["번호", "회사", "의견란"], [1, "가온정밀 대표", "구할 사람이 없습니다."], [2, "사회자", "그렇군요."]]
    data = workbook(rows)
    transcript = read(data, "a.xlsx")
    (asked,) = transcript.questions
    (grid,) = transcript.grids
    assert (asked.key, grid.head, grid.speaker, grid.text, grid.time) == ("columns", 1, 1, 2, None)
    assert grid.rows[1] == ("1", "가온정밀 대표", "구할 사람이 없습니다.")
    assert [turn.speaker for turn in transcript.turns] == ["가온정밀 대표", "사회자"]
    chosen = read(
        data, "a.xlsx", {"columns": json.dumps({"sheet": 0, "head": 1, "speaker": 0, "text": 2, "time": None})}
    )
    assert chosen.questions == () and [turn.speaker for turn in chosen.turns] == ["1", "2"]


def test_two_columns_that_may_be_the_speech_or_the_speaker_are_asked_about():
    for head in (["이름", "발언자", "발언"], ["발언자", "내용", "의견"]):
        assert [q.key for q in read(workbook([head, ["가", "나", "다"]]), "a.xlsx").questions] == ["columns"]


def test_of_several_columns_the_one_with_the_records_participants_says_who_speaks():
    for head in (["번호", "회사", "사람", "의견란"], ["번호", "참석자", "성명", "내용"]):
        rows = [head, [1, "가온", "김예시 부장", "구할 사람이 없습니다."], [2, "가온", "이예시", "저희도요."]]
        read_as = read(workbook(rows), "a.xlsx", {"known": "이예시\n김예시 부장"})
        assert read_as.speakers == ("김예시 부장", "이예시") and read_as.grids[0].reason == "listed", head


def test_the_guess_of_the_columns_can_be_taken_as_it_is():
    data = workbook([["번호", "회사", "의견란"], [1, "가온", "구할 사람이 없습니다."], [2, "나래", "그렇군요."]])
    guessed = read(data, "a.xlsx")
    taken = read(data, "a.xlsx", {"columns": guessed.questions[0].guess})
    assert taken.questions == () and taken.turns == guessed.turns and guessed.questions[0].choices
    assert (guessed.grids[0].reason, taken.grids[0].reason) == ("cells", "chosen")


def test_several_sheets_with_a_talk_are_asked_about_and_read_all_until_then():
    data = workbook(ROWS, ROWS)
    transcript = read(data, "a.xlsx")
    assert len(transcript.turns) == 2 * len(TURNS) and "시트가 여럿" in transcript.questions[0].words
    assert read(data, "a.xlsx", {"columns": '{"sheet": null}'}).questions == ()
    assert len(read(data, "a.xlsx", {"columns": one(sheet=1, head=1, speaker=1, text=2, time=0)}).turns) == len(TURNS)


def one(**chosen):
    return json.dumps(chosen)


def test_sheets_without_the_columns_are_left_out_and_named():
    transcript = read(workbook(ROWS, [["번호", "회사"], [1, "가"]]), "a.xlsx")
    assert turns(transcript) == TURNS
    assert transcript.notes == ("발언자와 발언 열이 없는 시트를 뺐습니다: 시트2",)


def test_an_empty_workbook_is_told_so():
    assert problem(workbook([]), "a.xlsx").what == "표에 글이 없습니다."


def test_a_formula_is_not_computed_and_not_shown():
    assert read(workbook([["발언자", "발언"], ["사회자", "네."], ["사회자", "=1+1"]]), "a.xlsx").text == "사회자: 네."


def test_halves_of_letters_and_control_characters_are_left_out_of_documents():
    assert printable("네\ud800\x00 😀.\r\n") == ("네 😀.\n", 2)


def test_a_quotation_mark_that_is_never_closed_is_called_damaged():
    assert problem(('발언자,발언\n사회자,"' + "가" * 200_000).encode(), "a.csv").code == "damaged"


def test_a_title_above_an_unknown_heading_is_passed_over():
    rows = [
        ["2026년 협의체"],
        [],
        ["회사", "들은 말"],
        ["가온", "구할 사람이 없습니다."],
        ["나래", "관세도 문제입니다."],
    ]
    transcript = read(workbook(rows), "a.xlsx")
    assert transcript.grids[0].head == 3 and [turn.speaker for turn in transcript.turns] == ["가온", "나래"]


SAID = ["안녕하십니까. 시작하겠습니다.", "인력이 없습니다.", "네, 다음 분이요.", "사람을 못 구해요."]
NAMES = ["김예시", "박보기", "김예시", "이시늉"]


def test_the_columns_of_speech_recognition_are_times_and_nobody_speaks_there():
    rows = [(0, 3440), (3440, 4840), (4840, 10_520), (10_520, 12_000)]
    lines = [f"{start}\t{end}\t{words}" for (start, end), words in zip(rows, SAID, strict=True)]
    transcript = read("\n".join(["start\tend\ttext", *lines]).encode(), "a.csv")
    assert transcript.speakers == () and [q.key for q in transcript.questions] == ["speakers"]
    assert [(turn.time_start, turn.time_end) for turn in transcript.turns] == [
        (start / 1000, end / 1000) for start, end in rows
    ]


@pytest.mark.parametrize(
    ("head", "times", "unit"),
    [
        (("시작(초)", "종료(초)"), [(0, 3), (4.5, 7.5), (9, 12), (13.5, 16.5)], 1),
        (("start", "end"), [(0, 3), (4.5, 7.5), (9, 12), (13.5, 16.5)], 1),
        (("start_ms", "end_ms"), [(0, 3000), (4500, 7500), (9000, 12_000), (13_500, 16_500)], 1000),
        (("시작", "끝"), [(0, 3000), (4500, 7500), (9000, 12_000), (13_500, 16_500)], 1000),
        (("Begin (milliseconds)", "End (milliseconds)"), [(0, 3), (5, 6), (7, 8), (9, 10)], 1000),
    ],
)
def test_numbers_count_what_their_heading_says_or_else_what_leaves_a_pace_of_speech(head, times, unit):
    rows = [
        (*head, "화자", "텍스트"),
        *((*pair, who, words) for pair, who, words in zip(times, NAMES, SAID, strict=True)),
    ]
    transcript = read(workbook(rows), "a.xlsx")
    assert transcript.questions == () and transcript.speakers == ("김예시", "박보기", "이시늉")
    assert [(turn.time_start, turn.time_end) for turn in transcript.turns] == [
        (start / unit, end / unit) for start, end in times
    ]


def test_numbers_at_no_pace_of_speech_are_no_times_and_that_is_said():
    rows = [("시작", "화자", "내용"), (1, "김예시", SAID[0]), (500_000_000, "박보기", SAID[1])]
    transcript = read(workbook(rows), "a.xlsx")
    assert [turn.time_start for turn in transcript.turns] == [None, None]
    assert transcript.notes == ("시각 열에서 시각으로 읽지 못한 칸이 2개 있습니다. 예: 1",)


def test_ranges_of_an_exported_table_give_start_and_end():
    rows = [
        ("Timespan", "Content", "Speaker"),
        ("0:00.0 - 0:01.5", SAID[0], "김예시"),
        ("0:01.5 - 0:03.0", SAID[1], "박보기"),
    ]
    transcript = read(workbook(rows), "a.xlsx")
    assert [(turn.speaker, turn.time_start, turn.time_end) for turn in transcript.turns] == [
        ("김예시", 0.0, 1.5),
        ("박보기", 1.5, 3.0),
    ]


def test_a_chat_is_timed_by_the_day_from_its_first_message():
    rows = ["2025-03-01 15:01:00,김예시,안녕하세요", '2025-03-01 15:03:30,박보기,"네, 반갑습니다"']
    transcript = read("\n".join(["Date,User,Message", *rows]).encode("utf-8-sig"), "a.csv")
    assert [(turn.speaker, turn.time_start) for turn in transcript.turns] == [("김예시", 0.0), ("박보기", 150.0)]
    assert transcript.questions == ()


def test_a_time_typed_into_excel_without_seconds_may_be_minutes_and_seconds():
    rows = [
        ("시간", "화자", "내용"),
        *((datetime.time(at, 30), *said) for at, said in enumerate(zip(NAMES, SAID, strict=True))),
    ]
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows)))
    for row in book.worksheets[0].iter_rows(min_row=2, max_col=1):
        row[0].number_format = "h:mm"
    out = io.BytesIO()
    book.save(out)
    assert [turn.time_start for turn in read(out.getvalue(), "a.xlsx").turns] == [30.0, 90.0, 150.0, 210.0]


def test_beside_times_a_column_that_may_name_speakers_is_asked_about():
    rows = [
        ("시작", "끝", "업체", "내용"),
        ("00:01", "00:05", "가온정밀", SAID[0]),
        ("00:06", "00:09", "나래기공", SAID[1]),
    ]
    transcript = read(workbook(rows), "a.xlsx")
    assert [q.key for q in transcript.questions] == ["columns"] and transcript.speakers == ("가온정밀", "나래기공")


def test_the_end_of_a_speech_stays_when_a_person_chooses_the_columns():
    data = workbook(
        [
            ("시작", "끝", "업체", "내용"),
            ("00:01", "00:05", "가온정밀", SAID[0]),
            ("00:06", "00:09", "나래기공", SAID[1]),
        ]
    )
    for chosen in (one(sheet=0, head=1, speaker=2, text=3, time=0), read(data, "a.xlsx").questions[0].guess):
        assert [turn.time_end for turn in read(data, "a.xlsx", {"columns": chosen}).turns] == [5.0, 9.0]


def test_a_workbook_saved_as_strict_open_xml_is_read():
    usual, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/",
        b"http://purl.oclc.org/ooxml/spreadsheetml/",
    )
    linked = b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
    data = workbook(ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    told = {name: part.replace(usual, strict).replace(*linked) for name, part in parts.items()}
    assert told != parts and turns(read(repacked(data, told), "a.xlsx")) == TURNS


def test_commas_within_speech_do_not_hide_the_tabs_of_a_table():
    lines = [
        "start\tend\ttext",
        "0\t3000\t네, 그렇습니다, 정말로, 그럼요.",
        "3000\t6000\t인력이, 자금이, 판로가 없습니다.",
    ]
    transcript = read("\n".join(lines).encode(), "a.tsv")
    assert [turn.text for turn in transcript.turns] == [line.split("\t")[2] for line in lines[1:]]
    assert transcript.format == "tsv"


def test_quotation_marks_that_do_not_pair_are_words_where_every_line_keeps_its_width():
    lines = ["start\tend\ttext", '0\t3000\t"네 하고 말했습니다.', "3000\t6000\t인력이 없습니다."]
    assert [turn.text for turn in read("\n".join(lines).encode(), "a.tsv").turns] == [
        '"네 하고 말했습니다.',
        "인력이 없습니다.",
    ]


def test_quotation_marks_that_do_not_pair_are_refused_with_their_line_elsewhere():
    said = problem('발언자,발언\n사회자,"네, 그렇습니다.\n참가자 1,저도요, 정말로.'.encode(), "a.csv")
    assert (said.code, str(said.what)) == ("damaged", '따옴표(")가 짝이 맞지 않습니다.') and "번째 줄" in said.where


def test_a_speech_that_its_own_commas_divided_is_whole_again_and_that_is_said():
    transcript = read("발언자,발언\n사회자,네.\n참가자 1,인력, 자금, 판로입니다.".encode(), "a.csv")
    assert transcript.turns[1].text == "인력, 자금, 판로입니다."
    assert transcript.notes == ("열이 제목 줄보다 많은 줄 1개에서 나머지를 마지막 열에 이어 붙였습니다. 첫 줄: 3",)


def test_a_row_longer_than_its_heading_is_refused_where_speech_is_not_the_last_column():
    said = problem("발언자,발언,비고\n사회자,네,\n참가자 1,인력, 자금,없음".encode(), "a.csv")
    assert (said.code, str(said.where)) == ("columns", "3번째 줄")


def test_times_in_a_form_that_is_not_known_are_counted_not_passed_over():
    rows = [("Speaker", "In", "Text"), ("김예시", "1절 2장", SAID[0]), ("박보기", "1절 3장", SAID[1])]
    transcript = read(workbook(rows), "a.xlsx")
    assert transcript.notes == ("시각 열에서 시각으로 읽지 못한 칸이 2개 있습니다. 예: 1절 2장",)


def test_beside_a_column_of_clocks_one_of_dates_is_none():
    rows = [
        ("날짜", "시간", "이름", "메시지"),
        ("2026-11-18", "09:00", "김예시", SAID[0]),
        ("2026-11-18", "09:05", "박보기", SAID[1]),
    ]
    transcript = read(workbook(rows), "a.xlsx", {"times": "clock"})
    assert [(turn.speaker, turn.time_start) for turn in transcript.turns] == [("김예시", 0.0), ("박보기", 300.0)]


def test_labels_within_the_speech_of_a_table_without_speakers_are_found():
    rows = [
        ("start", "end", "text"),
        *((at, at + 3, f"{who}: {words}") for at, who, words in zip((0, 4, 8, 12), NAMES, SAID, strict=True)),
    ]
    transcript = read(workbook(rows), "a.xlsx")
    assert [(turn.speaker, turn.text, turn.time_start) for turn in transcript.turns] == [
        (who, words, at) for at, who, words in zip((0, 4, 8, 12), NAMES, SAID, strict=True)
    ]


def test_a_table_with_firms_beside_speakers_is_read_by_its_heading_and_its_clock_is_asked_about():
    lines = [
        "순번,시각,발언자,소속,발언내용",
        "1,15:00,사회자,예시TP,시작하겠습니다.",
        '2,15:03,김대표,예시정밀,"수주가 없습니다. 60%예요."',
    ]
    transcript = read("\n".join(lines).encode("cp949"), "a.csv", {"times": "clock"})
    assert [(turn.speaker, turn.text, turn.time_start) for turn in transcript.turns] == [
        ("사회자", "시작하겠습니다.", 0.0),
        ("김대표", "수주가 없습니다. 60%예요.", 180.0),
    ]
    assert [question.key for question in read("\n".join(lines).encode("cp949"), "a.csv").questions] == ["times"]
