"""Workbooks and CSV: the columns are found by their names, or the file is refused with the names there are."""

import datetime
import json

import pytest

from tests.transcripts.files import workbook
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


@pytest.mark.parametrize("head", [("이름", "내용"), ("화자", "말"), ("Speaker", "Text"), ("참석자", "발언 내용")])
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
