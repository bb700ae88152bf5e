"""What of the queue an expert wants to see: the filters of the address, and how they are written back into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

SOURCES = ("roundtable", "survey")
LANGUAGES = ("ko", "en")
STATES = ("left", "seen", "differ", "suspect", "bare", "apart", "all")
ORDERS = ("next", "score", "low", "text")


@dataclass(frozen=True)
class Filters:
    """The queue's filters; an empty one does not narrow.

    Parameters
    ----------
    state : str
        left: a suggestion still waits for my word; seen: I have said something; differ: I have, and another
        coder's word differs; suspect: a model that had not seen my word strongly thinks otherwise; bare: nothing
        was suggested and I have said nothing; apart: what is no statement (greetings, procedure ...), which
        stands in no other but where I have said something; all.
    order : str
        next: what the machine is least sure of (see `nlp.learning.sampling`); score: highest first; low: lowest
        first (of the theme asked for), where wrong suggestions are found; text: as the talk went; empty:
        next where a model has learned, else score.
    area : str
        An area's id.
    roundtable : str
        A roundtable's id.
    """

    source: str = ""
    theme: str = ""
    language: str = ""
    area: str = ""
    roundtable: str = ""
    state: str = "left"
    order: str = ""
    q: str = ""

    def address(self) -> dict[str, Any]:
        """The arguments of an address that asks for the same; what is as usual is left out."""
        usual = Filters()
        return {key: value for key, value in asdict(self).items() if value != getattr(usual, key)}


def filters_from(arguments: Mapping[str, str]) -> Filters:
    """Read the filters of an address; nonsense is passed over."""
    chosen = {f.name: arguments.get(f.name, "").strip() for f in fields(Filters)}
    for name, allowed, usual in (
        ("source", SOURCES, ""),
        ("language", LANGUAGES, ""),
        ("state", STATES, "left"),
        ("order", ORDERS, ""),
    ):
        if chosen[name] not in allowed:
            chosen[name] = usual
    return Filters(**chosen)
