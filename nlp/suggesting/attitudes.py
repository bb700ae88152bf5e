"""Stance and kind of statement as models learned them, laid over what the base proposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlp.learning.stance_reading import Stanced, StanceReader
from nlp.lexicon.tagging import Suggestion, Tagger
from nlp.reading.labels import DIFFICULTY, FACT, NEED, PROPOSAL, REQUEST
from nlp.reading.tokens import Tokens
from nlp.suggesting.explaining import Told, by_model

if TYPE_CHECKING:
    from nlp.learning.stance_learning import Judged, StanceModel

# A need nobody has measured is an ordinary difficulty: the middle of one to five.
ORDINARY = 3


@dataclass(frozen=True, slots=True)
class Attitude:
    """A learned label that replaced the base's.

    Attributes
    ----------
    kind : str
        ``stance`` or ``statement``.
    label, before : str
        What the model says, and what the base said.
    probability : float
        Among the labels the model knows.
    told : Told
        The words behind the label; they add up to its decision value.
    """

    kind: str
    label: str
    before: str
    probability: float
    told: Told

    def as_json(self) -> dict[str, object]:
        # Suggestions stored before there was a base tell what rules said under this key.
        named = {"kind": self.kind, "label": self.label, "rules": self.before, "probability": self.probability}
        return {**named, "told": self.told.as_json()}


@dataclass(frozen=True, slots=True)
class Held:
    """A suggestion in its analysed text, with the learned labels that replaced the base's in it."""

    suggestion: Suggestion
    tokens: Tokens
    language: str
    attitudes: tuple[Attitude, ...] = ()


class Attitudes:
    """The learned stance and the learned kind of statement, each only where it has proved itself; keep it.

    Parameters
    ----------
    models : sequence of (StanceModel, frozenset of str)
        Each with the labels it knows well enough: it puts one of them in the place of another of them only.
    """

    def __init__(self, tagger: Tagger, models: Sequence[tuple[StanceModel, frozenset[str]]]) -> None:
        self._models = {model.kind: (model, StanceReader(tagger, model.kind)) for model, _ in models}
        self._known = {model.kind: known for model, known in models}

    def laid_over(self, held: Sequence[Held]) -> list[Held]:
        """The same suggestions with the models' labels; severity and kind of statement follow a new stance."""
        found = list(held)
        for kind in ("stance", "statement"):
            if kind in self._models and found:
                model, reader = self._models[kind]
                rows = [Stanced(h.tokens.text, h.suggestion.theme) for h in found]
                said = model.judge_all(rows, reader)
                found = [self._laid(h, row, judged, kind) for h, row, judged in zip(found, rows, said, strict=True)]
        return found

    def _laid(self, held: Held, row: Stanced, said: Judged, kind: str) -> Held:
        own = held.suggestion.stance if kind == "stance" else held.suggestion.statement
        if said.label == own or not {said.label, own} <= self._known[kind]:
            return held
        model, reader = self._models[kind]
        sigmoid = model.model.sigmoids[model.labels.index(said.label)]
        told = by_model(model.explain(row, reader, said.label), sigmoid)
        attitude = Attitude(kind, said.label, own, said.probability, told)
        changed = _with_stance(held, said.label) if kind == "stance" else replace(held.suggestion, statement=said.label)
        return replace(held, suggestion=changed, attitudes=(*held.attitudes, attitude))


def _with_stance(held: Held, label: str) -> Suggestion:
    """A new stance; kind and severity follow it where they no longer fit."""
    suggestion = held.suggestion
    told = suggestion.statement
    if label == NEED and told not in (DIFFICULTY, REQUEST, PROPOSAL):
        told = DIFFICULTY
    elif label != NEED and told in (DIFFICULTY, REQUEST):
        told = FACT
    return replace(
        suggestion,
        stance=label,
        severity=(suggestion.severity or ORDINARY) if label == NEED else None,
        statement=told,
    )
