"""Korean lines of print may end inside a word, without a hyphen: is what follows a new word?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

# No word begins with these: what does goes on with the line before.
_TAIL = re.compile(
    r"(?:니다|니까|습니|겠습|었습|았습|였습|으로|에서|에게|까지|부터|처럼|라고|다고|는데|면서|으며|거든|려고)"
    r"|(?:[을를은는의에로와다요])(?=[\s.,?!]|$)"
)
_WORD = re.compile(r"[가-힣]+")
_INSIDE, _BETWEEN = re.compile(r"(?=([가-힣]{2}))"), re.compile(r"(?=([가-힣]) ([가-힣]))")
_ALL = ".."
# So many lines that go on inside a word for certain tell that the program breaks lines anywhere.
_ANYWHERE, _FEW_LINES = 0.03, 2


@dataclass(frozen=True)
class Syllables:
    """What a document's lines tell of its words.

    Attributes
    ----------
    words : Counter of str
        Words that stand inside lines, where no line's end can have cut them.
    inside, between : Counter of str
        Pairs of syllables within words, and on both sides of a space; each also by its first (``"가."``) and by
        its second syllable (``".가"``), and all (``".."``).
    anywhere : bool
        Whether lines end inside words as they come.
    spaced : bool
        Whether the file writes the space at a line's end, so that one without it ends inside a word.
    """

    words: Counter[str]
    inside: Counter[str]
    between: Counter[str]
    anywhere: bool
    spaced: bool

    @classmethod
    def of(cls, lines: Iterable[str], *, spaced: bool) -> Syllables:
        texts = list(lines)
        words = Counter(word for text in texts for word in _WORD.findall(" ".join(text.split()[1:-1])))
        inside = _counted(pair for text in texts for pair in _INSIDE.findall(text))
        between = _counted(a + b for text in texts for a, b in _BETWEEN.findall(" ".join(text.split())))
        cut = sum(1 for text in texts if _TAIL.match(text))
        return cls(words, inside, between, cut >= max(_FEW_LINES, _ANYWHERE * len(texts)), spaced)

    def go_on(self, text: str, following: str) -> bool:
        """Tell whether the next line goes on inside the last word of `text`."""
        left, right = _WORD.search(text[::-1]), _WORD.match(following)
        if not left or left.start() or not right:
            return False
        if self.spaced or _TAIL.match(following):
            return True
        parts = (left[0][::-1], right[0])
        if self.words["".join(parts)] and not all(self.words[part] for part in parts):
            return True
        return self.anywhere and self._likelier_inside(text[-1], following[0])

    def _likelier_inside(self, last: str, first: str) -> bool:
        """By how often the document has these syllables within words and around spaces (naive Bayes, one half added)."""
        pairs = (last + first, f"{last}.", f".{first}")
        odds = sum(log(self.inside[pair] + 0.5) - log(self.between[pair] + 0.5) for pair in pairs)
        # Each of the three counts how usual either is at all; that counts once.
        return odds > 2 * log((self.inside[_ALL] + 0.5) / (self.between[_ALL] + 0.5))


def _counted(pairs: Iterable[str]) -> Counter[str]:
    return Counter(key for pair in pairs for key in (pair, f"{pair[0]}.", f".{pair[1]}", _ALL))
