"""For people who script: `moksori code` and `moksori transcript` read files and print JSON lines. No database is needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.codebook.publishing import FIRST
from app.errors import BadInput, Problem
from nlp.lexicon import Lexicon
from transcripts import Transcript, TranscriptError, read


def shipped_lexicon() -> Lexicon:
    """The lexicon of the codebook that ships with the program."""
    return Lexicon.from_dict(json.loads(FIRST.read_text(encoding="utf-8")))


def read_file(path: Path) -> Transcript:
    """A file as a transcript. Raises BadInput naming every problem."""
    try:
        return read(path.read_bytes(), path.name)
    except OSError as error:
        raise BadInput(Problem(str(path), error.strerror or str(error), "파일 경로를 확인해 주십시오")) from error
    except TranscriptError as error:
        problems = (Problem(str(p.where), str(p.what), str(p.right)) for p in error.problems)
        raise BadInput(*problems, source=str(path)) from error


def code_transcript(name: str, transcript: Transcript, lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """Suggestions turn by turn; every offset counts code points of the transcript's stored text.

    Yields
    ------
    dict
        As `nlp.batch.code_document`, with the speaker of the turn beside it.
    """
    from nlp.batch import code_document

    for turn in transcript.turns:
        for found in code_document(name, turn.text, lexicon):
            for span in (found, *found["evidence"]):
                span["start"] += turn.start
                span["end"] += turn.start
            yield {**found, "speaker": turn.speaker}


@click.command("code")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def code_command(files: tuple[Path, ...], as_json: bool) -> None:
    """Segment transcripts or plain texts and print the suggested themes."""
    lexicon = shipped_lexicon()
    for path in files:
        for found in code_transcript(path.name, read_file(path), lexicon):
            if as_json:
                click.echo(json.dumps(found, ensure_ascii=False))
            else:
                words = ", ".join(e["text"] for e in found["evidence"])
                click.echo(
                    f"{path.name}:{found['start']}\t{found['theme']}\t{found['stance']}\t[{words}]\t{found['text']}"
                )


@click.command("transcript")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def transcript_command(file: Path, as_json: bool) -> None:
    """Read a transcript and print its turns: speaker, start, end, text, time."""
    for turn in read_file(file).turns:
        if as_json:
            click.echo(json.dumps(asdict(turn), ensure_ascii=False))
        else:
            click.echo(f"{turn.position}\t{turn.speaker or '-'}\t{turn.text}")
