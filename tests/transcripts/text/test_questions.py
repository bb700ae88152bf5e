"""What a file leaves open is asked, and the answers are taken: encodings above all, and on the command line."""

import json

import pytest
from click.testing import CliRunner

from app.cli import cli
from transcripts import TranscriptError, exchange, read

TALK = "사회자: 시작합니다.\n참가자 1: 구할 사람이 없습니다.\n"


def one(data, name="a.txt", **answers):
    (asked,) = read(data, name, answers).questions
    return asked


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read_and_said_so_where_nothing_else_fits(encoding):
    found = read(TALK.encode(encoding), "a.txt")
    assert (found.encoding, found.questions, found.speakers) == (encoding, (), ("사회자", "참가자 1"))
    assert encoding.upper() in found.notes[0] and "인코딩 표시가 없는 파일" in found.notes[0]


@pytest.mark.parametrize("data", [TALK.encode("utf-16-le"), TALK.encode("cp949").decode("latin-1").encode()])
def test_no_question_has_only_one_answer(data):
    assert all(len(question.choices) > 1 for question in read(data, "a.txt").questions)


@pytest.mark.parametrize(("encoding", "guess"), [("utf-8", "utf-8 (mojibake)"), ("cp949", "cp949 (mojibake)")])
def test_text_that_a_program_has_garbled_is_asked_about_with_a_sample_of_each_reading(encoding, guess):
    data = TALK.encode(encoding).decode("latin-1").encode()
    asked = one(data)
    assert asked.guess == guess and {each.value for each in asked.choices} == {guess, "utf-8"}
    assert read(data, "a.txt").turns[0].text == "시작합니다."
    try:
        assert read(data, "a.txt", {"encoding": "utf-8"}).turns[0].text != "시작합니다."
    except TranscriptError as error:
        assert "제어 문자" in str(error)


@pytest.mark.parametrize("data", [TALK.encode(), TALK.encode("cp949"), TALK.encode("utf-16"), TALK.encode("utf-8-sig"),
                                  "사회자: café, naïve, Škoda.\n사회자: «oui».\n".encode()])  # fmt: skip
def test_a_clear_encoding_is_not_asked_about(data):
    assert read(data, "a.txt").questions == ()


def test_an_answer_the_file_does_not_allow_is_no_answer():
    assert read(TALK.encode(), "a.txt", {"encoding": "utf-16-le"}).encoding == "utf-8"
    with pytest.raises(TranscriptError):
        read(b"\xff\x00\x81\x01" * 50, "a.txt", {"encoding": "cp949"})


def test_questions_survive_the_way_between_two_processes():
    transcript = read("회사,적은 말\n가,다라마바사.\n".encode(), "a.csv")
    again = exchange.answer_of(exchange.json.dumps(exchange.packed(transcript)).encode())
    assert again == transcript and again.questions[0].words.template


def test_the_command_prints_questions_beside_its_best_reading(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TALK.encode("cp949").decode("latin-1").encode())
    done = CliRunner().invoke(cli, ["transcript", str(path)])
    assert done.exit_code == 0 and done.stdout.splitlines()[1] == "1\t사회자\t5\t11\t-\t시작합니다."
    assert "인코딩을 확실히 알 수 없습니다" in done.stderr and "(추정: 깨져서 저장된 CP949를 되돌림)" in done.stderr


def test_strict_refuses_what_leaves_anything_open_and_names_every_question(tmp_path):
    (tmp_path / "a.txt").write_text("사회자: 네.\n참가자 1: 예.\n가온테크: 저희는요.\n누리: 저희도요.\n", "utf-8")
    (tmp_path / "b.txt").write_text(TALK, "utf-8")
    done = CliRunner().invoke(cli, ["transcript", "--strict", str(tmp_path / "a.txt")])
    assert done.exit_code == 2 and done.stdout == ""
    assert all(f"‘{name}’, 발언자의 호칭입니까?" in done.stderr for name in ("가온테크", "누리"))
    assert CliRunner().invoke(cli, ["transcript", "--strict", str(tmp_path / "b.txt")]).exit_code == 0


def test_strict_coding_refuses_the_open_file_and_codes_the_other(tmp_path):
    (tmp_path / "a.txt").write_text("사회자: 네.\n참가자 1: 예.\n가온테크: 인력이 없습니다.\n", "utf-8")
    (tmp_path / "b.txt").write_text(TALK, "utf-8")
    told = CliRunner().invoke(cli, ["code", "--json", str(tmp_path)])
    assert told.exit_code == 0 and "‘가온테크’, 발언자의 호칭입니까?" in told.stderr and "a.txt" in told.stdout
    done = CliRunner().invoke(cli, ["code", "--json", "--strict", str(tmp_path)])
    assert done.exit_code == 2 and "‘가온테크’, 발언자의 호칭입니까?" in done.stderr
    assert "b.txt" in done.stdout and "a.txt" not in done.stdout


def test_lines_that_look_like_no_speech_are_told_on_standard_error(tmp_path):
    (tmp_path / "a.txt").write_text(f"{TALK}(12시 10분 산회)\n", "utf-8")
    done = CliRunner().invoke(cli, ["transcript", str(tmp_path / "a.txt")])
    assert "발언이 아닌 줄로 보입니다: (12시 10분 산회)" in done.stderr


MANY = "○위원장 김예시  시작합니다.\n" + "".join(
    f"○위원장 김예시  네.\n{name} 전무 수주가 줄었습니다.\n"
    for name in ("박보기", "이시늉", "최예문", "정견본", "한보람", "오모범")
)


def test_many_labels_that_were_read_alike_are_one_question_with_every_line():
    found = read(MANY.encode(), "a.txt")
    (question,) = found.questions
    assert (question.key, question.kind, question.guess, len(question.about)) == ("labels:yes", "labels", "yes", 6)
    assert question.choices[0].sample.split("\n")[0].startswith("박보기 전무 수주가")
    assert exchange.answer_of(json.dumps(exchange.packed(found)).encode()) == found


@pytest.mark.parametrize(("answer", "speakers", "asked"), [("yes", 7, 0), ("no", 1, 0), ("each", 7, 6)])
def test_an_answer_about_many_labels_is_about_each_and_one_by_one_they_are_asked_again(answer, speakers, asked):
    found = read(MANY.encode(), "a.txt", {"labels:yes": answer})
    assert (len(found.speakers), len(found.questions)) == (speakers, asked)


def test_one_label_may_be_answered_otherwise_than_the_many():
    found = read(MANY.encode(), "a.txt", {"labels:yes": "each", "label:박보기 전무": "no"})
    assert "박보기 전무" not in found.speakers and len(found.speakers) == 6
