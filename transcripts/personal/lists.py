"""The lists names and firms are told by: one file a list in the folder of this name, words apart by white space."""

from __future__ import annotations

from pathlib import Path

# No name of a person or a firm is longer in one word. Chosen: it keeps the time of a line of a megabyte in bounds.
_LONGEST = 24
_FOLDER = Path(__file__).parent / "lists"


def words_of(name: str, section: str = "") -> frozenset[str]:
    """All words of a list; of one `section` those behind the line that begins with it."""
    found: list[str] = []
    inside = not section
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            inside = not section or line.startswith(f"# {section}")
        elif inside:
            found += line.split()
    return frozenset(found)


class Tiles:
    """Tells whether a word is made of listed words and nothing else: 비철금속, 응우옌반남."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._longest = max(map(len, words))

    def __call__(self, word: str) -> bool:
        return self.parts(word) is not None

    def parts(self, word: str) -> list[str] | None:
        """The fewest listed words that make up `word`; None where there are none."""
        if len(word) > _LONGEST:
            return None
        best: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for begin in range(max(0, end - self._longest), end):
                before = best[begin]
                if before is None or word[begin:end] not in self._words:
                    continue
                there = best[end]
                if there is None or len(before) + 1 < len(there):
                    best[end] = [*before, word[begin:end]]
        return best[-1]


GIVEN_NAMES = words_of("given_names")
GIVEN_WORDS = words_of("given_words")
HALF_WORDS = words_of("half_words")
LOOK_ALIKES = words_of("look_alikes")
NAME_CUES = words_of("name_cues")
KIN = words_of("kin")
PERSON_NOUNS = words_of("person_nouns")
COUNTRIES = words_of("countries")
FOREIGN_SHORT = words_of("foreign_short")
FOREIGN = words_of("foreign_names") - FOREIGN_SHORT
LATIN = words_of("latin_names")
ROMAN = words_of("roman_syllables")
NO_LATIN = words_of("no_latin_names")
MORE_TITLES = words_of("more_titles")
FIRM_ENDINGS = words_of("firm_endings")
FIRM_OR_TRADE = words_of("firm_endings", "or a trade")
FIRM_OR_THING = words_of("firm_endings", "only where")
FIRM_STEMS = words_of("firm_stems")
TRADE_WORDS = words_of("trade_words")
COMMON_WORDS = words_of("common_words")
NO_PERSONS = words_of("no_persons")
NOUNS = words_of("nouns")
CITIES = words_of("cities")
DISTRICTS = words_of("districts")
INSTITUTIONS = words_of("institutions")
