"""Numbers and bullets that a Hangul document sets before its paragraphs by itself: they stand in no text of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_PLACE = re.compile(r"\^(\d{1,2}|[nN])")
_SYLLABLES = "가나다라마바사아자차카타파하"
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_IDEOGRAPHS = "一二三四五六七八九十"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
# Hangul writes ten levels; Roman numerals end below 4,000.
_MOST_LEVELS, _MOST = 10, 3_000


@dataclass(frozen=True)
class _Level:
    """How one level of a numbering reads: its pattern such as ``^1.``, the kind of number, the first number."""

    pattern: str
    kind: str
    start: int


@dataclass
class Numbers:
    """The numberings of a document and how far each has counted.

    Attributes
    ----------
    paragraphs : dict of str to (str, str, int)
        Shape of a paragraph to its kind (``NUMBER``, ``BULLET``, ``OUTLINE``), numbering and level from 0.
    levels : dict of str to dict of int to _Level
        By numbering.
    bullets : dict of str to str
    outline : str
        Numbering of outline paragraphs in the section that is being read.
    """

    paragraphs: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    bullets: dict[str, str] = field(default_factory=dict)
    outline: str = ""
    counted: dict[str, list[int]] = field(default_factory=dict)

    def enter(self, section: etree._Element) -> None:
        """Take up a section's own outline numbering."""
        for settings in section.iter("{*}secPr"):
            self.outline = settings.get("outlineShapeIDRef", self.outline)

    def before(self, paragraph: etree._Element) -> str:
        """What stands before a paragraph, with a space after it; counts the paragraph."""
        kind, numbering, level = self.paragraphs.get(paragraph.get("paraPrIDRef", ""), ("", "", 0))
        if kind == "BULLET":
            return f"{self.bullets[numbering]} " if self.bullets.get(numbering) else ""
        if kind == "OUTLINE":
            numbering = self.outline
        said = self._number(numbering, level) if kind in ("NUMBER", "OUTLINE") else ""
        return f"{said} " if said else ""

    def _number(self, numbering: str, level: int) -> str:
        levels = self.levels.get(numbering, {})
        if level not in levels:
            return ""
        counts = self.counted.setdefault(numbering, [])
        while len(counts) <= level:
            counts.append(levels[len(counts)].start - 1 if len(counts) in levels else 0)
        counts[level] += 1
        del counts[level + 1 :]

        def said(found: re.Match[str]) -> str:
            if found[1] in "nN":
                return ".".join(map(str, counts)) + ("." if found[1] == "N" else "")
            at = int(found[1]) - 1
            return _said(max(1, counts[at]), levels[at].kind) if 0 <= at < len(counts) and at in levels else ""

        return _PLACE.sub(said, levels[level].pattern).strip()


def numbers_in(header: bytes | None) -> Numbers:
    """Read the numberings of a document's header part; none where it cannot be read."""
    if header is None:
        return Numbers()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(header, parser)
    except etree.XMLSyntaxError:
        return Numbers()
    return Numbers(
        {shape.get("id", ""): found for shape in root.iter("{*}paraPr") for found in _headings(shape)},
        {each.get("id", ""): dict(_levels(each)) for each in root.iter("{*}numbering")},
        {each.get("id", ""): _bullet(each.get("char", "")) for each in root.iter("{*}bullet")},
    )


def _headings(shape: etree._Element) -> Iterator[tuple[str, str, int]]:
    for heading in shape.iter("{*}heading"):
        yield heading.get("type", ""), heading.get("idRef", ""), _whole(heading.get("level"), 0)


def _levels(numbering: etree._Element) -> Iterator[tuple[int, _Level]]:
    for head in numbering.iter("{*}paraHead"):
        level = _whole(head.get("level"), 1) - 1
        if 0 <= level < _MOST_LEVELS and head.text:
            yield level, _Level(head.text, head.get("numFormat", "DIGIT"), _whole(head.get("start"), 1) or 1)


def _bullet(char: str) -> str:
    """Bullets of symbol fonts stand in the private area and name no letter: a plain one takes their place."""
    return "•" if char and "\ue000" <= char[0] <= "\uf8ff" else char[:1].strip()


def _whole(word: str | None, otherwise: int) -> int:
    return int(word) if word and word.isascii() and word.isdigit() and len(word) < 5 else otherwise


def _said(number: int, kind: str) -> str:
    """A number as a numbering writes it: 1, 가, ㄱ, ①, II, b."""
    circled = kind.startswith("CIRCLED_")
    kind = kind.removeprefix("CIRCLED_")
    if circled and number <= 20 and kind == "DIGIT":
        return chr(0x2460 + number - 1)
    if circled and number <= 14 and kind == "HANGUL_SYLLABLE":
        return chr(0x326E + number - 1)
    for name, letters in (("HANGUL_SYLLABLE", _SYLLABLES), ("HANGUL_JAMO", _JAMO), ("IDEOGRAPH", _IDEOGRAPHS)):
        if kind == name and number <= len(letters):
            return letters[number - 1]
    if kind.startswith("LATIN") and number <= 26:
        return chr((65 if kind.endswith("CAPITAL") else 97) + number - 1)
    if kind.startswith("ROMAN") and number <= _MOST:
        return _roman(number) if kind.endswith("CAPITAL") else _roman(number).lower()
    return str(number)


def _roman(number: int) -> str:
    said = ""
    for worth, letters in _ROMAN:
        said += letters * (number // worth)
        number %= worth
    return said
