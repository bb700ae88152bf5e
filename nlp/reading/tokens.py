"""What an analyser saw in one text: parallel lists of tokens with offsets, and its sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text in reading order.

    Korean tokens are morphemes and may share characters (합니다 is 하 and ㅂ니다 over the same syllable);
    English tokens never do.

    Attributes
    ----------
    text : str
    starts, ends : list of int
        Offsets in code points.
    forms, lemmas, tags : list of str
        Form and lemma in lower case for English; Kiwi's tags for Korean, empty strings for English.
    sentences : list of (int, int)
        Token index ranges [first, last), in order, covering all tokens.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    lemmas: list[str]
    tags: list[str]
    sentences: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.starts)


def sentence_at(tokens: Tokens, start: int) -> tuple[int, int]:
    """The sentence a place in the text belongs to, as its first token and the one behind its last."""
    for first, last in tokens.sentences:
        if tokens.ends[last - 1] > start:
            return first, last
    return 0, len(tokens)
