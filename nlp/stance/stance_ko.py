"""Korean stance: the clause of a mention, turned or completed by the clauses behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nlp.cues import cues_ko_clauses as joints
from nlp.cues import words_ko as words
from nlp.cues.cues import NEED, NONE, RESOLVED, UNDECIDED, Verdict
from nlp.reading.tokens import Tokens
from nlp.stance.stance_ko_clauses import Spans, clauses, is_topic, mentioned, phrase, sentence, tells, turns, written
from nlp.stance.stance_ko_reading import Mention, direction, read

# A question of so few morphemes only takes up a word.
SAYING = 4
# Verdicts of these rules rest on a mere word and yield to what the main clause says.
WEAK = frozenset({"all well", "direction", "complaint", "bare", "good or bad"})
# "거의 안 나갑니다" once something was done about it may be relief.
TURNABLE = frozenset({"not possible", "none there"})
NOWHERE = Mention(0, 0, "")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and what the rules read in it."""

    first: int
    last: int
    written: str
    verdict: Verdict

    @property
    def rule(self) -> str:
        return self.verdict.cues[-1].rule if self.verdict.cues else "bare"


def judge(tokens: Tokens, start: int, end: int, others: Spans, naming: str) -> Verdict:
    """The stance of the mention at [start, end): its clause, turned or completed by what follows it."""
    first, last = sentence(tokens, start)
    if last - first <= SAYING and tokens.forms[last - 1] == "?" and last < len(tokens):
        # "관세요? 저희는 해당 없습니다.": the answer is the next sentence.
        return read(tokens, *sentence(tokens, tokens.starts[last]), Mention(start, end, naming))
    cut = clauses(tokens, first, last)
    here = next((n for n, (_, stop) in enumerate(cut) if tokens.starts[stop - 1] >= start), None)
    if here is None:
        return Verdict(UNDECIDED, 2, ())
    here_first, here_last = cut[here]
    # A mention may reach over a clause border ("사람을 구하려고 해도"): take all it touches.
    while here + 1 < len(cut) and tokens.starts[cut[here + 1][0]] < end:
        here += 1
        here_last = cut[here][1]
    mention = Mention(start, end, naming, phrase(tokens, start, end, last))
    own = _clause(tokens, here_first, here_last, mention)
    if own.verdict.label == UNDECIDED and not is_topic(tokens, end):
        others = tuple(span for span in others if not tells(tokens, *span))
    stop = here_last
    for clause in cut[here + 1 :]:
        if mentioned(tokens, clause, others) and not _as_remedy(tokens, clause, others):
            break
        stop = clause[1]
    found = own.verdict if stop == here_last else _with_rest(tokens, own, stop, mention)
    if found is own.verdict and own.rule in TURNABLE and joints.REMEDIED.search(own.written):
        return Verdict(RESOLVED, found.severity, found.cues)
    found = _with_next(tokens, found, last, others)
    if found.label == NONE and joints.AS_BEFORE.search(own.written):
        return Verdict(RESOLVED, found.severity, found.cues)
    if found.label == NONE and joints.CHANGED.search(written(tokens, here_first, stop)):
        return Verdict(RESOLVED, found.severity, found.cues)  # "이제는 괜찮습니다": it was not before
    return found


def _with_next(tokens: Tokens, found: Verdict, last: int, others: Spans) -> Verdict:
    """ "ERP가 있기는 있죠. 그런데 …": where a sentence tells little, the next one may tell it."""
    if last >= len(tokens) or (found.cues and (found.label != NONE or found.cues[-1].rule not in WEAK)):
        return found
    following = sentence(tokens, tokens.starts[last])
    opening = {tokens.forms[n] for n in range(following[0], min(following[0] + 2, following[1]))}
    if mentioned(tokens, following, others) or (found.label == NONE and not opening & joints.AGAINST):
        return found
    if found.label == NEED or not opening & (joints.AGAINST | joints.ON):
        return found
    rest = read(tokens, *following, NOWHERE)
    return found if rest.label == UNDECIDED else Verdict(rest.label, rest.severity, found.cues + rest.cues)


def _as_remedy(tokens: Tokens, clause: tuple[int, int], others: Spans) -> bool:
    """Whether the clause names another theme only as what was done about this one: "기숙사를 짓고 나서는 …"."""
    said = written(tokens, *clause)
    done = joints.REMEDIED.search(said)
    if not done:
        return False
    stop = tokens.starts[min(clause[0] + said.count(" ", 0, done.end()), clause[1] - 1)]
    return not any(stop <= start < tokens.ends[clause[1] - 1] for start, _ in others)


def _clause(tokens: Tokens, first: int, last: int, mention: Mention) -> Clause:
    return Clause(first, last, written(tokens, first, last), read(tokens, first, last, mention))


def _with_rest(tokens: Tokens, own: Clause, stop: int, mention: Mention) -> Verdict:
    """Korean says what counts last: let the clauses behind turn this one, or complete it where it says nothing."""
    rest = _clause(tokens, own.last, stop, NOWHERE)
    if rest.verdict.label == UNDECIDED and (directed := direction(tokens, own.last, stop, mention.elsewhere())):
        rest = replace(rest, verdict=Verdict(directed[0], 3, (directed[1],)))
    before, after = own.verdict, rest.verdict
    turned = _turned(tokens, own, rest, mention) if turns(tokens, own.last) else None
    if turned:
        return Verdict(turned, 3, before.cues + after.cues)
    if after.label == UNDECIDED or (before.label != UNDECIDED and before.cues):
        return before
    both = read(tokens, own.first, stop, mention)
    return both if both.label != UNDECIDED else Verdict(after.label, after.severity, after.cues)


def _turned(tokens: Tokens, own: Clause, rest: Clause, mention: Mention) -> str | None:
    """What a clause of contrast ("…지만", "…는데") becomes by the clause it leads to; None: it stays."""
    before, after = own.verdict.label, rest.verdict.label
    ours, hearsay = joints.SELF.search(rest.written), joints.OTHERS.search(own.written)
    past = "었/EP" in own.written or "었었/EP" in own.written
    opening = {tokens.forms[n] for n in range(rest.first, min(rest.first + 2, rest.last))}
    since = (
        joints.SINCE.search(rest.written)
        or opening & joints.NOW
        or any(f"{word}/" in rest.written for word in joints.NOW)
    )
    if hearsay and ours and after != UNDECIDED:
        return after
    troubled = before == NEED or (
        before == UNDECIDED and (mention.is_a(words.BAD_TERM) or mention.is_a(words.COST_TERM))
    )
    if troubled and after in (NONE, RESOLVED):
        if after == RESOLVED or (past and (since or not ours)):
            return RESOLVED
        return NONE if ours and not joints.NOT_OURS.search(rest.written) else None
    if troubled and past and joints.SINCE.search(rest.written) and (after == UNDECIDED or rest.rule in TURNABLE):
        return RESOLVED
    if before in (NONE, RESOLVED) and own.rule in WEAK and after == NEED and not joints.NOT_OURS.search(rest.written):
        return NEED
    return None
