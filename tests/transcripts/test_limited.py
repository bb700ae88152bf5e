"""Reading in a process of its own: the same answer as at home, and an end to every file that will not end."""

import time

import pytest

from tests.transcripts.files import hangul, pdf, workbook
from transcripts import Message, TranscriptError, limited, read, read_limited

MADE = {
    "a.hwp": lambda: hangul("hwp"),
    "a.hwpx": hangul,
    "a.pdf": lambda: pdf([(72.0, 700.0, "Moderator: Yes.", 11.0)]),
    "a.xlsx": lambda: workbook([["발언자", "발언"], ["사회자", "네 😀."]], [["없음"], [1]]),
    "b.xlsx": lambda: workbook([["번호", "회사"], [1, "가"]]),
    "a.txt": lambda: "사회자: 네.".encode("cp949"),
}


@pytest.mark.parametrize("name", MADE)
def test_the_child_answers_as_the_reader_does_at_home(name):
    data = MADE[name]()
    assert read_limited(data, name) == read(data, name)


def test_problems_and_notes_keep_their_templates_for_the_catalogue():
    with pytest.raises(TranscriptError) as caught:
        read_limited(b"%PDF-1.7 " + b"x" * 99, "a.pdf")
    (said,) = caught.value.problems
    assert said.code == "damaged" and said.what.params == {"name": "PDF"}
    notes = read_limited(hangul(), "a.hwpx").notes
    assert isinstance(notes[0], Message) and notes[0].template == "각주 %(number)d: %(words)s"


def test_the_child_starts_in_well_under_a_second():
    began = time.perf_counter()
    read_limited(MADE["a.pdf"](), "a.pdf")
    # Seen: 0.3 s on an idle machine; the rest is room for a busy one.
    assert time.perf_counter() - began < 3


@pytest.fixture
def child(monkeypatch):
    """Puts a small program in the child's place."""

    def put(program):
        run = limited.subprocess.run
        monkeypatch.setattr(
            limited.subprocess, "run", lambda command, **how: run([command[0], "-c", program, *command[4:]], **how)
        )

    return put


def refused(**how):
    with pytest.raises(TranscriptError) as caught:
        read_limited(MADE["a.pdf"](), "a.pdf", **how)
    return caught.value.problems[0]


def test_a_file_that_takes_too_long_is_stopped(child):
    child("import time; time.sleep(60)")
    began = time.perf_counter()
    said = refused(seconds=1)
    assert (said.code, said.what) == ("limit", "1초 안에 다 읽지 못해 멈췄습니다.")
    assert time.perf_counter() - began < 5


def test_a_file_that_burns_time_is_stopped_by_the_clock_of_the_processor(child):
    child("from transcripts.child import bound; bound(1, 1500)\nwhile True: pass")
    assert refused(seconds=20).code == "limit"


def test_a_file_that_takes_too_much_memory_is_stopped(child):
    child("from transcripts.child import bound; bound(10, 300); bytearray(10**9)")
    said = refused()
    assert said.code == "limit" and "메모리" in said.what


def test_a_library_that_breaks_down_takes_only_the_child_along(child):
    child("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    assert (refused().code, refused().what) == ("damaged", "파일이 손상되어 열 수 없습니다.")


def test_the_child_can_write_no_file_and_knows_none_of_the_servers_secrets(child, monkeypatch):
    monkeypatch.setenv("MOKSORI_SECRET_KEY", "x")
    child("import os, sys; from transcripts.child import main; assert 'MOKSORI_SECRET_KEY' not in os.environ; "
          "main('.pdf', '20', '1500')")  # fmt: skip
    assert read_limited(MADE["a.pdf"](), "a.pdf").text == "Moderator: Yes."
