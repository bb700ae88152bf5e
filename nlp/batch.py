"""Code whole documents in one pass each: pure functions that a pool of processes or machines can call."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.tagging import Suggestion, Tagger
from nlp.lexicon.versions import analyser_version
from nlp.reading import korean
from nlp.reading.apart import apart
from nlp.reading.lines import cuts, last_paragraph
from nlp.reading.roles import role_of
from nlp.reading.said import Said
from nlp.reading.segmenting import Segment, analysed
from nlp.reading.tokens import Tokens

# Raise it when the rows, or what is read of a file, change though the analyser does not.
ROWS = 2
_TAGGERS: dict[str, Tagger] = {}


def tagger_for(lexicon: Lexicon) -> Tagger:
    """The process's tagger of this lexicon version."""
    tagger = _TAGGERS.get(lexicon.version)
    if tagger is None:
        tagger = _TAGGERS[lexicon.version] = Tagger(lexicon)
    return tagger


def said_in(
    text: str, *, language: str | None = None, speaker: str | None = None, before: str = ""
) -> Iterator[tuple[Segment, Tokens, Said]]:
    """Every segment of `text`, analysed, with what it leans on: the role of who speaks, the segment before."""
    role = role_of(speaker or "")
    for segment, tokens in analysed(text, language=language):
        yield segment, tokens, Said(segment.text, segment.language, before=before, role=role)
        before = segment.text


def coded(
    text: str, lexicon: Lexicon, *, language: str | None = None, speaker: str | None = None, before: str = ""
) -> Iterator[tuple[Segment, list[Suggestion]]]:
    """Every segment of `text` with its suggestions (often none; what is no statement has none), from one analysis."""
    tagger = tagger_for(lexicon)
    for segment, tokens, said in said_in(text, language=language, speaker=speaker, before=before):
        yield segment, [] if apart(said) else tagger.read(tokens, segment.language)


def code_document(name: str, text: str, lexicon: Lexicon, *, language: str | None = None) -> Iterator[dict[str, Any]]:
    """The suggestions of one document as plain JSON values, in reading order.

    Yields
    ------
    dict
        ``document, start, end, text, language, theme, score, stance, severity, statement, evidence,
        lexicon_version``.
        All offsets, those of the evidence too, are code points of `text`; a segment without a theme yields
        nothing.
    """
    for segment, suggestions in coded(text, lexicon, language=language):
        for suggestion in suggestions:
            yield as_json(name, segment, suggestion)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one speaker: where they start in their document, in code points, and what they are."""

    start: int
    text: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a document small enough to be one task; `number` counts the document's pieces from 0.

    `before` is the paragraph right before it, for what its first segment leans on.
    """

    document: str
    number: int
    stretches: tuple[Stretch, ...]
    before: str = ""


def pieces(document: str, stretches: Iterable[Stretch], size: int) -> Iterator[Piece]:
    """Cut a document into pieces of about `size` characters, so that several processes can share it.

    A stretch longer than that is cut too, at a blank line or a heading: no segment crosses those, so that the
    suggestions are the same however the document is cut. One without such a place stays whole.
    """
    waiting: list[Stretch] = []
    number = length = 0
    before = last = ""
    for stretch in stretches:
        for start, end in cuts(stretch.text, size):
            if waiting and length + end - start > size:
                yield Piece(document, number, tuple(waiting), before)
                waiting, number, length, before = [], number + 1, 0, last
            last = last_paragraph(stretch.text[start:end]) or last
            waiting.append(Stretch(stretch.start + start, stretch.text[start:end], stretch.speaker))
            length += end - start
    if waiting:
        yield Piece(document, number, tuple(waiting), before)


def code_piece(piece: Piece, lexicon: Lexicon) -> bytes:
    """The suggestions of a piece as lines of JSON in UTF-8, offsets counted in the document.

    The same bytes in every process and on every machine with the same `nlp.lexicon.versions.analyser_version`.
    """
    lines, before = [], "".join(said.text for _, _, said in [*said_in(piece.before)][-1:])
    for stretch in piece.stretches:
        for segment, suggestions in coded(stretch.text, lexicon, speaker=stretch.speaker, before=before):
            before = segment.text
            for suggestion in suggestions:
                row = as_json(piece.document, segment, suggestion)
                for span in (row, *row["evidence"]):
                    span["start"] += stretch.start
                    span["end"] += stretch.start
                lines.append(json.dumps({**row, "speaker": stretch.speaker}, ensure_ascii=False) + "\n")
    # A lone surrogate is no text; JSON can say it all the same.
    return "".join(lines).encode("utf-8", "backslashreplace")


def made_by(lexicon: Lexicon) -> str:
    """Everything that the bytes of `code_piece` depend on beside the text."""
    return f"{analyser_version(lexicon)}; rows {ROWS}"


def warm(lexicon: Lexicon) -> None:
    """Load everything a piece needs, so that processes forked afterwards share it."""
    tagger_for(lexicon)
    korean.kiwi()
    for text in ("인력을 구하기가 어렵습니다.", "We cannot find workers."):
        list(code_document("", text, lexicon))


def as_json(name: str, segment: Segment, suggestion: Suggestion) -> dict[str, Any]:
    """One suggestion as the row that ``moksori code --json`` prints."""
    return {
        "document": name,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "language": segment.language,
        "theme": suggestion.theme,
        "score": suggestion.score,
        "stance": suggestion.stance,
        "severity": suggestion.severity,
        "statement": suggestion.statement,
        "evidence": [
            {
                "start": segment.start + e.start,
                "end": segment.start + e.end,
                "text": e.text,
                "term": e.term,
                "weight": e.weight,
            }
            for e in suggestion.evidence
        ],
        "lexicon_version": suggestion.lexicon_version,
    }
