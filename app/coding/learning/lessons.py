"""One lesson: a model fitted, proved against the lexicon on what it had not seen, and read on other texts.

It loads the analysers: import it inside a job.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from app.coding.learning.decisions import Pool
from app.coding.learning.proof import Case, Proof, prove
from app.jobs import Report
from nlp.learning.calibration import sigmoid
from nlp.learning.features import Reader, Reading
from nlp.learning.learned import Model
from nlp.learning.learning import Decision, Proved, fit_and_prove
from nlp.learning.office import OnBase, Prior, base_of
from nlp.learning.weighing import weigh
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.tagging import Tagger
from nlp.reading.analysing import analyse
from nlp.reading.language import language_of

# Texts between two words of progress: each is written to the database.
EVERY = 50
# Texts made ready at a time: bounds the memory. Chosen, not measured.
AT_ONCE = 1_000


class KeptReader(Reader):
    """Reads each text once: fitting, proving and reading the round come by the same texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self._tagger = Tagger(lexicon, self.terms)
        self._readings: dict[str, Reading] = {}
        self.suggested: dict[str, frozenset[str]] = {}

    def __call__(self, text: str) -> Reading:
        found = self._readings.get(text)
        if found is None:
            own = language_of(text)
            tokens = analyse(text, own)
            hits = self.terms.find(tokens, own)
            found = self._readings[text] = self.read(tokens, own, hits)
            self.suggested[text] = frozenset(self._tagger.evidence(tokens, own, hits))
        return found


@dataclass(frozen=True)
class Lesson:
    """A model, how it did on each theme, and what it reads.

    Attributes
    ----------
    proofs : dict of str to Proof
        By theme.
    seconds : float
        The fit alone, with the held-out scores, without the analysis of the texts.
    """

    model: Model
    proofs: dict[str, Proof]
    words: dict[str, tuple[Any, Any]]
    seconds: float
    _held_out: dict[tuple[str, str], float]
    _sure: dict[str, np.ndarray]

    def probability(self, text: str, theme: str) -> float:
        """What the model says of a text it was given to read."""
        return float(self._sure[_nfc(text)][self.model.themes.index(theme)])

    def held_out(self, text: str, theme: str) -> float | None:
        """What a model said that had not seen the text; None where it was not decided."""
        return self._held_out.get((_nfc(text), theme))

    def card(self, decided: Pool) -> dict[str, Any]:
        """The model card as plain values: what it was made of, how it did, what weighs in it."""
        counts = decided.counts()
        return {
            "learned": self.model.card.as_json(),
            "coders": decided.coders,
            "ties": decided.ties,
            "words": decided.words,
            "decided": len(decided.decided),
            "base": base_of(self.model),
            "themes": {
                theme: {
                    **asdict(proof),
                    "missing": proof.missing,
                    "for": [asdict(w) for w in self.words[theme][0]],
                    "against": [asdict(w) for w in self.words[theme][1]],
                }
                for theme, proof in self.proofs.items()
            },
            "unlearned": {theme: sides for theme, sides in counts.items() if theme not in self.proofs},
        }


def learn(
    lexicon: Lexicon,
    decided: Pool,
    themes: Collection[str],
    others: Sequence[str],
    report: Report,
    *,
    prior: Prior | None = None,
) -> Lesson:
    """Fit the themes on the decisions and read the other texts too; `report` tells how many texts were analysed.

    Themes a base model (`prior`) knows are learned on top of it, held by the other texts to what it says of them.
    """
    reader = KeptReader(lexicon)
    said = [Decision(d.text, d.theme, d.accepted) for d in decided.decided if d.theme in themes]
    texts = sorted({d.text for d in said} | {_nfc(text) for text in others})
    for n, text in enumerate(texts):
        reader(text)
        if n % EVERY == 0:
            report(n, len(texts), "reading")
    report(len(texts), len(texts), "learning")
    begin = time.perf_counter()
    proved = fit_and_prove(said, reader, background=[_nfc(text) for text in others] if prior else (), prior=prior)
    seconds = time.perf_counter() - begin
    held_out = _held_out(proved)
    own = [reader(text) for text in proved.table.texts]
    return Lesson(
        proved.model,
        {theme: prove(_cases(proved, column, theme, reader)) for column, theme in enumerate(proved.table.themes)},
        weigh(proved.model, own),
        seconds,
        held_out,
        _read(OnBase(proved.model, prior), texts, reader),
    )


def _held_out(proved: Proved) -> dict[tuple[str, str], float]:
    table = proved.table
    return {
        (table.texts[row], table.themes[column]): float(proved.held_out[row, column])
        for row, column in zip(*np.nonzero(table.marks), strict=True)
    }


def _cases(proved: Proved, column: int, theme: str, reader: KeptReader) -> list[Case]:
    table, on_base = proved.table, proved.model.card.settings.get("on_base", ())
    return [
        Case(
            accepted=bool(table.marks[row, column] > 0),
            held_out=float(proved.held_out[row, column]),
            lexicon=theme in reader.suggested[table.texts[row]],
            base=float(sigmoid(proved.base[row, column], 1.0, 0.0)) if theme in on_base else None,
        )
        for row in np.flatnonzero(table.marks[:, column])
    ]


def _read(model: OnBase, texts: Sequence[str], reader: Reader) -> dict[str, np.ndarray]:
    """Probabilities of every text, by text."""
    found: dict[str, np.ndarray] = {}
    for first in range(0, len(texts), AT_ONCE):
        batch = texts[first : first + AT_ONCE]
        sure = model.probabilities(model.decisions(batch, [reader(text) for text in batch]))
        found.update(zip(batch, sure, strict=True))
    return found


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
