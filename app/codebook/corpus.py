"""How often words stand in what was said: the feature that holds the texts registers how it counts them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

# This and the shares in `is_general` are chosen, not measured: they warn and stop nobody.
OFTEN = 10


@dataclass(frozen=True)
class Reach:
    """What a word would reach as a term of a theme.

    Attributes
    ----------
    held, fresh : int
        Respondents' sentences that hold it, and those of them the theme is not suggested for today.
    coded, elsewhere : int
        Those of them experts have coded, and how many of these with other themes alone.
    """

    held: int = 0
    fresh: int = 0
    coded: int = 0
    elsewhere: int = 0

    def is_general(self, collected: int) -> bool:
        """Whether the word is said so often, or so often of other themes, that it tells little of this one."""
        often = self.fresh >= OFTEN and self.fresh * 100 >= collected
        return often or (self.coded >= 3 and self.elsewhere * 2 >= self.coded)


# "segments" -> what a term of these letters would reach, seen from its theme.
REACHES: dict[str, Callable[[Database, str, Sequence[str]], Reach]] = {}
# "tree" -> what the codebook's page shows beneath its themes: roots, counts, codes nobody ever used.
TREES: dict[str, Callable[[Database, Mapping[str, sqlite3.Row]], Mapping[str, Any]]] = {}
# "sentences" -> how many sentences hold all these stretches of letters, whatever words they are part of.
COUNTS: dict[str, Callable[[Database, Sequence[str]], int]] = {}


def sentences_with(db: Database, *letters: str) -> int:
    """Sentences collected so far that hold these letters; without letters all; 0 where nothing is collected."""
    return COUNTS["sentences"](db, letters) if "sentences" in COUNTS else 0


def reach(db: Database, theme: str, *letters: str) -> Reach:
    """What a word would reach; nothing where nothing is collected."""
    return REACHES["segments"](db, theme, letters) if "segments" in REACHES else Reach()


def tree(db: Database, themes: Mapping[str, sqlite3.Row]) -> Mapping[str, Any]:
    """The themes with the codes beneath them as the page shows them; nothing where no feature knows codes."""
    return TREES["tree"](db, themes) if "tree" in TREES else {}
