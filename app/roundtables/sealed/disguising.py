"""Carrying out a plan on a transcript: the shown text, and the turns led over to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.personal.disguises import Plan, layered, shown_words
from transcripts import Transcript, Turn
from transcripts.personal.findings import Known
from transcripts.personal.layers import Layers
from transcripts.personal.pseudonyms import Key


@dataclass(frozen=True)
class Disguise:
    """What is stored: the raw transcript, the shown one, the layers, and the key: every pseudonym used or settled."""

    raw: Transcript
    shown: Transcript
    layers: Layers
    key: Mapping[Key, str]
    known: Known

    def label(self, label: str) -> str:
        """A participant's label with the key's pseudonyms."""
        return shown_words(label, self.known, self.key)


def disguised(raw: Transcript, plan: Plan) -> Disguise:
    """The transcript as its plan shows it; nothing outside the findings changes."""
    names = {**plan.pseudonyms(weak=True), **plan.pseudonyms(weak=False)}
    layers = layered(plan)
    labels = {label: shown_words(label, plan.known, names) for label in {t.speaker for t in raw.turns} if label}
    turns = tuple(_led(turn, layers, labels) for turn in raw.turns)
    speakers = tuple(dict.fromkeys(labels.get(label, label) for label in raw.speakers))
    shown = replace(raw, text=layers.shown, turns=turns, speakers=speakers)
    return Disguise(raw, shown, layers, {**plan.settled, **names}, plan.known)


def _led(turn: Turn, layers: Layers, labels: Mapping[str, str]) -> Turn:
    start, end = layers.map.span_to_shown(turn.start, turn.end)
    speaker = labels.get(turn.speaker, turn.speaker) if turn.speaker else None
    return replace(turn, speaker=speaker, start=start, end=end, text=layers.shown[start:end])
