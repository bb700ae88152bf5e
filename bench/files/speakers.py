"""Who said what, over invented transcripts in every layout: words given to the wrong speaker without a question must be 0.

python bench/files/speakers.py            # 1,200 transcripts;  python bench/files/speakers.py 60 SEED
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from speaker_layouts import Said, generated  # noqa: E402

from transcripts import Transcript, TranscriptError, Turn, read  # noqa: E402
from transcripts.speakers.asides import lines_apart  # noqa: E402

FILES, SEED = 1_200, 20261130


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


@dataclass
class Score:
    """Sums of one layout: words are letters without spaces."""

    files: int = 0
    speakers: int = 0
    right: int = 0
    asked: int = 0
    refused: int = 0
    wrong: int = 0
    letters: int = 0
    timed: int = 0
    times_right: int = 0


def judge(said: Said, score: Score) -> None:
    """Compare what was read with what was written."""
    score.files += 1
    names = {who for who, _at, _words in said.turns}
    score.speakers += len(names)
    try:
        read_ = read(said.data, said.name)
    except TranscriptError:
        score.refused += 1
        return
    asked = {name.removesuffix(" …") for question in read_.questions for name in question.about or (question.key,)}
    score.asked += len(read_.questions)
    score.right += len(names & set(read_.speakers))
    score.letters += sum(len(squeezed(words)) for _who, _at, words in said.turns)
    score.wrong += silent(said, read_, asked)
    if said.times:
        stamps = Counter((turn.speaker, int(at)) for turn in read_.turns if (at := time_of(turn, said)) is not None)
        score.timed += len(said.turns)
        step = 60 if said.layout.startswith("kakao") else 1  # chats write minutes only
        score.times_right += sum(1 for who, at, _ in said.turns if stamps[(who, int(at) // step * step)])


def time_of(turn: Turn, said: Said) -> float | None:
    """When a turn begins; f4 stamps say when it ends."""
    return turn.time_end if said.layout == "f4 stamps" else turn.time_start


def silent(said: Said, transcript: Transcript, asked: set[str]) -> int:
    """Letters that stand under a name which did not say them, and that no question or offer is about."""
    offered = [(start, end) for start, end in lines_apart(transcript.turns)]
    own: dict[str, list[str]] = {}
    for who, _at, words in said.turns:
        own.setdefault(who, []).append(squeezed(words))
    wrong = 0
    for turn in transcript.turns:
        if turn.speaker is None:
            continue
        text = list(turn.text)
        for start, end in offered:
            if turn.start <= start < turn.end:
                text[start - turn.start : end - turn.start] = " " * (end - start)
        words = squeezed("".join(text))
        for note in said.nobody:
            words = words.replace(squeezed(note), "")
        if not any(words in squeezed("".join(said_).replace("\n", "")) for said_ in mine(own, turn.speaker, said)):
            standing = squeezed(turn.text)
            about = asked & {"speakers", turn.speaker} or any(squeezed(name) in standing for name in asked)
            wrong += 0 if about else len(words)
    return wrong


def mine(own: dict[str, list[str]], speaker: str, said: Said) -> list[str]:
    """The words of a speaker as one string a turn, and all together (captions join neighbors)."""
    words = own.get(speaker, [])
    for note in said.nobody:
        words = [each.replace(squeezed(note), "") for each in words]
    doubled = [each * 2 for each in words] if said.layout == "colon, paragraphs" else []
    return [*words, *doubled]


def main(count: int = FILES, seed: int = SEED) -> int:
    scores: dict[str, Score] = {}
    for said in generated(count, seed):
        judge(said, scores.setdefault(said.layout, Score()))
    print("| layout | files | speakers right | asked | refused | wrong silently, letters | times right |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, s in sorted(scores.items()):
        times = f"{s.times_right}/{s.timed}" if s.timed else "-"
        print(
            f"| {name} | {s.files} | {s.right}/{s.speakers} | {s.asked} | {s.refused} | {s.wrong} of {s.letters} | {times} |"
        )
    total = sum(score.wrong for score in scores.values())
    right, speakers = (sum(getattr(score, key) for score in scores.values()) for key in ("right", "speakers"))
    print(f"\n{count} files, speakers right {right} of {speakers}, letters given wrongly without a question {total}")
    return total


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:])) else 0)
