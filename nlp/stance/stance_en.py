"""English stance: the clause of a mention in lower case against the ordered rules of `cues_en`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from nlp.cues import cues_en as en
from nlp.cues import cues_en_idioms as idioms
from nlp.cues import cues_en_lexicon as lexicon
from nlp.cues.cues import NEED, NONE, RESOLVED, UNDECIDED, Cue, Verdict, graded
from nlp.reading.tokens import Tokens

_Spans = tuple[tuple[int, int], ...]

# "sales of durable goods fell": how many words before and behind a mention may say where it goes.
# Chosen while reading the example talk and the Beige Book.
BEFORE, AFTER = 4, 7
# Relief must be close, in characters: in "tariffs lead to lower sales" no tariff falls.
CLOSE = 12
# A denial before the mention stands above this rule and all behind it.
# Verdicts of these rules rest on a mere word.
WEAK = frozenset({"all well", "direction", "good or bad"})
WORD = re.compile(r"\S+")
DENIAL = next(n for n, rule in enumerate(en.RULES) if rule[0] == "no difficulty")


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a mention, from token `first` on, and where the mention stands among them."""

    first: int
    text: str
    start: int
    end: int

    def distance(self, found: re.Match[str]) -> int:
        """How far a word is from the mention, in characters; 0 inside it."""
        return max(0, found.start() - self.end, self.start - found.end())


def judge(tokens: Tokens, start: int, end: int, others: _Spans, mention: str) -> Verdict:
    """The stance of the mention at [start, end) by its clause, turned or completed by the one behind it."""
    opening, closing = _sentence(tokens, start)
    first, last = _clause(tokens, opening, closing, start, end)
    if tokens.forms[closing - 1] == "?":
        asked = en.RHETORICAL.search(" ".join(tokens.forms[opening:closing]))
        if not asked:
            return Verdict(UNDECIDED, 2, ())
        clause = " ".join(tokens.forms[opening:closing])
        return _verdict(NEED, 3, clause, _cue(tokens, opening, clause, asked, "rhetorical"))
    own = _read(tokens, first, last, (start, end), mention)
    following = _following(tokens, last, closing, others)
    if following is None:
        return own
    rest = _read(tokens, *following, None, "")
    then, now = " ".join(tokens.forms[first:last]), tokens.forms[slice(*following)]
    if own.label == NEED and rest.label != NEED and "now" in now and en.PAST.search(then):
        return Verdict(RESOLVED, rest.severity, own.cues + rest.cues)
    label = _turned(then, own, rest, mention)
    return Verdict(label, rest.severity, own.cues + rest.cues) if label else own


def _following(tokens: Tokens, last: int, closing: int, others: _Spans) -> tuple[int, int] | None:
    """The rest of the sentence, unless it speaks of another theme."""
    if last + 2 >= closing:
        return None
    begin, end = tokens.starts[last], tokens.ends[closing - 1]
    return None if any(a < end and b > begin for a, b in others) else (last + 1, closing)


def _turned(clause: str, own: Verdict, rest: Verdict, mention: str) -> str | None:
    """ "It was rough, but it is back to normal" is over; "people complain, but we do not" is none of ours."""
    if rest.label == UNDECIDED:
        return None
    if own.label == UNDECIDED or (own.label == NONE and not own.cues):
        past = rest.label == NONE and en.PAST.search(clause) and en.BAD_TERM.search(mention)
        return RESOLVED if past else rest.label
    if own.label == NEED and rest.label in (NONE, RESOLVED):
        if en.OTHERS.search(clause):
            return NONE
        return RESOLVED if rest.label == RESOLVED or en.PAST.search(clause) else None
    return NEED if own.label == NONE and own.cues[0].rule in WEAK and rest.label == NEED else None


def _read(tokens: Tokens, first: int, last: int, where: tuple[int, int] | None, mention: str) -> Verdict:
    """The ordered rules over the words [first, last)."""
    words = tokens.forms[first:last]
    clause = " ".join(words)
    start, end = where or (tokens.starts[first], tokens.starts[first])
    before = " ".join(w for n, w in enumerate(words, first) if tokens.starts[n] < start) + " "
    denied = en.DENIED.search(before) if en.BAD_TERM.search(mention) else None
    place, found = _ruled(clause)
    if denied and place >= DENIAL:
        return _verdict(NONE, 3, clause, _cue(tokens, first, clause, denied, "no difficulty"))
    if found:
        rule, label, base, _ = en.RULES[place]
        return _verdict(label, base, clause, _cue(tokens, first, clause, found, rule))
    return _by_words(tokens, first, clause, _around(tokens, first, last, start, end), mention)


