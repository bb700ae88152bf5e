"""Suggestions with their reasons: the lexicon's, and those of the themes a model has learned well enough to show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import scipy.sparse as sparse

from nlp.learning.features import Reader, Reading
from nlp.learning.learned import Model
from nlp.lexicon.tagging import Suggestion, Tagger
from nlp.reading import english, korean
from nlp.reading.language import language_of
from nlp.reading.normalizing import composed
from nlp.reading.said import Said
from nlp.reading.tokens import Tokens
from nlp.stance import statements
from nlp.stance.stance import judge, strongest
from nlp.suggesting.attitudes import Attitude, Attitudes, Held
from nlp.suggesting.explaining import Like, Told, by_lexicon, by_model

# A shown model speaks up on its own from here on.
SURE = 0.5
# Of a text without a term, so many of the model's strongest words are judged for the stance.
MENTIONS = 5


@dataclass(frozen=True)
class Learned:
    """A model, the reader it must be read with, and the themes it has proved itself on."""

    model: Model
    reader: Reader
    shown: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion with its reasons.

    Attributes
    ----------
    suggestion : Suggestion
        Its score is the model's probability where `probability` is given.
    probability : float or None
    told : Told
        Whose words add up to the decision value behind the score.
    lexicon : Told or None
        What the lexicon had to say where the model has the word; None where no term was found.
    attitudes : tuple of Attitude
        Learned labels that replaced the rules' stance or kind of statement.
    grade : str
        ``sure`` or ``perhaps``.
    like : tuple of Like
        The nearest statements of the marked corpus, two at most; none without vectors.
    """

    suggestion: Suggestion
    probability: float | None
    told: Told
    lexicon: Told | None = None
    attitudes: tuple[Attitude, ...] = ()
    grade: str = "sure"
    like: tuple[Like, ...] = ()

    def explanation(self) -> dict[str, object]:
        """As plain JSON values."""
        return {
            **self.told.as_json(),
            "lexicon": self.lexicon.as_json() if self.lexicon else None,
            "attitudes": [each.as_json() for each in self.attitudes],
            "like": [asdict(each) for each in self.like],
        }


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    tokens: Tokens
    language: str
    reading: Reading | None
    # Its row in the model's matrix; None without a model.
    row: sparse.csr_matrix | None
    # Where the text was not NFC: each position's place in the text as given.
    back: list[int] | None


@dataclass(frozen=True, slots=True)
class _Draft:
    """A suggestion on its way: the model's reasons where it has the word."""

    held: Held
    told: Told | None
    asked: bool


