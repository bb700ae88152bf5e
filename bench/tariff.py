"""Whether token edges find what they should: "tariff" in the Beige Book, and Korean terms against substring search.

    python bench/tariff.py              # the tables
    python bench/tariff.py --unjudged   # what the samples hold and nobody has judged yet

Judged by a person: bench/data/tariff.json holds a hash of each sampled sentence (and place) with its mark, no sentence.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nlp.lexicon.lexicon import Lexicon  # noqa: E402
from nlp.lexicon.matching import KoreanMatcher  # noqa: E402
from nlp.lexicon.tagging import Tagger  # noqa: E402
from nlp.reading import english, korean  # noqa: E402
from nlp.reading.segmenting import segment  # noqa: E402

TEXTS = ROOT.parent / "shared" / "real" / "texts"
MARKS = Path(__file__).with_name("data") / "tariff.json"
THEME, WORD = "tariff_trade", "tariff"
SAMPLE, SEED = 100, 20261122


class Found(NamedTuple):
    """A stretch to judge: the sentence, where the hit stands in it, the term."""

    text: str
    start: int
    end: int
    term: str

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.text}|{self.start}|{self.end}".encode()).hexdigest()[:16]


def lexicon() -> Lexicon:
    return Lexicon.from_dict(json.loads((ROOT / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8")))


def english_sentences() -> list[str]:
    with gzip.open(TEXTS / "beigebook-sentences-2003-2019.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        return [line.rstrip("\n").split("\t")[2] for line in lines]


def later_sentences() -> list[str]:
    """Of the whole reports of 2018, 2022 and 2025: terms were not looked at there."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("beigebook20*.txt"))]
    return [s.text for text in texts for s in segment(text)]


def tariffs(tagger: Tagger, sentences: list[str]) -> tuple[int, int, list[Found]]:
    """Sentences with the word, how many of them are found, and the other sentences called tariff."""
    named = found = 0
    others: list[Found] = []
    for text in dict.fromkeys(sentences):
        own = tagger.evidence(english.analyse(text), "en").get(THEME)
        if WORD in text.lower():
            named, found = named + 1, found + bool(own)
        elif own:
            others.append(Found(text, own[0].start, own[-1].end, own[0].term))
    return named, found, others


def korean_sentences() -> list[str]:
    pairs = json.loads((TEXTS / "klue-sts-v1.1_dev.json").read_text(encoding="utf-8"))
    lines = (TEXTS / "paraKQC_v1.txt").read_text(encoding="utf-8").splitlines()
    texts = [s for pair in pairs for s in (pair["sentence1"], pair["sentence2"])]
    return [t for t in dict.fromkeys([*texts, *(line.split("\t")[-1] for line in lines)]) if t.strip()]


def substrings(forms: list[str], text: str) -> Iterator[Found]:
    """What a search for the longest terms finds that asks for no edge."""
    taken: list[tuple[int, int]] = []
    for form in forms:
        for match in re.finditer(r"\s?".join(map(re.escape, form.split())), text, re.IGNORECASE):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                yield Found(text, *match.span(), form)


def compared(book: Lexicon, texts: list[str]) -> tuple[list[Found], list[Found]]:
    """Substring hits that stand on token edges too, and those that do not."""
    terms = [t for t in book.terms if t.lang == "ko" and t.kind == "surface"]
    matcher, kept, dropped = KoreanMatcher(terms), list[Found](), list[Found]()
    forms = sorted({t.form for t in terms}, key=lambda form: (-len(form), form))
    for text in texts:
        loose = list(substrings(forms, text))
        spans = [(h.start, h.end) for h in matcher.find(korean.analyse(text))] if loose else []
        for hit in loose:
            held = any(start <= hit.start and hit.end <= end for start, end in spans)
            (kept if held else dropped).append(hit)
    return kept, dropped


def judged(found: list[Found], marks: dict[str, int], say: Callable[[str], None] | None) -> tuple[int, int, int]:
    """Of a seeded sample: right, wrong, without a mark."""
    sample = sorted(found) if len(found) <= SAMPLE else random.Random(SEED).sample(sorted(found), SAMPLE)
    for hit in sample:
        if say and hit.key not in marks:
            around = f"{hit.text[max(0, hit.start - 60) : hit.start]}[{hit.text[hit.start : hit.end]}]"
            say(f"{hit.key} {hit.term}: {around}{hit.text[hit.end : hit.end + 60]}")
    known = [marks[hit.key] for hit in sample if hit.key in marks]
    return sum(known), len(known) - sum(known), len(sample) - len(known)


def row(*cells: object) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--unjudged", action="store_true")
    say = print if parser.parse_args().unjudged else None
    marks = json.loads(MARKS.read_text()) if MARKS.exists() else {}
    book = lexicon()
    tagger = Tagger(book)
    row("English sentences", "with tariff", "found", "others called tariff", "judged", "right")
    row(*("---",) * 6)
    for name, sentences in (("2003-2019", english_sentences()), ("whole reports 2018, 2022, 2025", later_sentences())):
        named, found, others = tariffs(tagger, sentences)
        right, wrong, _open = judged(others, marks, say)
        row(
            name,
            named,
            f"{found} ({found / named:.1%})",
            len(others),
            right + wrong,
            f"{right / max(1, right + wrong):.1%}",
        )
    kept, dropped = compared(book, korean_sentences())
    row("Korean substring hits", "hits", "judged", "right word", "wrong word")
    row(*("---",) * 5)
    for name, hits in (("on token edges: kept", kept), ("off the edges: avoided", dropped)):
        right, wrong, _open = judged(hits, marks, say)
        row(name, len(hits), right + wrong, right, wrong)


if __name__ == "__main__":
    main()
