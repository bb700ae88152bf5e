"""Batches over many files: the same bytes however they are shared out, stopped and resumed; no file takes another along."""

from __future__ import annotations

import functools
import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.batch.batching import Batch, do
from app.batch.files import JOURNAL, Shelf, Source, sources
from app.batch.lexicon_file import read_lexicon, shipped_lexicon
from app.batch.progress import Progress
from app.batch.scripting import read_file
from app.cli import cli
from nlp.batch import Piece, Stretch, code_document, code_piece, made_by, pieces
from nlp.pool import DIED, Alone, Processes

ROOT = Path(__file__).parents[2]
TALKS = sorted((ROOT / "example" / "roundtables").glob("*.txt"))[:3]
FORKS = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(cli, ["code", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def filled(folder: Path) -> Path:
    """A folder with three talks, one of them a folder further down."""
    (folder / "하위").mkdir(parents=True)
    for n, path in enumerate(TALKS):
        (folder / ("하위" if n == 2 else ".") / path.name).write_bytes(path.read_bytes())
    return folder


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder, the journal too, by its bytes."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("talks") / "in")


@pytest.fixture(scope="module")
def expected(talks: Path) -> dict[str, str]:
    """What one process makes of the talks."""
    run(talks, "--out", talks.parent / "one", "--processes", 1)
    return digests(talks.parent / "one")


@FORKS
@pytest.mark.parametrize("chunk", [1_000, 3_000, 1_000_000])
def test_two_processes_make_the_same_bytes_as_one_however_files_are_cut(
    talks: Path, expected: dict[str, str], tmp_path: Path, chunk: int
) -> None:
    run(talks, "--out", tmp_path / "two", "--processes", 2, "--chunk", chunk)
    assert digests(tmp_path / "two") == expected
    assert f"하위/{TALKS[2].name}.jsonl" in expected


@FORKS
def test_lines_on_standard_output_stand_in_the_order_of_the_files(talks: Path) -> None:
    files = [talks / "하위" / TALKS[2].name, talks / TALKS[0].name]
    alone = run(*files, "--json", "--processes", 1)
    assert run(*files, "--json", "--processes", 2, "--chunk", 1_000) == alone
    names = [json.loads(line)["document"] for line in alone.splitlines()]
    assert names == sorted(names, key=[f.name for f in files].index) and len(set(names)) == 2


def test_a_finished_batch_is_not_done_again_and_a_changed_file_is(talks: Path, tmp_path: Path) -> None:
    folder, out = filled(tmp_path / "in"), tmp_path / "out"
    run(folder, "--out", out, "--processes", 1)
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*.jsonl") if p.name != JOURNAL}
    said = run(folder, "--out", out, "--processes", 1, "--progress")
    assert "새로 0개, 이미 끝나 있던 것 3개" in said
    changed = folder / TALKS[0].name
    changed.write_bytes(changed.read_bytes() + "\n사회자: 관세가 가장 어렵습니다.\n".encode())
    (out / f"{TALKS[1].name}.jsonl").write_text("damaged")
    run(folder, "--out", out, "--processes", 1)
    after = {p: p.stat().st_mtime_ns for p in before}
    assert {p.name for p in before if after[p] != before[p]} == {f"{TALKS[0].name}.jsonl", f"{TALKS[1].name}.jsonl"}
    assert "관세가 가장" in (out / f"{TALKS[0].name}.jsonl").read_text(encoding="utf-8")
    assert "damaged" not in (out / f"{TALKS[1].name}.jsonl").read_text(encoding="utf-8")


def test_another_lexicon_makes_everything_anew(talks: Path, tmp_path: Path) -> None:
    table = tmp_path / "용어.csv"
    table.write_text("주제,언어,용어,가중치\nworkforce,ko,인력,1\nworkforce,ko,사람~없다,0.5\n", encoding="utf-8")
    out = tmp_path / "out"
    run(talks, "--out", out, "--processes", 1)
    run(talks, "--out", out, "--processes", 1, "--lexicon", table)
    rows = [json.loads(line) for p in out.rglob("*.txt.jsonl") for line in p.read_text(encoding="utf-8").splitlines()]
    assert {row["theme"] for row in rows} == {"workforce"}
    assert {row["lexicon_version"] for row in rows} == {read_lexicon(table).version}


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("a.csv", "주제,언어,용어\nworkforce,ja,人手\n", "ja"),
        ("a.csv", "주제,언어,용어,가중치\nworkforce,ko,인력,많이\n", "0보다 크고"),
        ("a.json", '{"themes": 3}', "codebook.json"),
        ("a.json", "nonsense", "codebook.json"),
    ],
)
def test_a_lexicon_that_cannot_be_used_is_refused_with_a_word(tmp_path: Path, name: str, text: str, word: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert word in run(TALKS[0], "--lexicon", tmp_path / name, code=2)


@FORKS
@pytest.mark.parametrize("processes", [1, 2])
def test_a_bad_file_is_reported_and_the_others_go_on(talks: Path, tmp_path: Path, processes: int) -> None:
    folder = filled(tmp_path / "in")
    (folder / "가짜.hwp").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    (folder / "빈.txt").write_bytes(b"")
    said = run(folder, tmp_path / "없음.txt", "--out", tmp_path / "out", "--processes", processes, code=2)
    problems = said.splitlines()
    assert len(problems) == 3 and all(" → " in line for line in problems)
    assert {name for name in ("가짜.hwp", "빈.txt", "없음.txt") if name in said} == {"가짜.hwp", "빈.txt", "없음.txt"}
    assert len([p for p in (tmp_path / "out").rglob("*.txt.jsonl")]) == 3


def test_files_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    for name in ("가", "나"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "회의.txt").write_text("관세", encoding="utf-8")
    said = run(tmp_path / "가" / "회의.txt", tmp_path / "나" / "회의.txt", "--out", tmp_path / "out", code=2)
    assert "이름이" in said and not (tmp_path / "out").exists()
    both = run(tmp_path / "가" / "회의.txt", tmp_path / "나" / "회의.txt", "--json", "--processes", 1)
    assert len(both.splitlines()) == 2


def test_a_folder_brings_what_can_be_read_and_leaves_hidden_files_and_results_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "a/b.docx", ".git/c.txt", ".d.txt", "~$e.docx", "f.png", "out/g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found, problems = sources([tmp_path], without=tmp_path / "out")
    assert [s.document for s in found] == ["b.txt", "a/b.docx"] and not problems
    assert sources([tmp_path / ".git", tmp_path / ".git"])[0][0].document == "c.txt"


def test_a_second_batch_into_the_same_folder_is_refused_while_the_first_is_at_work(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.batch.files import Shelf\n"
        "s = Shelf(Path(sys.argv[1]), 'x'); print('ready', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"ready\n"
        assert "다른 작업" in run(TALKS[0], "--out", tmp_path / "out", code=2)


def program(arguments: list[str], told: Path) -> None:
    """What `moksori` does in a process of its own, with what it says in a file."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with told.open("w", encoding="utf-8", buffering=1) as sys.stderr:
        cli(arguments, prog_name="moksori")


def started(folder: Path, out: Path, told: Path, *more: str) -> BaseProcess:
    """`moksori code` that has just stored another result; forked, so that it need not load Kiwi once more."""
    before = len(list(out.glob("*.txt.jsonl")))
    arguments = ["code", str(folder), "--out", str(out), "--processes", "2", *more]
    running = multiprocessing.get_context("fork").Process(target=program, args=(arguments, told))
    running.start()
    until = time.monotonic() + 120
    while len(list(out.glob("*.txt.jsonl"))) == before:
        assert running.is_alive(), told.read_text(encoding="utf-8")
        assert time.monotonic() < until
        time.sleep(0.01)
    return running


@FORKS
def test_a_batch_that_was_killed_or_stopped_any_number_of_times_ends_with_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = read_file(TALKS[0]).text[:6_000]
    for n in range(30):
        (folder / f"{n:02}.txt").write_text(f"사회자: {n}번째 간담회입니다.\n\n" + text, encoding="utf-8")
    run(folder, "--out", tmp_path / "whole", "--processes", 1)
    counts = []
    for how, code in ((signal.SIGKILL, -9), (signal.SIGTERM, 130), (signal.SIGINT, 130)):
        running = started(folder, tmp_path / "out", tmp_path / "told", "--chunk", "1500")
        assert running.pid
        os.kill(running.pid, how)
        running.join(60)
        assert running.exitcode == code
        if how != signal.SIGKILL:
            assert "이어서" in (tmp_path / "told").read_text(encoding="utf-8")
        counts.append(len(list((tmp_path / "out").glob("*.txt.jsonl"))))
    assert counts[-1] < 30 and counts == sorted(counts)
    with (tmp_path / "out" / JOURNAL).open("ab") as journal:
        journal.write(b'{"document": "00.txt", "sha')  # what a kill in the midst of writing leaves
    run(folder, "--out", tmp_path / "out", "--processes", 2)
    kept = {name: digest for name, digest in digests(tmp_path / "out").items() if not name.endswith(".part")}
    assert kept == digests(tmp_path / "whole")


def square(number: int) -> int:
    """Ends its process where the number is 13, and the first time also where it is 7."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    marker = Path(os.environ.get("MOKSORI_TEST_MARKER", ""))
    if number == 7 and not marker.exists():
        marker.write_text("died once")
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 5:
        raise ValueError("five")
    return number * number


@FORKS
def test_a_process_that_dies_is_replaced_and_its_task_tried_once_more_then_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOKSORI_TEST_MARKER", str(tmp_path / "marker"))
    pool = Processes(square, 2)
    for number in range(20):
        pool.give(number)
    found = {outcome.task: outcome for outcome in (pool.take() for _ in range(20))}
    with pytest.raises(IndexError):
        pool.take()
    assert [n for n in found if found[n].error == DIED] == [13]
    assert found[5].error == "ValueError: five"
    assert all(found[n].result == n * n for n in range(20) if n not in (5, 13))
    # The last to die is not replaced before there is work again: who came last decides how many are left now.
    pool.give(2)
    assert pool.take().result == 4
    os.kill(pool.pids[0], signal.SIGKILL)  # one that has nothing to do
    pool.give(3)
    assert pool.take().result == 9
    pids = pool.pids
    pool.close()
    assert all(not Path(f"/proc/{pid}").exists() for pid in pids)


@FORKS
def test_the_last_process_to_die_is_replaced_once_there_is_work_again() -> None:
    pool = Processes(square, 1)
    pool.give(13)
    assert pool.take().error == DIED and pool.pids == []
    pool.give(3)
    assert pool.take().result == 9 and len(pool.pids) == 1
    pool.close()


def test_processes_that_are_not_forked_do_the_same_work() -> None:
    pool = Processes(functools.partial(pow, 2), 2, method="spawn")
    for number in range(5):
        pool.give(number)
    assert sorted(pool.take().result for _ in range(5)) == [1, 2, 4, 8, 16]
    pool.close()


def fatal(task: object, *, name: str, size: int) -> object:
    """The work of a batch that a piece of one file kills its process over."""
    if isinstance(task, Piece) and task.document == name and task.number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return do(task, lexicon=shipped_lexicon(), size=size)  # type: ignore[arg-type]


@FORKS
def test_a_file_that_kills_its_process_twice_is_reported_and_the_others_are_coded(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in")
    found, _ = sources([folder])
    pool = Processes(functools.partial(fatal, name=TALKS[1].name, size=1_000), 2)
    done = {d.source.document: d for d in Batch(found, pool).run()}
    pool.close()
    assert [name for name, d in done.items() if d.problems] == [TALKS[1].name]
    assert "프로세스가 도중에" in done[TALKS[1].name].problems[0].what
    alone = Alone(functools.partial(do, lexicon=shipped_lexicon(), size=20_000))
    for other in Batch([s for s in found if s.document != TALKS[1].name], alone).run():
        assert done[other.source.document].result == other.result


def test_a_long_text_without_speakers_is_cut_where_no_segment_crosses() -> None:
    lines = [line for p in TALKS for line in read_file(p).text.splitlines()]
    text = "".join(line + ("\n", "\n", "\r\n \t\r\n", "\n# 제목\n")[n % 4] for n, line in enumerate(lines))
    whole = list(pieces("한 글", [Stretch(0, text, None)], 10**9))
    cut = list(pieces("한 글", [Stretch(0, text, None)], 2_000))
    assert len(whole) == 1 and len(cut) > 5 and [p.number for p in cut] == list(range(len(cut)))
    assert "".join(s.text for p in cut for s in p.stretches) == text
    lexicon = shipped_lexicon()
    assert b"".join(code_piece(p, lexicon) for p in cut) == code_piece(whole[0], lexicon)
    rows = [json.loads(line) for line in code_piece(whole[0], lexicon).splitlines()]
    assert [{k: v for k, v in row.items() if k != "speaker"} for row in rows] == list(
        code_document("한 글", text, lexicon)
    )


def test_a_result_counts_only_while_it_is_as_it_was_made(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, made_by(shipped_lexicon()))
    shelf.keep("가/나.txt", "abc", b"[]\n")
    assert shelf.finished("가/나.txt", "abc") and not shelf.finished("가/나.txt", "abd")
    (tmp_path / "가" / "나.txt.jsonl").write_bytes(b"[")
    assert not shelf.finished("가/나.txt", "abc")


def test_progress_tells_files_words_and_the_time_left_by_the_pace_of_this_run() -> None:
    times = iter([0.0, 5.0, 10.0, 10.0, 10.0])
    meter = Progress(4, 4_000, show=False, clock=lambda: next(times))
    meter._words = 50
    meter._done, meter._bytes, meter._fresh_bytes = 2, 2_000, 1_000  # one of the two an earlier run's
    assert meter.line() == "파일 2/4개 · 초당 10낱말 · 남은 시간 약 10초"


def test_a_source_whose_file_vanishes_is_a_problem_like_any_other(tmp_path: Path) -> None:
    gone = Source(tmp_path / "없음.txt", "없음.txt", 3)
    work = functools.partial(do, lexicon=shipped_lexicon(), size=1_000)
    (done,) = Batch([gone], Alone(work)).run()
    assert "경로" in done.problems[0].right