class Proposer:
    """A tagger and, once there are any, models of themes, stance and kind of statement; keep it."""

    def __init__(self, tagger: Tagger, learned: Learned | None = None, attitudes: Attitudes | None = None) -> None:
        self.tagger = tagger
        self.attitudes = attitudes
        self.learned = learned if learned and learned.shown else None

    def propose(self, said: Sequence[Said], *, about: Collection[str] = ()) -> list[list[Proposal]]:
        """The proposals for each statement, best first.

        Parameters
        ----------
        said : sequence of Said
            Offsets in the proposals are those of each text as given. A hundred or more at a time is quickest.
        about : collection of str
            Themes the question was about.

        Returns
        -------
        list of list of Proposal
            Every theme the lexicon finds, and every shown theme with a probability of one half or more. A theme the
            lexicon finds and the model doubts stays, with the model's low figure.
        """
        read, sure = self._sure([self._read(each.text, each.language or language_of(each.text)) for each in said])
        drafts = [
            (n, draft)
            for n, r in enumerate(read)
            for draft in self._drafts(r, None if sure is None else sure[n], about)
        ]
        if self.attitudes:
            held = self.attitudes.laid_over([draft.held for _, draft in drafts])
            drafts = [(n, replace(draft, held=own)) for (n, draft), own in zip(drafts, held, strict=True)]
        found: list[list[Proposal]] = [[] for _ in read]
        for n, draft in drafts:
            found[n].append(_led_back(_proposal(draft), read[n]))
        return [sorted(each, key=_best_first) for each in found]

    def _read(self, text: str, language: str) -> _Read:
        nfc, back = composed(text)
        tokens, reading = _analysed(nfc, language), None
        if self.learned is not None:
            own = language_of(nfc)
            reading = self.learned.reader.read(tokens if own == language else _analysed(nfc, own), own)
        return _Read(text, tokens, language, reading, None, back)

    def _sure(self, read: list[_Read]) -> tuple[list[_Read], np.ndarray | None]:
        """The texts with their rows, and probabilities, shape (texts, themes of the model)."""
        if self.learned is None or not read:
            return read, None
        model = self.learned.model
        rows = model.vocabulary.matrix([r.reading for r in read if r.reading is not None])
        return [replace(r, row=rows[n]) for n, r in enumerate(read)], model.probabilities(model.values(rows))

    def _drafts(self, read: _Read, sure: np.ndarray | None, about: Collection[str]) -> Iterable[_Draft]:
        found = self.tagger.read(read.tokens, read.language, about=about)
        shown = self.learned.shown if self.learned else frozenset()
        for each in found:
            told = self._told(read, each.theme) if each.theme in shown else None
            yield _Draft(Held(each, read.tokens, read.language), told, each.theme in about)
        if self.learned is None or sure is None:
            return
        known = {each.theme for each in found}
        for n, theme in enumerate(self.learned.model.themes):
            if theme in shown and theme not in known and sure[n] >= SURE:
                yield self._on_its_own(read, theme, found)

    def _told(self, read: _Read, theme: str) -> Told:
        assert self.learned is not None and read.reading is not None
        model = self.learned.model
        n = model.themes.index(theme)
        return by_model(model.explain_reading(read.reading, theme, row=read.row), model.sigmoids[n])

    def _on_its_own(self, read: _Read, theme: str, found: Sequence[Suggestion]) -> _Draft:
        """A theme without a term: its stance is that of the words that speak for it most."""
        told = self._told(read, theme)
        for_it = sorted((w for w in told.words if w[2] > 0), key=lambda w: (-w[2], w[0]))[:MENTIONS]
        spans = [(start, end) for start, end, _ in for_it] or [(0, len(read.tokens.text))]
        others = tuple((e.start, e.end) for each in found for e in each.evidence)
        judged = [judge(read.tokens, read.language, *span, others) for span in spans]
        stance = strongest(judged)
        suggestion = Suggestion(
            theme,
            round(told.figure, 4),
            stance.label,
            stance.severity,
            (),
            self.tagger.lexicon.version,
            cues=stance.cues,
            statement=statements.judge(read.tokens, read.language, spans[judged.index(stance)][0], stance.label).kind,
        )
        return _Draft(Held(suggestion, read.tokens, read.language), told, False)


def _proposal(draft: _Draft) -> Proposal:
    """The figure is the model's where it has the word, else the lexicon's for the stance as it stands now."""
    suggestion, attitudes = draft.held.suggestion, draft.held.attitudes
    lexicon = by_lexicon(suggestion, asked=draft.asked) if suggestion.evidence else None
    if draft.told is None:
        assert lexicon is not None
        changed = replace(suggestion, score=round(lexicon.figure, 4)) if attitudes else suggestion
        return Proposal(changed, None, lexicon, None, attitudes)
    scored = replace(suggestion, score=round(draft.told.figure, 4))
    return Proposal(scored, draft.told.figure, draft.told, lexicon, attitudes)


def _analysed(text: str, language: str) -> Tokens:
    return english.analyse(text) if language == "en" else korean.analyse(text)


def _led_back(found: Proposal, read: _Read) -> Proposal:
    """Offsets of the composed text turned into those of the text as given."""
    if (back := read.back) is None:
        return found

    def place(start: int, end: int) -> dict[str, Any]:
        return {"start": back[start], "end": back[end], "text": read.text[back[start] : back[end]]}

    def told(each: Told) -> Told:
        return replace(each, words=tuple((back[start], back[end], value) for start, end, value in each.words))

    suggestion = replace(
        found.suggestion,
        evidence=tuple(replace(e, **place(e.start, e.end)) for e in found.suggestion.evidence),
        cues=tuple(replace(c, **place(c.start, c.end)) for c in found.suggestion.cues),
    )
    return replace(
        found,
        suggestion=suggestion,
        told=told(found.told),
        lexicon=found.lexicon and told(found.lexicon),
        attitudes=tuple(replace(each, told=told(each.told)) for each in found.attitudes),
    )


def _best_first(found: Proposal) -> tuple[float, str]:
    return -found.suggestion.score, found.suggestion.theme
