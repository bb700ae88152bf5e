"""Code whole documents in one pass each: pure functions that a pool of processes or machines can call."""

from __future__ import annotations

import base64
import functools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise
from typing import Any

from nlp.base.shipped import version as base_version
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.versions import analyser_version
from nlp.reading import korean
from nlp.reading.apart import apart
from nlp.reading.lines import cuts, last_paragraph
from nlp.reading.roles import role_of
from nlp.reading.said import Said
from nlp.reading.segmenting import Segment, analysed
from nlp.reading.tokens import Tokens
from nlp.suggesting.proposal import Proposal
from nlp.suggesting.proposing import Proposer, proposer_of
from nlp.vectors.encoding import encoder, missing, version_here

# Raise it when the rows, or what is read of a file, change though the analyser does not.
ROWS = 3
# A blank line or a heading between two segments: what stands beyond it is another matter.
_BREAK = re.compile(r"\n\s*\n|\n\s*#")


@functools.lru_cache(maxsize=4)
def _proposer(lexicon: _Named, vectors: bool) -> Proposer:
    return proposer_of(lexicon.lexicon, vectors=vectors)


@dataclass(frozen=True, slots=True)
class _Named:
    """A lexicon told by its version alone."""

    version: str
    lexicon: Lexicon = field(compare=False)


def proposer_for(lexicon: Lexicon, *, vectors: bool = False) -> Proposer:
    """The process's proposer of this lexicon version."""
    return _proposer(_Named(lexicon.version, lexicon), vectors)


def said_in(
    text: str, *, language: str | None = None, speaker: str | None = None, before: str = ""
) -> list[tuple[Segment, Tokens, Said]]:
    """Every segment of `text`, analysed, with what it leans on: who speaks, the segment before, and those of its
    paragraph around it (which stay the same however a document is cut into tasks).
    """
    role, found = role_of(speaker or ""), list(analysed(text, language=language))
    segments = [segment for segment, _ in found]
    joined = [not _BREAK.search(text, one.end, two.start) for one, two in pairwise(segments)]
    told = []
    for n, (segment, tokens) in enumerate(found):
        said = Said(
            segment.text,
            segment.language,
            before=segments[n - 1].text if n else before,
            role=role,
            earlier=segments[n - 2].text if n > 1 and joined[n - 1] and joined[n - 2] else "",
            after=segments[n + 1].text if n + 1 < len(found) and joined[n] else "",
        )
        told.append((segment, tokens, said))
    return told


def coded(
    text: str,
    lexicon: Lexicon,
    *,
    language: str | None = None,
    speaker: str | None = None,
    before: str = "",
    vectors: bool = False,
) -> list[tuple[Segment, list[Proposal]]]:
    """Every segment of `text` with its proposals (often none; what is no statement has none), from one analysis."""
    return _proposed(
        [said_in(text, language=language, speaker=speaker, before=before)], proposer_for(lexicon, vectors=vectors)
    )[0]


def _proposed(
    talks: Sequence[list[tuple[Segment, Tokens, Said]]], proposer: Proposer
) -> list[list[tuple[Segment, list[Proposal]]]]:
    """The segments of several talks with their proposals, read together: many at a time is quickest."""
    stays = [[not apart(said) for _, _, said in talk] for talk in talks]
    stated = [(n, *found) for n, talk in enumerate(talks) for found in compress(talk, stays[n])]
    proposals = proposer.propose(
        [said for *_, said in stated],
        [tokens for *_, tokens, _ in stated],
        talks=[n for n, *_ in stated],
        explained=False,
    )
    waiting = iter(proposals)
    return [
        [(segment, next(waiting) if kept else []) for (segment, *_), kept in zip(talk, own, strict=True)]
        for talk, own in zip(talks, stays, strict=True)
    ]


