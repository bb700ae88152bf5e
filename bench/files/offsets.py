"""Offsets that give back their text: of turns and of segments, over real Korean text, files, and 20,000 made strings.

python bench/files/offsets.py              # all, some minutes
python bench/files/offsets.py --strings 500 --share 20
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from nlp.reading.segmenting import segment
from transcripts import Transcript, TranscriptError, read
from transcripts.decoding.characters import BROKEN
from transcripts.decoding.encodings import decode
from transcripts.text.normalizing import cleaned, original_offset

REAL = Path(__file__).parents[3] / "shared" / "real"
_KOREAN = (
    *("구할", "사람이", "없습니다", "자금난이", "심각하고", "관세", "때문에", "수출도", "줄었다고", "합니다"),
    *("대표님", "인력", "은", "는", "가", "요", "죠"),
)
_ENGLISH = (
    "we",
    "cannot",
    "find",
    "workers",
    "tariffs",
    "hit",
    "exports",
    "the",
    "bank",
    "said",
    "no",
    "and",
    "prices",
)
_EMOJI = ("😀", "👩\u200d🔧", "👨\u200d👩\u200d👧\u200d👦", "👍🏽", "🇰🇷", "1\ufe0f\u20e3", "\U0001f9d1\U0001f3ff")
_MARKS = ("\u0301", "\u0327\u0301", "\u0301" * 40, "é", "e\u0301", "\u212b", "ﬁ")
_JAMO = ("\u1112\u1161\u11ab", "\u1112\u1161", "\u119e", "\u11ab", "ㅎㅏㄴ", "\u3164")
_UNSEEN = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u202e",
    "\ue000",
    "\uf53a",
    "\U000f0000",
    "\u00a0",
    "\u3000",
    "\t",
)
_ENDS = ("\r\n", "\r", "\n", "\n\n", "\f", "\v", "\x85", "\u2028", "\u2029")
_TONGUES = ("日本語", "中文", "العربية", "שלום", "ไทย", "Škoda")
_LABELS = (
    "[참가자 4] ",
    "Q. ",
    "A. ",
    "A정밀 대표: ",
    "사회자：",
    "\n○ 김○○ 과장  ",
    "[00:12:30] ",
    "참가자4: ",
    "- ",
    "1. ",
)
_SIGNS = ("https://a.b/c?d=e:f ", "14:30 ", "3:1 ", "10.5% ", "?", "!", ".", "…", '"', "”", "○○")
_AWKWARD = (*_EMOJI, *_MARKS, *_JAMO, *_UNSEEN, *_ENDS, *_TONGUES, *_LABELS, *_SIGNS)


def strings(count: int, *, seed: int = 1) -> Iterator[str]:
    """Made texts: Korean and English words with every awkward thing a file may hold between them."""
    chance = random.Random(seed)
    for _number in range(count):
        pieces: list[str] = []
        for _piece in range(chance.randint(1, 40)):
            kind = chance.random()
            if kind < 0.45:
                pieces.append(chance.choice(_KOREAN) + chance.choice((" ", " ", "", ". ", "다. ", "\n")))
            elif kind < 0.65:
                pieces.append(chance.choice(_ENGLISH) + chance.choice((" ", ". ", "\n")))
            elif kind < 0.95:
                pieces.append(chance.choice(_AWKWARD))
            else:
                pieces.append(chr(chance.choice((chance.randrange(0x20, 0xD800), chance.randrange(0xE000, 0x110000)))))
        # A file with more of these is refused as binary, so that a few are what can be read.
        for _control in range(chance.choice((0, 0, 0, 1, 3))):
            pieces.insert(chance.randint(0, len(pieces)), chance.choice("\x07\x1b\x7f"))
        yield "".join(pieces)


def wrong_turns(transcript: Transcript) -> int:
    """Characters of turns whose offsets do not give back their text, or that overlap the turn before."""
    wrong, end = 0, 0
    for turn in transcript.turns:
        fits = transcript.text[turn.start : turn.end] == turn.text and end <= turn.start < turn.end
        wrong += 0 if fits else len(turn.text) or 1
        end = turn.end
    return wrong


def wrong_segments(transcript: Transcript) -> tuple[int, int]:
    """Characters of segments, and of those whose offsets within the document do not give back their text."""
    count = wrong = 0
    for turn in transcript.turns:
        for each in segment(turn.text):
            start, end = turn.start + each.start, turn.start + each.end
            count += len(each.text)
            wrong += 0 if transcript.text[start:end] == each.text else len(each.text) or 1
    return count, wrong


def wrong_originals(data: bytes, transcript: Transcript) -> int:
    """Characters of turns that the map does not find in the file's own text (text files)."""
    own, wrong = decode(data).text, 0
    for turn in transcript.turns:
        first = original_offset(transcript.normalizing, turn.start)
        last = original_offset(transcript.normalizing, turn.end, end=True)
        wrong += 0 if turn.text in cleaned(own[first:last], BROKEN) else len(turn.text)
    return wrong


def measure(name: str, texts: Iterator[tuple[bytes, str]]) -> str:
    """One line of the table."""
    sums: Counter[str] = Counter()
    began = time.perf_counter()
    for data, file_name in texts:
        try:
            transcript = read(data, file_name)
        except TranscriptError as error:
            sums["refused"] += 1
            assert error.problems
            continue
        segments, wrong = wrong_segments(transcript)
        sums.update(texts=1, characters=len(transcript.text), turns=sum(len(t.text) for t in transcript.turns))
        sums.update(segments=segments, wrong=wrong_turns(transcript) + wrong)
        if file_name.endswith(".txt"):
            sums["unmapped"] += wrong_originals(data, transcript)
    share = 100 * (1 - sums["wrong"] / max(1, sums["turns"] + sums["segments"]))
    said = (f"{sums[key]:,}" for key in ("texts", "refused", "characters", "turns", "segments", "wrong", "unmapped"))
    return f"| {name} | {' | '.join(said)} | {share:.4f} % | {time.perf_counter() - began:,.0f} |"


def sources(strings_count: int, share: int) -> Iterator[tuple[str, Iterator[tuple[bytes, str]]]]:
    """Every kind of text with its name; one in `share` of the lines of the long ones."""
    yield f"{strings_count:,} made strings", ((text.encode(), "a.txt") for text in strings(strings_count))
    words = " ".join(strings(40, seed=2))
    words = "".join(" " if letter in "\r\n\x07\x1b\x7f" else letter for letter in words)
    line = (words * (1_000_000 // len(words) + 1))[:1_000_000]
    yield "one line of 1 MB", iter([(line.encode()[:1_000_000].decode(errors="ignore").encode(), "a.txt")])
    if not REAL.exists():
        return
    for path in sorted((REAL / "texts").glob("*")):
        if path.name.startswith(("klue", "para")):
            lines = path.read_text(encoding="utf-8").splitlines()[::share]
            yield path.name, (("\n".join(lines[at : at + 500]).encode(), "a.txt") for at in range(0, len(lines), 500))
        elif path.suffix == ".txt":
            yield path.name, iter([(path.read_bytes(), path.name)])
    files = sorted((REAL / "files").glob("*")) + sorted((REAL / "transcripts").glob("*"))
    yield "files and transcripts", ((path.read_bytes(), path.name) for path in files)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strings", type=int, default=20_000)
    parser.add_argument("--share", type=int, default=1)
    asked = parser.parse_args()
    print("| text | read | refused | characters | in turns | in segments | wrong | not mapped back | exact | seconds |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, texts in sources(asked.strings, asked.share):
        print(measure(name, texts), flush=True)


if __name__ == "__main__":
    main()
