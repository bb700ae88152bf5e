"""Code whole documents in one pass each: pure functions that a pool of processes or machines can call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from nlp.lexicon import Lexicon
from nlp.segmenting import Segment, analysed
from nlp.tagging import Suggestion, Tagger

_TAGGERS: dict[str, Tagger] = {}


def tagger_for(lexicon: Lexicon) -> Tagger:
    """The process's tagger of this lexicon version."""
    tagger = _TAGGERS.get(lexicon.version)
    if tagger is None:
        tagger = _TAGGERS[lexicon.version] = Tagger(lexicon)
    return tagger


def coded(text: str, lexicon: Lexicon, *, language: str | None = None) -> Iterator[tuple[Segment, list[Suggestion]]]:
    """Every segment of `text` with its suggestions (often none), from one analysis."""
    tagger = tagger_for(lexicon)
    for segment, tokens in analysed(text, language=language):
        yield segment, tagger.read(tokens, segment.language)


def code_document(name: str, text: str, lexicon: Lexicon, *, language: str | None = None) -> Iterator[dict[str, Any]]:
    """The suggestions of one document as plain JSON values, in reading order.

    Yields
    ------
    dict
        ``document, start, end, text, language, theme, score, stance, severity, evidence, lexicon_version``.
        All offsets, those of the evidence too, are code points of `text`; a segment without a theme yields
        nothing.
    """
    for segment, suggestions in coded(text, lexicon, language=language):
        for suggestion in suggestions:
            yield as_json(name, segment, suggestion)


def code_texts(texts: Iterable[tuple[str, str]], lexicon: Lexicon) -> list[dict[str, Any]]:
    """`code_document` over (name, text) pairs: one task for a worker, so give it a hundred texts or more."""
    return [row for name, text in texts for row in code_document(name, text, lexicon)]


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
