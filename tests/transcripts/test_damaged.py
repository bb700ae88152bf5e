"""Damaged copies of real and made files: a transcript or a named problem, never anything else."""

import random
from pathlib import Path

import pytest

from tests.transcripts.files import hangul, pdf, workbook
from transcripts import TranscriptError, read

REAL = Path(__file__).parents[2].parent / "shared" / "real"
NAMES = sorted(path.relative_to(REAL).as_posix() for path in REAL.glob("files/*")) if REAL.exists() else []
NAMES += ["transcripts/FOMCpresconf20190320.pdf"] if REAL.exists() else []
MADE = {
    "a.hwp": lambda: hangul("hwp"),
    "a.hwpx": hangul,
    "a.pdf": lambda: pdf([(72.0, 700.0, "Moderator: Yes.", 11.0)]),
    "a.xlsx": lambda: workbook([["발언자", "발언"], ["사회자", "네."]]),
}
SEEDS = 50
# Each reading of the long ones takes a second: fewer seeds, so that the tests stay quick.
_LONG, _FEW = 90_000, 5


def copies(data):
    """Cut off at a place, or with one to twenty bytes changed, by seed."""
    for seed in range(SEEDS if len(data) < _LONG else _FEW):
        chance = random.Random(seed)
        yield data[: chance.randrange(len(data))]
        broken = bytearray(data)
        for _ in range(chance.randint(1, 20)):
            broken[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield bytes(broken)


@pytest.mark.parametrize("name", [*MADE, *NAMES])
def test_a_damaged_copy_is_read_or_refused_with_a_named_problem(name):
    data = MADE[name]() if name in MADE else (REAL / name).read_bytes()
    for copy in copies(data):
        try:
            transcript = read(copy, name)
        except TranscriptError as error:
            assert all(said.where and said.what and said.right for said in error.problems)
        else:
            transcript.text.encode()
            assert all(transcript.text[turn.start : turn.end] == turn.text for turn in transcript.turns)
