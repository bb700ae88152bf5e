"""Reading one Korean clause as Kiwi's morphemes: questions, sayings, the ordered rules, direction and mere words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.cues import cues_ko as ko
from nlp.cues import cues_ko_clauses as joints
from nlp.cues import cues_ko_idioms as idioms
from nlp.cues import cues_ko_phrases as phrases
from nlp.cues import words_ko as words
from nlp.cues.cues import NEED, NONE, RESOLVED, UNDECIDED, Cue, Verdict, graded
from nlp.cues.cues_ko_guards import GUARDS
from nlp.reading.tokens import Tokens
from nlp.stance import stance_ko_polarity as polarity
from nlp.stance.stance_ko_clauses import written

# "크게 오른 금리": how many morphemes before a mention may say where it goes.
BEFORE = 3
# Rules of a mere 안, 못 or 없다: what is denied may be something bad.
DENIALS = frozenset({"none there", "not possible", "nobody to"})
YET = re.compile(r"(?:\S+/EP )*(?:어도|더라도|ᆫ들|은들)/EC ")


@dataclass(frozen=True, slots=True)
class Mention:
    """The stretch judged, and the words that say what kind of thing it is: the term, and its whole phrase."""

    start: int
    end: int
    text: str
    phrase: str = ""

    def elsewhere(self) -> Mention:
        """The same thing, spoken of by a clause that does not name it."""
        return Mention(0, 0, self.text, self.phrase)

    def is_a(self, kind: re.Pattern[str]) -> bool:
        return kind.search(self.phrase or self.text) is not None or kind.search(self.text) is not None


def read(tokens: Tokens, first: int, last: int, mention: Mention) -> Verdict:
    """Apply the rules to one clause: what is asked, what is a set phrase, then the ordered rules."""
    clause = written(tokens, first, last)
    return (
        _asked(tokens, first, clause)
        or _ruled(tokens, first, last, clause, mention, ko.UNDOING)
        or _told(tokens, first, last, clause, mention, phrases.SAYINGS)
        or _told(tokens, first, last, clause, mention, idioms.SAYINGS)
        or _ruled(tokens, first, last, clause, mention, ko.AFTER_UNDOING)
        or _by_words(tokens, (first, last), clause, mention)
    )


def _asked(tokens: Tokens, first: int, clause: str) -> Verdict | None:
    """A question leaves it open, unless nobody is meant to answer it."""
    rhetorical = joints.RHETORICAL.search(clause)
    if rhetorical:
        label = NONE if joints.FEW.search(clause) else NEED
        return _verdict(label, 3, clause, (_cue(tokens, first, clause, rhetorical, "rhetorical"),))
    if joints.QUESTION.search(clause) and not joints.ASKING.search(clause):
        return Verdict(UNDECIDED, 2, ())
    return None


def _told(
    tokens: Tokens, first: int, last: int, clause: str, mention: Mention, sayings: tuple[phrases.Saying, ...]
) -> Verdict | None:
    """Sayings read from the text itself; a denied woe is none, and what is far away is as bad as its thing is good."""
    begin, stop = tokens.starts[first], max(tokens.ends[first:last])
    for rule, label, base, said in sayings:
        found = said.search(tokens.text, begin, stop)
        if found:
            if rule == "woe" and idioms.turned(tokens.text, found.start(), found.end()):
                label, rule = NONE, "not bad"
            if rule == "remote":
                label = NONE if mention.is_a(words.BAD_TERM) or mention.is_a(words.COST_TERM) else NEED
            return _verdict(label, base, clause, (Cue(found.start(), found.end(), found[0], rule),))
    return None


def _ruled(
    tokens: Tokens, first: int, last: int, clause: str, mention: Mention, rules: tuple[ko.Rule, ...]
) -> Verdict | None:
    for rule, label, base, pattern in rules:
        if (guard := GUARDS.get(rule)) and not any(word in clause for word in guard):
            continue
        found = pattern.search(clause)
        if found and rule == "not possible" and (directed := direction(tokens, first, last, mention)):
            return _verdict(directed[0], base, clause, (directed[1],))  # "줄지 않았다" is no inability
        if found:
            if mention.is_a(words.BAD_TERM) and (
                found[0].startswith("안/MAG 하/")
                or (rule == "none there" and _is_absent(tokens, first, clause, found, mention))
            ):
                label = NONE
            if rule == "gone" and mention.is_a(words.VOLUME_TERM):
                label = NEED
            if rule in DENIALS and label == NEED and (denied := polarity.denied(tokens, first, last)):
                return _verdict(NONE, base, clause, (denied,))
            return _verdict(label, base, clause, (_cue(tokens, first, clause, found, rule),))
    return None


def _is_absent(tokens: Tokens, first: int, clause: str, found: re.Match[str], mention: Mention) -> bool:
    """Whether it is the mention that is absent, and not something else: "폐업하려 해도 철거비가 없다"."""
    n = first + clause.count(" ", 0, found.start()) - 1
    while n > first and tokens.tags[n][0] in "JM":
        n -= 1
    stop = mention.start + max(len(mention.phrase), mention.end - mention.start)
    return tokens.starts[n] < stop or tokens.tags[n] in ("NNB", "NR", "NP") or tokens.forms[n] in joints.PLAIN_NOUN


def _by_words(tokens: Tokens, span: tuple[int, int], clause: str, mention: Mention) -> Verdict:
    """No rule has spoken: direction words by the kind of mention, plain good and bad words, words of complaint."""
    first = span[0]
    directed = direction(tokens, *span, mention)
    if directed:
        return _verdict(directed[0], 3, clause, (directed[1],))
    bad, good = ko.BAD.search(clause), _praise(tokens, first, clause, mention)
    if bad and not (good and good.start() > bad.start()):
        return _verdict(NEED, 3, clause, (_cue(tokens, first, clause, bad, "difficulty"),))
    if good:
        return _verdict(NONE, 3, clause, (_cue(tokens, first, clause, good, "all well"),))
    more = _told(tokens, first, span[1], clause, mention, idioms.WEAK_SAYINGS)
    if more:
        return more
    only = ko.ONLY.search(clause)
    if only:
        return _verdict(NEED, 3, clause, (_cue(tokens, first, clause, only, "complaint"),))
    complaint = phrases.COMPLAINT.search(tokens.text, tokens.starts[first], max(tokens.ends[first : span[1]]))
    if complaint:
        cue = Cue(complaint.start(), complaint.end(), complaint[0], "complaint")
        return _verdict(NEED, 3, clause, (cue,))
    spoken = polarity.spoken(tokens, *span, (mention.start, mention.end))
    if spoken:
        return _verdict(spoken[0], 3, clause, (spoken[1],))
    thanks = joints.THANKS_TO.search(clause)
    if thanks:
        return _verdict(RESOLVED, 3, clause, (_cue(tokens, first, clause, thanks, "thanks to"),))
    if mention.is_a(words.BAD_TERM) and not mention.text.endswith(("관세", "규제")):
        return _verdict(NEED, 2, clause, ())
    return Verdict(UNDECIDED, 2, ())


def _praise(tokens: Tokens, first: int, clause: str, mention: Mention) -> re.Match[str] | None:
    """A good word outside the mention: 안정 in 경영안정자금 says nothing."""
    stop = mention.start + max(len(mention.phrase), mention.end - mention.start)
    for found in ko.GOOD.finditer(clause):
        at = tokens.starts[first + clause.count(" ", 0, found.start())]
        if not mention.start <= at < stop:
            return found
    return None


def direction(tokens: Tokens, first: int, last: int, mention: Mention) -> tuple[str, Cue] | None:
    """Rising cost and falling volume are needs, the reverse is relief; a denied move is nothing to report."""
    cost, volume = _kind_of(mention)
    if not cost and not volume:
        return None
    begin, behind, stop = _argument(tokens, first, last, mention)
    if cost and ko.CAUSE.match(written(tokens, behind, last)):
        return _caused(tokens, behind, last)
    around = written(tokens, begin, stop)
    for pattern, label in (
        (ko.NOT_RISING, NONE if cost else NEED),
        (ko.NOT_FALLING, NEED if cost else NONE),
        (ko.RISING, NEED if cost else NONE),
        (ko.FALLING, RESOLVED if cost else NEED),
    ):
        found = pattern.search(around)
        if found:
            if label == RESOLVED and found[0].startswith(("%", "퍼센트")):
                return None  # "매출이 60%입니다" tells what is left; "금리가 9%입니다" is no relief
            if label == RESOLVED and YET.match(around, found.end()):
                label = NEED  # "금리가 내려도 …"
            return label, _cue(tokens, begin, around, found, "direction")
    having = ko.HAVING.search(written(tokens, behind, stop)) if volume else None
    return (NONE, _cue(tokens, behind, having.string, having, "direction")) if having else None


def _kind_of(mention: Mention) -> tuple[bool, bool]:
    """Whether dear is bad of it, and whether little is: the head of the phrase decides, or else the term."""
    for text in (mention.phrase, mention.text):
        cost, volume = bool(words.COST_TERM.search(text)), bool(words.VOLUME_TERM.search(text))
        if cost or volume:
            return cost, volume
    return False, False


def _caused(tokens: Tokens, behind: int, last: int) -> tuple[str, Cue] | None:
    """ "관세 때문에 수출이 줄었다": what moves is something else, and the mention is to blame for it."""
    clause = written(tokens, behind, last)
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
        # "6할이 올랐다": a number is no second subject.
        cases += tokens.tags[n] in ("JKS", "JKO") and not (n > behind + 1 and tokens.tags[n - 2] in ("SN", "NR", "MM"))
        if cases > 1 or tokens.tags[n] == "SP":
            return opening, behind, n
    return opening, behind, last


def _verdict(label: str, base: int, clause: str, cues: tuple[Cue, ...]) -> Verdict:
    difficulty = base if base != 2 or not ko.BAD.search(clause) else 3
    severity = graded(
        difficulty,
        strong=ko.STRONG.search(clause) is not None,
        existential=ko.EXISTENTIAL.search(clause) is not None,
        mild=len(ko.MILD.findall(clause)) if difficulty > 2 else 0,
    )
    return Verdict(label, severity, cues)


def _cue(tokens: Tokens, first: int, clause: str, found: re.Match[str], rule: str) -> Cue:
    """Back from the written-out clause to the text."""
    begin = first + clause.count(" ", 0, found.start())
    stop = first + clause.count(" ", 0, max(found.start() + 1, found.end() - 1)) + 1
    stop = min(stop, len(tokens))
    start, end = min(tokens.starts[begin:stop]), max(tokens.ends[begin:stop])
    return Cue(start, end, tokens.text[start:end], rule)
