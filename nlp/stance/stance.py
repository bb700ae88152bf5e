"""What a clause says of a theme: a need, no problem, a problem that is over, or nothing to decide by."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.cues.cues import NEED, NONE, RESOLVED, STANCES, UNDECIDED, Cue, Verdict
from nlp.reading.tokens import Tokens
from nlp.stance import stance_en, stance_ko, stance_opinion
from nlp.stance.stance_ko_clauses import sentence

__all__ = ["NEED", "NONE", "RESOLVED", "STANCES", "UNDECIDED", "Cue", "Stance", "judge", "strongest"]


@dataclass(frozen=True, slots=True)
class Stance:
    """The proposal for one mention of a theme.

    Attributes
    ----------
    label : str
        ``need``, ``none``, ``resolved`` or ``undecided``.
    severity : int or None
        1 to 5 for a need, None otherwise. Three is an ordinary difficulty. A bare wish or a bare mention is
        2; a word of intensity (너무, 심각, severe) adds 1; a word that softens (조금, slightly) takes 1 away;
        a word of existence (폐업, 도산, bankruptcy) makes it 5.
    cues : tuple of Cue
        The words that decided, in reading order.
    """

    label: str
    severity: int | None
    cues: tuple[Cue, ...]


def judge(
    tokens: Tokens,
    language: str,
    start: int,
    end: int,
    others: tuple[tuple[int, int], ...] = (),
    *,
    form: str = "",
) -> Stance:
    """Judge the mention of a theme at ``tokens.text[start:end]`` by the clause it stands in.

    Parameters
    ----------
    tokens : Tokens
        The analysis of the whole text.
    language : str
        ``ko`` or ``en``: the language the text is built in.
    start, end : int
        The mention, in code points of ``tokens.text``.
    others : tuple of (int, int)
        Mentions of other themes: a following clause that speaks of them says nothing of this one.
    form : str
        The term's written form; of a near pattern its first lemma decides whether rising is bad or good.
    """
    rules = stance_en if language == "en" else stance_ko
    mention = form.split("~")[0] if "~" in form else tokens.text[start:end]
    verdict: Verdict = rules.judge(tokens, start, end, others, mention)
    whole = sentence(tokens, start)
    begin, stop = tokens.starts[whole[0]], tokens.ends[whole[1] - 1]
    if not any(a < stop and b > begin for a, b in others):  # of two themes the opinion cannot tell which is meant
        verdict = stance_opinion.second(tokens, language, whole, verdict)
    severity = verdict.severity if verdict.label == NEED else None
    return Stance(verdict.label, severity, verdict.cues)


def strongest(stances: list[Stance]) -> Stance:
    """Of several mentions of one theme the one that counts: a need first, and the most severe."""
    order = {NEED: 0, RESOLVED: 1, NONE: 2, UNDECIDED: 3}
    return min(stances, key=lambda s: (order[s.label], -(s.severity or 0)))