def code_document(name: str, text: str, lexicon: Lexicon, *, language: str | None = None) -> Iterator[dict[str, Any]]:
    """The suggestions of one document as plain JSON values, in reading order.

    Yields
    ------
    dict
        ``document, start, end, text, language, theme, score, grade, stance, severity, statement, evidence,
        lexicon_version``.
        All offsets, those of the evidence too, are code points of `text`; a segment without a theme yields
        nothing.
    """
    for segment, proposals in coded(text, lexicon, language=language):
        for proposal in proposals:
            yield as_json(name, segment, proposal)


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
    `vectors` asks for the vector of every segment besides the suggestions.
    """

    document: str
    number: int
    stretches: tuple[Stretch, ...]
    before: str = ""
    vectors: bool = False


def pieces(document: str, stretches: Iterable[Stretch], size: int, *, vectors: bool = False) -> Iterator[Piece]:
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
                yield Piece(document, number, tuple(waiting), before, vectors)
                waiting, number, length, before = [], number + 1, 0, last
            last = last_paragraph(stretch.text[start:end]) or last
            waiting.append(Stretch(stretch.start + start, stretch.text[start:end], stretch.speaker))
            length += end - start
    if waiting:
        yield Piece(document, number, tuple(waiting), before, vectors)


def code_piece(piece: Piece, lexicon: Lexicon) -> bytes:
    """The suggestions of a piece as lines of JSON in UTF-8, offsets counted in the document.

    Where vectors are asked for, those of a stretch's segments follow, a line each. The same bytes in every process and
    on every machine with the same `made_by`.
    """
    lines, before = [], "".join(said.text for _, _, said in said_in(piece.before)[-1:])
    talks = []
    for stretch in piece.stretches:
        talks.append(said_in(stretch.text, speaker=stretch.speaker, before=before))
        before = talks[-1][-1][0].text if talks[-1] else before
    proposed = _proposed(talks, proposer_for(lexicon, vectors=piece.vectors))
    for stretch, found in zip(piece.stretches, proposed, strict=True):
        rows = [as_json(piece.document, segment, each) for segment, proposals in found for each in proposals]
        rows += vector_rows(piece.document, [segment for segment, _ in found]) if piece.vectors else []
        for row in rows:
            for span in (row, *row.get("evidence", ())):
                span["start"] += stretch.start
                span["end"] += stretch.start
            lines.append(json.dumps({**row, "speaker": stretch.speaker}, ensure_ascii=False) + "\n")
    # A lone surrogate is no text; JSON can say it all the same.
    return "".join(lines).encode("utf-8", "backslashreplace")


def vector_rows(name: str, segments: list[Segment]) -> list[dict[str, Any]]:
    """Each segment with its vector: base64 of float16, little-endian. Raises RuntimeError where none can be made."""
    model = encoder()
    if model is None:
        raise RuntimeError(f"no encoder here: {missing()}")
    vectors = model.encode([segment.text for segment in segments]).astype("<f2")
    return [
        {
            **{"document": name, "start": segment.start, "end": segment.end, "text": segment.text},
            **{"language": segment.language, "encoder": model.version},
            "vector": base64.b64encode(vector.tobytes()).decode("ascii"),
        }
        for segment, vector in zip(segments, vectors, strict=True)
    ]


def made_by(lexicon: Lexicon, *, vectors: bool = False) -> str:
    """Everything that the bytes of `code_piece` depend on beside the text."""
    return f"{analyser_version(lexicon)}; base {base_version()}; rows {ROWS}" + (
        f"; {version_here()}" if vectors else ""
    )


def warm(lexicon: Lexicon, *, vectors: bool = False) -> None:
    """Load everything a piece needs, so that processes forked afterwards share it."""
    proposer_for(lexicon, vectors=vectors)
    if vectors:
        encoder()
    korean.kiwi()
    for text in ("인력을 구하기가 어렵습니다.", "We cannot find workers."):
        list(code_document("", text, lexicon))


def as_json(name: str, segment: Segment, proposal: Proposal) -> dict[str, Any]:
    """One suggestion as the row that ``moksori code --json`` prints."""
    suggestion = proposal.suggestion
    return {
        "document": name,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "language": segment.language,
        "theme": suggestion.theme,
        "score": suggestion.score,
        "grade": proposal.grade,
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
