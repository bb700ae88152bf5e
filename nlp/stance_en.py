"""English stance: the clause of a mention in lower case against the ordered rules of `cues_en`."""

from __future__ import annotations

import re

from nlp import cues_en as en
from nlp.cues import NEED, NONE, RESOLVED, UNDECIDED, Cue, Verdict, graded
from nlp.tokens import Tokens

_Spans = tuple[tuple[int, int], ...]

# "sales of durable goods fell": how many words before and behind a mention may say where it goes.
BEFORE, AFTER = 4, 7


def judge(tokens: Tokens, start: int, end: int, others: _Spans, mention: str) -> Verdict:
    """The stance of the mention at [start, end) by its clause."""
    first, last = _clause(tokens, *_sentence(tokens, start), start, end)
    words = tokens.forms[first:last]
    clause = " ".join(words)
    if tokens.forms[_sentence(tokens, start)[1] - 1] == "?":
        return Verdict(UNDECIDED, 2, ())
    before = " ".join(w for n, w in enumerate(words, first) if tokens.starts[n] < start) + " "
    denied = en.DENIED.search(before) if en.BAD_TERM.search(mention) else None
    for rule, label, base, pattern in en.RULES:
        found = pattern.search(clause)
        if rule == "no difficulty" and denied:
            return _verdict(NONE, base, clause, _cue(tokens, first, clause, denied, rule))
        if found:
            return _verdict(label, base, clause, _cue(tokens, first, clause, found, rule))
    near = (_near(tokens, first, last, start, end), clause)
    return _by_words(tokens, first, near, mention)


def _by_words(tokens: Tokens, first: int, read: tuple[tuple[int, str], str], mention: str) -> Verdict:
    (near_first, near), clause = read
    directed = _direction(near, mention)
    if directed:
        return _verdict(directed[0], 3, clause, _cue(tokens, near_first, near, directed[1], "direction"))
    bad, good = en.BAD_WORD.search(clause), en.GOOD_WORD.search(clause)
    if bad:
        return _verdict(NEED, 3, clause, _cue(tokens, first, clause, bad, "difficulty"))
    if good:
        return _verdict(NONE, 3, clause, _cue(tokens, first, clause, good, "all well"))
    if en.BAD_TERM.search(mention):
        return _verdict(NEED, 2, clause, None)
    return Verdict(UNDECIDED, 2, ())


def _near(tokens: Tokens, first: int, last: int, start: int, end: int) -> tuple[int, str]:
    """The words around a mention, where a word of direction is about it; with the first one's index."""
    inside = [n for n in range(first, last) if tokens.starts[n] < end and tokens.ends[n] > start]
    if not inside:
        return first, ""
    begin, stop = max(first, inside[0] - BEFORE), min(last, inside[-1] + AFTER + 1)
    return begin, " ".join(tokens.forms[begin:stop])


def _direction(clause: str, mention: str) -> tuple[str, re.Match[str]] | None:
    """Rising cost and falling volume are needs, the reverse is relief; "unchanged" is nothing to report."""
    cost = bool(en.COST_TERM.search(mention))
    if not cost and not en.VOLUME_TERM.search(mention):
        return None
    for pattern, label in (
        (en.UNMOVED, NONE),
        (en.RISING, NEED if cost else NONE),
        (en.FALLING, RESOLVED if cost else NEED),
    ):
        found = pattern.search(clause)
        if found:
            return label, found
    return None


def _sentence(tokens: Tokens, start: int) -> tuple[int, int]:
    for first, last in tokens.sentences:
        if tokens.ends[last - 1] > start:
            return first, last
    return 0, len(tokens)


def _clause(tokens: Tokens, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """From the last turning word before the mention to the first after it, the turning words left out."""
    for n in range(first, last):
        if tokens.forms[n] in en.CLOSING:
            if tokens.ends[n] <= start:
                first = n + 1
            elif tokens.starts[n] >= end:
                return first, n
    return first, last


def _verdict(label: str, base: int, clause: str, cue: Cue | None) -> Verdict:
    severity = graded(
        3 if base == 2 and en.BAD_WORD.search(clause) else base,
        strong=en.STRONG.search(clause) is not None,
        existential=en.EXISTENTIAL.search(clause) is not None,
        mild=en.MILD.search(clause) is not None,
    )
    return Verdict(label, severity, (cue,) if cue else ())


def _cue(tokens: Tokens, first: int, clause: str, found: re.Match[str], rule: str) -> Cue:
    begin = first + clause.count(" ", 0, found.start())
    stop = first + clause.count(" ", 0, max(found.start() + 1, found.end() - 1)) + 1
    start, end = tokens.starts[begin], tokens.ends[min(stop, len(tokens)) - 1]
    return Cue(start, end, tokens.text[start:end], rule)