@functools.lru_cache(maxsize=64)
def _ruled(clause: str) -> tuple[int, re.Match[str] | None]:
    """The first rule that speaks and where; the mentions of one sentence ask the same again and again."""
    for place, (_, _, _, pattern) in enumerate(en.RULES):
        found = pattern.search(clause)
        if found:
            return place, found
    return len(en.RULES), None


def _by_words(tokens: Tokens, first: int, clause: str, around: Around, mention: str) -> Verdict:
    directed = _direction(around, mention)
    if directed:
        cue = _cue(tokens, around.first, around.text, directed[1], "direction")
        return _verdict(directed[0], 3, clause, cue)
    moved = en.FROM_TO.search(clause) if en.COST_TERM.search(mention) else None
    if moved:
        return _verdict(NEED, 3, clause, _cue(tokens, first, clause, moved, "direction"))
    bad, good = en.BAD_WORD.search(clause), en.GOOD_WORD.search(clause)
    if bad:
        return _verdict(NEED, 3, clause, _cue(tokens, first, clause, bad, "difficulty"))
    if good:
        return _verdict(NONE, 3, clause, _cue(tokens, first, clause, good, "all well"))
    informed = idioms.INFORMED.search(clause)
    if not informed and (listed := _listed(clause, mention)):
        label, found = listed
        return _verdict(label, 3, clause, _cue(tokens, first, clause, found, "good or bad"))
    if en.BAD_TERM.search(mention) or (not informed and _speaks_of_us(clause, around)):
        return _verdict(NEED, 2, clause, None)
    return Verdict(UNDECIDED, 2, (_cue(tokens, first, clause, informed, "informing"),) if informed else ())


def _speaks_of_us(clause: str, around: Around) -> bool:
    """Whoever names a theme of his own firm and says neither that it goes well nor mere facts has a need."""
    return around.end > around.start and idioms.OWN.search(clause) is not None


def _listed(clause: str, mention: str) -> tuple[str, re.Match[str]] | None:
    """The last word of good or bad in the clause, turned round where one of the three words before it denies."""
    said = mention.lower().split()
    words = list(WORD.finditer(clause))
    for n in range(len(words) - 1, -1, -1):
        word = words[n][0]
        if word in said or (word not in lexicon.BAD and word not in lexicon.GOOD):
            continue
        turned = any(before[0] in lexicon.NOT for before in words[max(0, n - 3) : n])
        return (NEED if (word in lexicon.BAD) != turned else NONE), words[n]
    return None


def _around(tokens: Tokens, first: int, last: int, start: int, end: int) -> Around:
    inside = [n for n in range(first, last) if tokens.starts[n] < end and tokens.ends[n] > start] or [first]
    begin, stop = max(first, inside[0] - BEFORE), min(last, inside[-1] + AFTER + 1)
    before = " ".join(tokens.forms[begin : inside[0]])
    until = " ".join(tokens.forms[begin : inside[-1] + 1])
    return Around(begin, " ".join(tokens.forms[begin:stop]), len(before), len(until))


def _direction(around: Around, mention: str) -> tuple[str, re.Match[str]] | None:
    """Rising cost and falling volume are needs, the reverse is relief; "unchanged" is nothing to report.

    Of several words of direction the nearest speaks: "weaker sales because of higher prices" has two.
    """
    cost = bool(en.COST_TERM.search(mention))
    if not cost and not en.VOLUME_TERM.search(mention):
        return None
    found = [
        (label, match)
        for pattern, label in (
            (en.UNMOVED, NONE),
            (en.RISING, NEED if cost else NONE),
            (en.FALLING, RESOLVED) if cost else (en.SOFTENING, NEED),
        )
        for match in pattern.finditer(around.text)
        if label != RESOLVED or around.distance(match) <= CLOSE
    ]
    return min(found, key=lambda pair: around.distance(pair[1]), default=None)


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
        mild=len(en.MILD.findall(clause)),
    )
    return Verdict(label, severity, (cue,) if cue else ())


def _cue(tokens: Tokens, first: int, clause: str, found: re.Match[str], rule: str) -> Cue:
    begin = first + clause.count(" ", 0, found.start())
    stop = first + clause.count(" ", 0, max(found.start() + 1, found.end() - 1)) + 1
    start, end = tokens.starts[begin], tokens.ends[min(stop, len(tokens)) - 1]
    return Cue(start, end, tokens.text[start:end], rule)
