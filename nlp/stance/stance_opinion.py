"""A learned second opinion of stance: doubts a need the rules found, and speaks where they found nothing.

A linear model over particles, endings, verbs and pairs of them in the mention's sentence, Korean without its nouns;
`bench/stance_fit.py` learns it from the marked sentences of tests/nlp.
"""

from __future__ import annotations

import functools
import json
import math
from collections import defaultdict
from pathlib import Path

from nlp.cues.cues import NEED, NONE, RESOLVED, UNDECIDED, Cue, Verdict
from nlp.reading.tokens import Tokens

WEIGHTS = Path(__file__).with_name("stance_opinion.json")
ORDER = (NEED, NONE, RESOLVED, UNDECIDED)
# A need with a smaller share of the opinion than this is doubted, the lower one where a plain word of difficulty
# or of direction was found; so large a share of none is believed; of so few words the opinion says nothing.
# Chosen on the 100 sentences they were also tried on (bench/README.md), so that trial flatters.
DOUBTED, DOUBTED_PLAIN, BELIEVED, FEWEST = 0.4, 0.15, 0.6, 8
WEAK = frozenset(
    [
        "none there",
        "nobody to",
        "woe",
        "complaint",
        "good or bad",
        "hard lot",
    ]
)
# What these rules find is said outright and never doubted.
SURE = frozenset(
    ["request", "ask", "must", "wish", "untrue", "double negation", "not without", "rhetorical", "not only"]
)
Places = dict[str, list[int]]


def second(tokens: Tokens, language: str, span: tuple[int, int], first: Verdict) -> Verdict:
    """The rules' verdict, or what the opinion makes of it; `span` are the tokens of the sentence."""
    bare = first.label == UNDECIDED and not first.cues
    if bare and "?" in tokens.forms[max(span[0], span[1] - 2) : span[1]]:
        return first
    if not bare and (first.label != NEED or (first.cues and first.cues[-1].rule in SURE)):
        return first
    places = features(tokens, language, *span)
    if len(places) < FEWEST:
        return first
    share, given = _shares(places, language)
    least = DOUBTED if not first.cues or first.cues[-1].rule in WEAK else DOUBTED_PLAIN
    likely = max(ORDER, key=share.__getitem__)
    if bare:
        label = likely if likely != NONE or share[NONE] >= BELIEVED else UNDECIDED
    elif share[NEED] >= least or share[NONE] + share[RESOLVED] <= share[NEED]:
        return first
    else:
        label = UNDECIDED  # it doubts and does not deny: a need is hardly ever to be called none
    cue = _cue(tokens, places, given[label])
    if label == UNDECIDED:
        return Verdict(label, 2, () if bare else (cue,))
    return Verdict(label, 2 if label == NEED else 3, (cue,))


def features(tokens: Tokens, language: str, first: int, last: int) -> Places:
    """Every feature with the tokens it begins at; a pair is of two kept tokens in a row."""
    found: Places = defaultdict(list)
    before = ""
    for n in range(first, last):
        tag = tokens.tags[n][:2]
        if not tokens.forms[n][0].isalpha() or (language != "en" and tag == "NN"):
            continue
        word = f"{tokens.forms[n]}/{tag}"
        found[word].append(n)
        if before:
            found[f"{before}_{word}"].append(n)
        before = word
    return found


@functools.cache
def _weights(language: str) -> tuple[list[float], dict[str, list[float]]]:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))[language]
    return stored["bias"], stored["weights"]


def _shares(places: Places, language: str) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """The share of every stance, and what each feature gave it."""
    bias, weights = _weights("en" if language == "en" else "ko")
    known = [(word, (1 + math.log(len(at))) * weights[word][0]) for word, at in places.items() if word in weights]
    length = math.sqrt(sum(value * value for _, value in known)) or 1.0
    given = {
        label: {word: value / length * weights[word][n + 1] for word, value in known} for n, label in enumerate(ORDER)
    }
    height = {label: math.exp(bias[n] + sum(given[label].values())) for n, label in enumerate(ORDER)}
    total = sum(height.values())
    return {label: value / total for label, value in height.items()}, given


def _cue(tokens: Tokens, places: Places, given: dict[str, float]) -> Cue:
    """The word that spoke most for the label, no particle or ending if it can be helped."""
    telling = {
        word: value for word, value in given.items() if word.rpartition("/")[2] in ("VV", "VA", "VX", "MA", "XR")
    }
    spoke = telling or given
    word = max(spoke, key=spoke.__getitem__, default=next(iter(places), ""))
    n = places[word][0] if word else 0
    start, end = tokens.starts[n], tokens.ends[n]
    return Cue(start, end, tokens.text[start:end], "learned")
