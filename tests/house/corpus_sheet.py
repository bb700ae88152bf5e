"""The tables of the corpus's datasheet, counted from its files. Run as a program this writes them there anew."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from nlp.base.marked import KEPT, TRAIN, Marked, read  # noqa: E402
from nlp.reading.language import language_of  # noqa: E402

CORPUS = ROOT / "corpus"
SHEET = CORPUS / "DATASHEET.md"
BEGIN, END = "<!-- composition: written by tests/house/corpus_sheet.py -->\n", "<!-- end of the composition -->"
LANGUAGES = ("ko", "en")
STANCES = ("need", "none", "resolved", "undecided")


def rows(name: str) -> list[dict[str, str]]:
    """A file of the corpus, a dict a line."""
    with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def themes() -> list[str]:
    """The codebook's themes, in its order."""
    book = json.loads((ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8"))
    return [theme["id"] for theme in book["themes"]]


def percentile(lengths: Iterable[int], share: float) -> int:
    ordered = sorted(lengths)
    return ordered[int(share * (len(ordered) - 1))] if ordered else 0


def table(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """A Markdown table, numbers to the right."""
    body = [[f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in line] for line in lines]
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (list(head), rule, *body)) + "\n"


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def sizes(marked: Sequence[Marked]) -> str:
    """Parts and languages: how many, how long, how many without a theme."""
    lines = []
    for part in (TRAIN, KEPT):
        for language in LANGUAGES:
            own = [m for m in marked if m.part == part and language_of(m.said.text) == language]
            lengths = [len(m.said.text) for m in own]
            bare = sum(not m.themes for m in own)
            lines.append(
                (
                    f"{part}, {language}",
                    *(len({m.author for m in own}), len({m.passage for m in own}), len(own)),
                    *(percentile(lengths, 0.5), percentile(lengths, 0.9), percent(bare, len(own))),
                )
            )
    return table(("part", "authors", "passages", "statements", "median length", "p90", "without a theme"), lines)


def counted(title: str, values: Iterable[tuple[str, str]], order: Sequence[str] = ()) -> str:
    """How often each value occurs in either language, and its share of all."""
    counts = Counter(values)
    every = Counter(value for value, _language in counts.elements())
    names = order or [name for name, _n in sorted(every.items(), key=lambda item: (-item[1], item[0]))]
    whole = sum(every.values())
    lines = [(n, *(counts[n, language] for language in LANGUAGES), percent(every[n], whole)) for n in names]
    return table((title, *LANGUAGES, "share"), lines)


def by_theme(marked: Sequence[Marked]) -> str:
    """Per theme and language, and in which stances."""
    lines = []
    for theme in themes():
        own = [(m.themes[theme][0], language_of(m.said.text)) for m in marked if theme in m.themes]
        tongues = Counter(language for _stance, language in own)
        stances = Counter(stance for stance, _language in own)
        lines.append((theme, *(tongues[language] for language in LANGUAGES), *(stances[s] for s in STANCES)))
    return table(("theme", *LANGUAGES, *STANCES), lines)


def tables() -> str:
    """Everything between the markers."""
    marked = [*read(CORPUS, part=TRAIN), *read(CORPUS, part=KEPT)]
    tongue = {m.id: language_of(m.said.text) for m in marked}
    setting = {row["id"]: row["setting"] for row in rows("statements")}
    held = [(stance, severity, tongue[m.id]) for m in marked for stance, severity in m.themes.values()]
    phrases = Counter(row["language"] for row in rows("phrases"))
    several = sum(len(m.themes) > 1 for m in marked)
    parts = (
        sizes(marked),
        f"{percent(several, len(marked))} of the statements have more than one theme. The bank of phrases has "
        f"{phrases['ko']:,} Korean and {phrases['en']:,} English ones.\n",
        counted("setting", ((setting[m.id], tongue[m.id]) for m in marked)),
        counted("who speaks", ((m.said.role, tongue[m.id]) for m in marked)),
        by_theme(marked),
        counted("stance of a theme", ((stance, language) for stance, _severity, language in held), STANCES),
        counted("kind", ((m.kind, tongue[m.id]) for m in marked)),
        counted("severity of a need", ((str(sev), language) for _s, sev, language in held if sev), tuple("12345")),
    )
    return "\n".join(parts)


def page(text: str) -> str:
    """The datasheet with the tables as they are now."""
    head, _begin, rest = text.partition(BEGIN)
    return head + BEGIN + "\n" + tables() + "\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    SHEET.write_text(page(SHEET.read_text(encoding="utf-8")), encoding="utf-8")
