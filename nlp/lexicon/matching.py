"""Find a lexicon's terms in analysed text, on token edges only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from nlp.lexicon.lexicon import Term
from nlp.reading import english, korean
from nlp.reading.tokens import Tokens

# Everyday phrases that only look like a term.
PHRASES = frozenset(
    {("in", "order"), ("by", "default"), ("doing", "fine"), ("is", "fine"), ("are", "fine"), ("was", "fine")}
)

# How far the second lemma of a near pattern may stand behind the first.
# Chosen, not measured: nearer misses words between the two, farther joins what belongs to other words.
NEAR = 4

# Pieces of terms kept as patterns: Kiwi reads each once, not for every matcher. Five codebooks have fewer.
PIECES = 5_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found at ``text[start:end]``."""

    term: Term
    start: int
    end: int


class KoreanMatcher:
    """Korean terms on the surface, between morpheme edges.

    Spaces are optional wherever the term has one or Kiwi sees an edge inside it (스마트공장, 스마트 공장).
    At a space of the term a particle and up to two adverbs may stand, so that "인력이 많이 부족" is
    인력 부족. Of overlapping terms the longest wins, whatever their themes: 기술이전 is not 이전.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        heads: dict[str, list[tuple[tuple[re.Pattern[str], ...], Term]]] = defaultdict(list)
        self._near: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for term in terms:
            if term.kind == "near":
                before, after = (part.strip() for part in term.form.split("~"))
                self._near[before].append((after, term))
            else:
                pieces = tuple(_piece(piece) for piece in term.form.split())
                heads[term.form[0].lower()].append((pieces, term))
        # By their first letter, with one look for all of them: few of the words that begin so are terms.
        self._heads = {letter: (_any(own), own) for letter, own in heads.items()}

    def find(self, tokens: Tokens) -> list[Hit]:
        """All hits of one text, surface terms first."""
        surface = longest(self._surface(tokens))
        return surface + [hit for head, hit in self._pairs(tokens) if not _covered(hit, head, surface)]

    def _surface(self, tokens: Tokens) -> Iterator[Hit]:
        text, heads = tokens.text, self._heads
        edges: set[int] | None = None
        for index, start in enumerate(tokens.starts):
            found = heads.get(text[start : start + 1].lower())
            if not found or not found[0](text, start) or tokens.tags[index][0] in "JE" or _counted(tokens, index):
                continue
            if edges is None:
                edges = set(tokens.ends)
            for pieces, term in found[1]:
                end = _match(tokens, index, pieces, edges)
                # 통상 환경 may open with what Kiwi takes for an adverb; an adverb alone is no noun of ours.
                if end and not (tokens.tags[index][0] == "M" and end == tokens.ends[index]):
                    yield Hit(term, start, end)

    def _pairs(self, tokens: Tokens) -> Iterator[tuple[int, Hit]]:
        if self._near.keys().isdisjoint(tokens.lemmas):
            return
        for first, last in tokens.sentences:
            for n in range(first, last):
                for after, term in self._near.get(tokens.lemmas[n], ()):
                    reach = range(n + 1, min(n + NEAR + 1, last))
                    found = next((m for m in reach if tokens.lemmas[m] == after and not _modal(tokens, m)), None)
                    if found is not None:
                        yield tokens.ends[n], Hit(term, tokens.starts[n], _with_endings(tokens, found, last))


def _with_endings(tokens: Tokens, index: int, last: int) -> int:
    """The end of a verb with its endings, so that the evidence reads 올랐습니다 and not 올."""
    end = tokens.ends[index]
    while index + 1 < last and tokens.tags[index + 1][0] == "E" and tokens.starts[index + 1] <= end:
        index += 1
        end = max(end, tokens.ends[index])
    return end


@lru_cache(maxsize=PIECES)
def _piece(piece: str) -> re.Pattern[str]:
    """A piece of a term as a pattern, with optional space at the edges Kiwi sees inside it."""
    inner = set(korean.analyse(piece).starts) - {0}
    letters = [(r"\s{0,2}" if n in inner else "") + re.escape(char) for n, char in enumerate(piece)]
    return re.compile("".join(letters), re.IGNORECASE)


def _any(candidates: list[tuple[tuple[re.Pattern[str], ...], Term]]) -> Callable[[str, int], object]:
    """Whether the first piece of any of them stands at a place of a text."""
    firsts = {pieces[0].pattern for pieces, _ in candidates}
    return re.compile("|".join(sorted(firsts)), re.IGNORECASE).match


def _match(tokens: Tokens, index: int, pieces: tuple[re.Pattern[str], ...], edges: set[int]) -> int:
    """The end of a term that starts at token `index`, 0 where it does not."""
    end = 0
    for number, piece in enumerate(pieces):
        if number:
            index = _after(tokens, index, end)
            if index < 0:
                return 0
        found = piece.match(tokens.text, tokens.starts[index])
        if not found or found.end() not in edges:
            return 0
        end = found.end()
    return end


def _counted(tokens: Tokens, index: int) -> bool:
    """A unit behind a number is no noun: 도로 in "온도를 몇도로", "이십오도로"; 공단 in 사상2공단 is one."""
    if index == 0 or tokens.tags[index] != "NNB":
        return False
    return tokens.forms[index - 1] == "몇" or tokens.tags[index - 1] in ("SN", "NR")


def _after(tokens: Tokens, index: int, end: int) -> int:
    """The first token behind `end` that is neither a particle nor one of two adverbs; -1 for none."""
    adverbs = 0
    while index < len(tokens):
        tag = tokens.tags[index]
        if tokens.starts[index] >= end and tag[0] != "J":
            if tag != "MAG" or adverbs == 2:
                return index
            adverbs += 1
        index += 1
    return -1


def _modal(tokens: Tokens, index: int) -> bool:
    """없다 in "할 수 없다" is no lack of people."""
    before = index - 1
    while before >= 0 and tokens.tags[before][0] == "J":
        before -= 1
    return tokens.lemmas[index] == "없다" and before >= 0 and tokens.tags[before] == "NNB"


class EnglishMatcher:
    """English terms word by word, each by its lower-cased form or its lemma.

    A term of two words is also found turned round: "shortage of skilled workers" is worker shortage.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._heads: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
        self._turned: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        self._near: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for term in terms:
            if term.kind == "near":
                before, after = (part.strip() for part in term.form.lower().split("~"))
                self._near[before].append((after, term))
                continue
            words = tuple(english.analyse(term.form).forms)
            self._heads[words[0]].append((words, term))
            if len(words) == 2:
                self._turned[words[1]].append((words[0], term))

    def find(self, tokens: Tokens) -> list[Hit]:
        """All hits of one text, surface terms first."""
        surface = longest(self._surface(tokens))
        return surface + [hit for head, hit in self._pairs(tokens) if not _covered(hit, head, surface)]

    def _surface(self, tokens: Tokens) -> Iterator[Hit]:
        forms, lemmas = tokens.forms, tokens.lemmas
        for n, form in enumerate(forms):
            if n and (forms[n - 1], form) in PHRASES:
                continue
            for key in {form, lemmas[n]}:
                for words, term in self._heads.get(key, ()):
                    last = n + len(words) - 1
                    if last < len(forms) and all(_is(tokens, n + k, word) for k, word in enumerate(words)):
                        yield Hit(term, tokens.starts[n], tokens.ends[last])
                if n + 2 < len(forms) and forms[n + 1] == "of":
                    yield from self._reversed(tokens, n, key)

    def _reversed(self, tokens: Tokens, n: int, key: str) -> Iterator[Hit]:
        for word, term in self._turned.get(key, ()):
            # "shortage of the skilled labor": at most two words between "of" and the term's own.
            for m in range(n + 2, min(n + 5, len(tokens))):
                if _is(tokens, m, word):
                    yield Hit(term, tokens.starts[n], tokens.ends[m])
                    break

    def _pairs(self, tokens: Tokens) -> Iterator[tuple[int, Hit]]:
        if self._near.keys().isdisjoint(tokens.lemmas):
            return
        for first, last in tokens.sentences:
            for n in range(first, last):
                for after, term in self._near.get(tokens.lemmas[n], ()):
                    found = next((m for m in range(n + 1, min(n + NEAR + 1, last)) if _is(tokens, m, after)), None)
                    if found is not None:
                        yield tokens.ends[n], Hit(term, tokens.starts[n], tokens.ends[found])


def _is(tokens: Tokens, n: int, word: str) -> bool:
    return tokens.forms[n] == word or tokens.lemmas[n] == word


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the longest, then the first; hits over the very same stretch stay together."""
    hits = list(hits)
    if len(hits) < 2:
        return hits
    kept: list[Hit] = []
    spans: set[tuple[int, int]] = set()
    taken = bytearray()
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        taken.extend(bytes(max(0, hit.end - len(taken))))
        if (hit.start, hit.end) in spans or not any(taken[hit.start : hit.end]):
            kept.append(hit)
            spans.add((hit.start, hit.end))
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    return sorted(kept, key=lambda h: (h.start, h.end))


def _covered(hit: Hit, head: int, kept: list[Hit]) -> bool:
    """Whether a pair repeats a surface term of its theme, or its first word belongs to a longer term.

    "Labor costs increased" is labor cost, not cost~increase; `head` is the end of the first word.
    """
    return any(
        (k.term.theme == hit.term.theme and k.start < hit.end and hit.start < k.end)
        or (k.start <= hit.start and head <= k.end and k.end - k.start > head - hit.start)
        for k in kept
    )
