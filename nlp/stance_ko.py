"""Korean stance: the clause of a mention, read as Kiwi's morphemes against the ordered rules of `cues_ko`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp import cues_ko as ko
from nlp import words_ko as words
from nlp.cues import NEED, NONE, RESOLVED, UNDECIDED, Cue, Verdict, graded
from nlp.tokens import Tokens

_Spans = tuple[tuple[int, int], ...]

# "크게 오른 금리": how many morphemes before a mention may say where it goes.
BEFORE = 3
# A question of so few morphemes only takes up a word.
SAYING = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """The stretch judged, and the words that say what kind of thing it is."""

    start: int
    end: int
    text: str


def judge(tokens: Tokens, start: int, end: int, others: _Spans, naming: str) -> Verdict:
    """The stance of the mention at [start, end); a clause that decides nothing borrows the next one."""
    first, last = _sentence(tokens, start)
    if last - first <= SAYING and tokens.forms[last - 1] == "?" and last < len(tokens):
        # "관세요? 저희는 해당 없습니다.": the answer is the next sentence.
        return _read(tokens, *_sentence(tokens, tokens.starts[last]), Mention(start, end, naming))
    clauses = _clauses(tokens, first, last)
    here = next((n for n, (_, stop) in enumerate(clauses) if tokens.starts[stop - 1] >= start), None)
    if here is None:
        return Verdict(UNDECIDED, 2, ())
    here_first, here_last = clauses[here]
    # A mention may reach over a clause border ("사람을 구하려고 해도"): take all it touches.
    while here + 1 < len(clauses) and tokens.starts[clauses[here + 1][0]] < end:
        here += 1
        here_last = clauses[here][1]
    mention = Mention(start, end, naming)
    verdict = _read(tokens, here_first, here_last, mention)
    if here + 1 < len(clauses) and not _mentioned(tokens, clauses[here + 1], others):
        return _with_next(tokens, verdict, (here_first, here_last), clauses[here + 1], mention)
    return verdict


def _with_next(
    tokens: Tokens, verdict: Verdict, here: tuple[int, int], following: tuple[int, int], mention: Mention
) -> Verdict:
    """Let a following clause that speaks of nothing else complete this one ("심했는데 지금은 괜찮습니다")."""
    after = _read(tokens, *following, Mention(0, 0, ""))
    opening = {tokens.forms[n] for n in range(following[0], min(following[0] + 2, following[1]))}
    if verdict.label == NEED and after.label in (NONE, RESOLVED) and _turns(tokens, here[1]) and opening & ko.NOW:
        return Verdict(RESOLVED, 3, verdict.cues + after.cues)
    if verdict.label == UNDECIDED and after.label != UNDECIDED:
        return _read(tokens, here[0], following[1], mention)
    return verdict


def _turns(tokens: Tokens, stop: int) -> bool:
    return any(tokens.forms[n] in ko.TURNING for n in range(max(0, stop - 2), stop))


def _mentioned(tokens: Tokens, clause: tuple[int, int], others: _Spans) -> bool:
    begin, end = tokens.starts[clause[0]], tokens.ends[clause[1] - 1]
    return any(start < end and stop > begin for start, stop in others)


def _sentence(tokens: Tokens, start: int) -> tuple[int, int]:
    for first, last in tokens.sentences:
        if tokens.ends[last - 1] > start:
            return first, last
    return 0, len(tokens)


def _clauses(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a sentence after the endings that close a clause."""
    clauses, opened = [], first
    for n in range(first, last):
        if _closes(tokens, n, last):
            clauses.append((opened, n + 1))
            opened = n + 1
    if opened < last:
        clauses.append((opened, last))
    return clauses


def _closes(tokens: Tokens, n: int, last: int) -> bool:
    tag, form = tokens.tags[n], tokens.forms[n]
    if n + 1 >= last:
        return False
    following = tokens.tags[n + 1]
    if tag == "EF":
        return following not in ("SF", "JX", "SSC")
    if tag == "SP":
        return form in ":;："
    if tag != "EC" or form not in ko.CLOSING:
        return tag == "EC" and form == "습니다"
    if n and tokens.forms[n - 1] in (
        "그렇",
        "이렇",
        "저렇",
    ):  # "관세도 그렇고 인력도 그렇고": the predicate is still to come
        return False
    return following not in ("VX", "JX", "SP") and not (following == "VV" and tokens.forms[n + 1] in ("하", "있"))


def _read(tokens: Tokens, first: int, last: int, mention: Mention) -> Verdict:
    """Apply the rules to one clause."""
    clause = _written(tokens, first, last)
    if ko.QUESTION.search(clause) and not ko.ASKING.search(clause):
        return Verdict(UNDECIDED, 2, ())
    for rule, label, base, pattern in ko.RULES:
        found = pattern.search(clause)
        if found and rule == "not possible" and (directed := _direction(tokens, first, last, mention)):
            return _verdict(directed[0], base, clause, (directed[1],))  # "줄지 않았다" is no inability
        if found:
            cue = _cue(tokens, first, clause, found, rule)
            if (rule == "none there" or found[0].startswith("안/MAG 하/")) and words.BAD_TERM.search(mention.text):
                label = NONE
            return _verdict(label, base, clause, (cue,))
    return _by_words(tokens, (first, last), clause, mention)


