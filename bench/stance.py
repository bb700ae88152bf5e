"""Score the rules of stance on marked sentences: `python bench/stance.py SENTENCES.csv [--misses]`.

The CSV has the columns id, language, theme, term, text, stance, note. The verdict is that of the suggestion of
the row's theme, made with the shipped lexicon; where the theme itself is not found, the row is counted apart.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nlp.lexicon.lexicon import Lexicon  # noqa: E402
from nlp.lexicon.tagging import Suggestion, Tagger  # noqa: E402
from nlp.stance.stance import NEED, NONE, RESOLVED, STANCES  # noqa: E402

NOT_FOUND = "not found"


@dataclass(frozen=True)
class Judged:
    """A marked sentence and what the rules say of it."""

    row: dict[str, str]
    found: str
    suggestion: Suggestion | None

    @property
    def true(self) -> str:
        return self.row["stance"]


def shipped() -> Tagger:
    book = json.loads((ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8"))
    return Tagger(Lexicon.from_dict(book))


def judged(rows: list[dict[str, str]], tagger: Tagger) -> list[Judged]:
    found = []
    for row in rows:
        suggestions = tagger.suggest(row["text"], row["language"] or None)
        own = next((s for s in suggestions if s.theme == row["theme"]), None)
        found.append(Judged(row, own.stance if own else NOT_FOUND, own))
    return found


def confusion(results: list[Judged]) -> list[str]:
    counts = Counter((each.true, each.found) for each in results)
    columns = (*STANCES, NOT_FOUND)
    lines = [f"| truth \\ rules | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
    return lines + [f"| {t} | {' | '.join(str(counts[t, c]) for c in columns)} |" for t in STANCES]


def share(results: list[Judged], true: tuple[str, ...], found: tuple[str, ...]) -> str:
    """How many of the sentences of these truths were called so, of those whose theme was found."""
    of = [each for each in results if each.true in true and each.found != NOT_FOUND]
    hit = sum(each.found in found for each in of)
    return f"{hit} of {len(of)} ({100 * hit / len(of):.0f} %)" if of else "none to count"


def summary(results: list[Judged]) -> list[str]:
    others = tuple(s for s in STANCES if s != NEED)
    seen = [each for each in results if each.found != NOT_FOUND]
    needs = [each for each in results if each.true == NEED]
    lost = sum(each.found != NEED for each in needs)
    return [
        f"right: {sum(each.true == each.found for each in seen)} of {len(seen)}; "
        f"theme not found: {len(results) - len(seen)} of {len(results)}",
        f"none taken for need: {share(results, (NONE,), (NEED,))}; with resolved: "
        f"{share(results, (NONE, RESOLVED), (NEED,))}; any but a need: {share(results, others, (NEED,))}",
        f"needs missed: {share(results, (NEED,), others)}; with themes not found {lost} of {len(needs)}",
        f"needs taken for none: {share(results, (NEED,), (NONE,))}; for resolved: {share(results, (NEED,), (RESOLVED,))}",
    ]


def misses(results: list[Judged]) -> list[str]:
    lines = []
    for each in results:
        if each.true != each.found:
            cues = ", ".join(f"{c.text} <{c.rule}>" for c in each.suggestion.cues) if each.suggestion else ""
            lines.append(f"{each.row['id']}  {each.true} -> {each.found}  [{cues}]  {each.row['text']}")
    return lines


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("sentences", type=Path)
    ask.add_argument("--misses", action="store_true", help="show the sentences judged wrongly")
    args = ask.parse_args()
    with args.sentences.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    results = judged(rows, shipped())
    for language in ("ko", "en"):
        own = [each for each in results if each.row["language"] == language]
        if own:
            print("\n".join([f"{language}: {len(own)} sentences", "", *summary(own), ""]))
    print("\n".join([f"all: {len(results)} sentences", "", *confusion(results), "", *summary(results)]))
    if args.misses:
        print("\n".join(["", *misses(results)]))


if __name__ == "__main__":
    main()
