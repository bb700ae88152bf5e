"""Where each theme of the codebook stands: what was decided, how the model in use did, and what is still lacking."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database

from app.codebook import store as codebook_store
from app.coding.learning import learning, model_store
from app.coding.learning.proof import ACCEPTED, ON_BASE, REJECTED, always_yes, missing


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing a theme lacks: accepted, rejected, decisions (`n` more of them), refit, loss, f1 or always_yes."""

    what: str
    n: int = 0


@dataclass(frozen=True)
class ThemeNow:
    """Where a theme stands: decisions of today, and how the model in use did on those it was made from.

    `on_base` says whether a base model knows it; `base_f1` is the base's.
    """

    code: str
    accepted: int
    rejected: int
    on_base: bool
    f1: float | None = None
    lexicon_f1: float | None = None
    always_yes: float | None = None
    ece: float | None = None
    shown: bool = False
    base_f1: float | None = None
    learned: int = 0

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What is lacking before the model's word on the theme is used; nothing where it is."""
        if self.shown:
            return ()
        sides = (self.accepted, self.rejected)
        few = (learning.FEWEST, learning.FEWEST) if self.on_base else (ACCEPTED, REJECTED)
        names = zip(("accepted", "rejected"), few, sides, strict=True)
        found = [Lack(name, least - own) for name, least, own in names if own < least]
        if self.on_base and sum(sides) < ON_BASE:
            # Decisions of the side that is short count, too.
            short = ON_BASE - sum(sides) - sum(lack.n for lack in found)
            found += [Lack("decisions", short)] if short > 0 else []
        if found:
            return tuple(found)
        if self.f1 is None or (self.on_base and self.learned < ON_BASE):
            return (Lack("refit"),)
        if self.on_base:
            return (Lack("loss"),)
        own = missing(self.accepted, self.rejected, self.f1, self.lexicon_f1, self.always_yes)
        return tuple(Lack(name) for name in own) or (Lack("refit"),)


def themes_now(db: Database, shipped: Collection[str]) -> list[ThemeNow]:
    """Every theme of the newest codebook, in its order; none where there is no codebook.

    `shipped` are the themes of the base that ships: known where nothing has been learned yet.
    """
    book, used = codebook_store.newest(db), model_store.current(db, learning.THEME)
    if book is None:
        return []
    counts = learning.decisions_of(db, book).counts()
    proved = model_store.themes_of(db, used["version"]) if used else {}
    card = json.loads(used["card"]) if used else {}
    known = card["learned"]["settings"].get("base_themes", ()) if card else shipped
    return [
        _now(theme["code"], counts.get(theme["code"], (0, 0)), theme["code"] in known, proved, card)
        for theme in codebook_store.themes(db, book["id"])
    ]


def _now(
    code: str, sides: tuple[int, int], on_base: bool, proved: dict[str, sqlite3.Row], card: dict[str, dict[str, dict]]
) -> ThemeNow:
    p = proved.get(code)
    if p is None:
        return ThemeNow(code, *sides, on_base)
    always = always_yes(p["accepted"], p["rejected"])
    base_f1 = card["themes"].get(code, {}).get("base_f1")
    figures = (p["f1"], p["lexicon_f1"], always, p["ece"])
    return ThemeNow(code, *sides, on_base, *figures, bool(p["shown"]), base_f1, p["accepted"] + p["rejected"])