def _written(tokens: Tokens, first: int, last: int) -> str:
    return "".join(f"{tokens.forms[n]}/{tokens.tags[n]} " for n in range(first, last))


def _by_words(tokens: Tokens, span: tuple[int, int], clause: str, mention: Mention) -> Verdict:
    """No rule has spoken: direction words by the kind of mention, then plain good and bad words."""
    first = span[0]
    directed = _direction(tokens, *span, mention)
    if directed:
        return _verdict(directed[0], 3, clause, (directed[1],))
    bad, good = ko.BAD.search(clause), ko.GOOD.search(clause)
    if bad and not (good and good.start() > bad.start()):
        return _verdict(NEED, 3, clause, (_cue(tokens, first, clause, bad, "difficulty"),))
    if good:
        return _verdict(NONE, 3, clause, (_cue(tokens, first, clause, good, "all well"),))
    if words.BAD_TERM.search(mention.text) and not mention.text.endswith(("관세", "규제")):
        return _verdict(NEED, 2, clause, ())
    return Verdict(UNDECIDED, 2, ())


def _direction(tokens: Tokens, first: int, last: int, mention: Mention) -> tuple[str, Cue] | None:
    """Rising cost and falling volume are needs, the reverse is relief; a denied move is nothing to report."""
    cost, volume = bool(words.COST_TERM.search(mention.text)), bool(words.VOLUME_TERM.search(mention.text))
    if not cost and not volume:
        return None
    begin, behind, stop = _argument(tokens, first, last, mention)
    if cost and ko.CAUSE.match(_written(tokens, behind, last)):
        return _caused(tokens, behind, last)
    around = _written(tokens, begin, stop)
    for pattern, label in (
        (ko.NOT_RISING, NONE if cost else NEED),
        (ko.NOT_FALLING, NEED if cost else NONE),
        (ko.RISING, NEED if cost else NONE),
        (ko.FALLING, RESOLVED if cost else NEED),
    ):
        found = pattern.search(around)
        if found:
            return label, _cue(tokens, begin, around, found, "direction")
    having = ko.HAVING.search(_written(tokens, behind, stop)) if volume else None
    return (NONE, _cue(tokens, behind, having.string, having, "direction")) if having else None


def _caused(tokens: Tokens, behind: int, last: int) -> tuple[str, Cue] | None:
    """ "관세 때문에 수출이 줄었다": what moves is something else, and the mention is to blame for it."""
    clause = _written(tokens, behind, last)
    for pattern, label in ((ko.NOT_RISING, NONE), (ko.NOT_FALLING, NONE), (ko.RISING, NEED), (ko.FALLING, NEED)):
        found = pattern.search(clause)
        if found:
            return label, _cue(tokens, behind, clause, found, "cause")
    return None


def _argument(tokens: Tokens, first: int, last: int, mention: Mention) -> tuple[int, int, int]:
    """Where a word of direction speaks of the mention: from, the first token behind the mention, to.

    It stops at a comma and at a second subject or object: in "관세를 나누자며 단가를 내린다"
    nothing falls but the price.
    """
    begin = next((n for n in range(first, last) if tokens.ends[n] > mention.start), first)
    behind = next((n for n in range(begin, last) if tokens.starts[n] >= mention.end), last)
    modified = begin > first and tokens.tags[begin - 1] == "ETM"
    opening = max(first, begin - BEFORE) if modified else begin
    cases = 0
    for n in range(behind, last):
        cases += tokens.tags[n] in ("JKS", "JKO")
        if cases > 1 or tokens.tags[n] == "SP":
            return opening, behind, n
    return opening, behind, last


def _verdict(label: str, base: int, clause: str, cues: tuple[Cue, ...]) -> Verdict:
    difficulty = base if base != 2 or not ko.BAD.search(clause) else 3
    severity = graded(
        difficulty,
        strong=ko.STRONG.search(clause) is not None,
        existential=ko.EXISTENTIAL.search(clause) is not None,
        mild=ko.MILD.search(clause) is not None,
    )
    return Verdict(label, severity, cues)


def _cue(tokens: Tokens, first: int, clause: str, found: re.Match[str], rule: str) -> Cue:
    """Back from the written-out clause to the text."""
    begin = first + clause.count(" ", 0, found.start())
    stop = first + clause.count(" ", 0, max(found.start() + 1, found.end() - 1)) + 1
    stop = min(stop, len(tokens))
    start, end = min(tokens.starts[begin:stop]), max(tokens.ends[begin:stop])
    return Cue(start, end, tokens.text[start:end], rule)
