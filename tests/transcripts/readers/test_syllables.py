"""Korean lines broken anywhere: joined as they were, told by the document's own words."""

import re
from itertools import pairwise
from pathlib import Path

from transcripts.readers.pdf.syllables import Syllables

EXAMPLE = Path(__file__).parents[3] / "example/roundtables/centum-ict.txt"
WIDTH = 23  # syllables on a line of minutes in two columns


def broken(text, *, anywhere):
    """Lines as a program prints them, each with whether the next goes on inside its last word."""
    at = 0
    while at < len(text):
        end = min(len(text), at + WIDTH)
        if not anywhere and end < len(text):
            end = max(text.rfind(" ", at, end + 1), at + 1)
        yield text[at:end].strip(), text[end - 1 : end + 1].count(" ") == 0
        at = end + (text[end : end + 1] == " ")


def wrong(*, anywhere):
    """Share of line ends between syllables that are judged wrongly."""
    words = " ".join(re.sub(r"[^가-힣 .,]", " ", EXAMPLE.read_text(encoding="utf-8")).split())
    lines = [(line, inside) for line, inside in broken(words, anywhere=anywhere) if line]
    told = Syllables.of((line for line, _ in lines), spaced=False)
    judged = [(told.go_on(a, b), inside) for (a, inside), (b, _) in pairwise(lines) if (a[-1] + b[0]).isalpha()]
    assert len(judged) > 300 and told.anywhere is anywhere
    return sum(said != truth for said, truth in judged) / len(judged)


def test_of_lines_broken_anywhere_nine_in_ten_are_joined_as_they_were():
    assert wrong(anywhere=True) < 0.1


def test_of_lines_broken_at_spaces_hardly_any_lose_theirs():
    assert wrong(anywhere=False) < 0.02
