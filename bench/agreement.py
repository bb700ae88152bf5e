"""How far two labellers of the marked corpus agree who did not see each other's labels: `python bench/agreement.py`.

Two pairs: the part kept for the end, which two labelled whole, and statements for training that one more labelled. Stance
and severity are compared where both named the theme (both as a need). Intervals: whole passages drawn 2,000 times.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nlp.agreeing.agreement import agreement  # noqa: E402
from nlp.agreeing.choices import Level  # noqa: E402
from nlp.agreeing.ratings import ratings  # noqa: E402
from nlp.base.marked import KEPT, TRAIN, themes_of  # noqa: E402

CORPUS = ROOT / "corpus"
Judgment = tuple[dict[str, tuple[str, int | None]], str]


@dataclass(frozen=True)
class Twice:
    """A statement with two first readings."""

    passage: str
    part: str
    one: Judgment
    two: Judgment


def rows(name: str) -> list[dict[str, str]]:
    with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def labelled_twice() -> list[Twice]:
    """Statements with two first labels; the first of the file is `one`."""
    part = {row["author"]: row["part"] for row in rows("authors")}
    first: dict[str, list[Judgment]] = defaultdict(list)
    for row in rows("labels"):
        if row["stage"] == "first":
            first[row["id"]].append((themes_of(row["themes"], where=row["id"]), row["kind"]))
    return [
        Twice(row["passage"], part[row["author"]], *first[row["id"]][:2])
        for row in rows("statements")
        if len(first[row["id"]]) > 1
    ]


Units = Iterator[tuple[str, Sequence[Hashable]]]


def whole_set(twice: Sequence[Twice]) -> Units:
    for t in twice:
        yield t.passage, (" ".join(sorted(t.one[0])), " ".join(sorted(t.two[0])))


def each_theme(twice: Sequence[Twice]) -> Units:
    book = json.loads((ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8"))
    every = [theme["id"] for theme in book["themes"]]
    for t in twice:
        for theme in every:
            yield t.passage, (theme in t.one[0], theme in t.two[0])


def stance(twice: Sequence[Twice]) -> Units:
    for t in twice:
        for theme in sorted(t.one[0].keys() & t.two[0].keys()):
            yield t.passage, (t.one[0][theme][0], t.two[0][theme][0])


def severity(twice: Sequence[Twice]) -> Units:
    for t in twice:
        for theme in sorted(t.one[0].keys() & t.two[0].keys()):
            grades = (t.one[0][theme][1], t.two[0][theme][1])
            if None not in grades:
                yield t.passage, grades


def kind(twice: Sequence[Twice]) -> Units:
    for t in twice:
        yield t.passage, (t.one[1], t.two[1])


FIELDS: tuple[tuple[str, Callable[[Sequence[Twice]], Units], Level], ...] = (
    ("themes, the whole set", whole_set, "nominal"),
    ("themes, each of twelve: there or not", each_theme, "nominal"),
    ("stance", stance, "nominal"),
    ("kind", kind, "nominal"),
    ("severity (alpha ordinal)", severity, "ordinal"),
)


HEAD = "| field | compared | same | alpha | AC1 |\n| --- | ---: | ---: | --- | --- |"


def line(title: str, units: Units, level: Level) -> str:
    """A field's line of the table."""
    groups, pairs = zip(*units, strict=True)
    found = agreement(ratings(pairs, level), groups, weights="identity").estimates
    cells = [f"{each.value:.2f} ({each.low:.2f} to {each.high:.2f})" for each in (found["alpha"], found["ac"])]
    return f"| {title} | {len(pairs):,} | {found['percent'].value:.2f} | {' | '.join(cells)} |"


def main() -> None:
    twice = labelled_twice()
    for name, own in (("all", twice), *((part, [t for t in twice if t.part == part]) for part in (KEPT, TRAIN))):
        print(f"\n{name}: {len(own):,} statements\n\n{HEAD}")
        for title, units, level in FIELDS:
            print(line(title, units(own), level))


if __name__ == "__main__":
    main()
