"""Exploring a round of 100,000 segments: keyness, keyword in context, new terms, topics, like answers.

    OMP_NUM_THREADS=1 python bench/exploring.py [--segments 100000]

The round is made in a temporary folder: respondents of two areas, ten segments each, their words those of real Korean
sentences (KLUE, paraKQC) read once and drawn again and again, one to three at a time.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sqlite_utils import Database  # noqa: E402

from app.accounts.people import EVERYTHING  # noqa: E402
from app.db import open_database, writing  # noqa: E402
from app.exploring import finding, grouping, offering, store  # noqa: E402
from app.exploring.choices import Choice, Sight  # noqa: E402
from app.exploring.comparing import Pair, compare  # noqa: E402
from nlp.exploring.words import words_of  # noqa: E402

TEXTS = ROOT.parent / "shared" / "real" / "texts"
READ, A_RETURN, TOGETHER = 6_000, 10, 3


def sentences() -> list[str]:
    pairs = json.loads((TEXTS / "klue-sts-v1.1_dev.json").read_text(encoding="utf-8"))
    asked = (TEXTS / "paraKQC_v1.txt").read_text(encoding="utf-8-sig").splitlines()
    found = [p[key] for p in pairs for key in ("sentence1", "sentence2")] + [line.split("\t")[-1] for line in asked]
    random.Random(1).shuffle(found)
    return found[:READ]


def said() -> Callable[[random.Random], tuple[str, str]]:
    """Draws a text with its words as they are stored."""
    known = [(text, words_of(text)) for text in sentences()]

    def draw(dice: random.Random) -> tuple[str, str]:
        text, words = "", []
        for part, own in dice.sample(known, dice.randint(1, TOGETHER)):
            words += [(w.lemma, w.tag, w.start + len(text), w.end + len(text)) for w in own]
            text += f"{part} "
        return text, json.dumps(words, ensure_ascii=False, separators=(",", ":"))

    return draw


def fill(db: Database, segments: int) -> None:
    """One round, two areas, a survey in which every respondent gives ten segments."""
    dice, draw, at = random.Random(2), said(), "2026-11-01T00:00:00.000000+00:00"
    db.conn.execute("pragma foreign_keys = off")
    run, many = db.conn.execute, db.conn.executemany
    with writing(db):
        run("insert into round values ('r', '2026H2', '하반기', 'half', '2026-07-01', '2026-12-31')")
        run("insert into wave values ('w', 'r', '2026Q4', '2026-10-01', '2026-12-31')")
        for area in ("a", "b"):
            run("insert into area values (?, ?, ?, ?, 'complex', '구', null, null, ?)", [area] * 4 + [at])
        run("insert into survey values ('s', 'w', 'v', '조사', 'survey', '2026-10-01', '2026-12-31', 10, ?)", [at])
        who = [f"{n:06}" for n in range(segments // A_RETURN)]
        many("insert into respondent(id, round_id, kind, label) values (?, 'r', 'expert', ?)", [(n, n) for n in who])
        many("insert into respondent_area values (?, ?)", [(n, "ab"[int(n) % 2]) for n in who])
        many(
            """insert into response(id, survey_id, version_id, respondent_id, area_id, channel, submitted_at, received_at,
                 content_sha256, receipt) values (?, 's', 'v', ?, 'a', 'online', ?, ?, 'x', ?)""",
            [(n, n, at, at, n) for n in who],
        )
        many("insert into answer values (?, ?, 'q', '\"\"', '')", [(n, n) for n in who])
        for n in who:
            for k in range(A_RETURN):
                text, words = draw(dice)
                run(
                    """insert into segment(id, round_id, answer_id, respondent_id, position, start, "end", text, language,
                         created_at) values (?, 'r', ?, ?, ?, ?, ?, ?, 'ko', ?)""",
                    [f"{n}-{k}", n, n, k, k * 100, k * 100 + 99, text, at],
                )
                run("insert into segment_words values (?, 'x', ?)", [f"{n}-{k}", words])


def timed(name: str, act: Callable[[], Any], told: Callable[[Any], str]) -> None:
    begin = time.process_time()
    found = act()
    seconds = time.process_time() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {name} | {seconds:.1f} | {peak:,.0f} | {told(found)} |", flush=True)


def quiet(_done: int, _total: int, _message: str = "") -> None:
    """A report nobody reads."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--segments", type=int, default=100_000)
    segments = options.parse_args().segments
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "bench.db")
        fill(db, segments)
        measure(db)


def measure(db: Database) -> None:
    sight, everything = Sight(EVERYTHING, "r"), Choice()
    print("| what | CPU s | peak MiB | found |\n| --- | ---: | ---: | --- |")
    timed("what waits to be read", lambda: store.count_unread(db, [everything], sight), str)
    pair = Pair(Choice(areas=("a",)))
    timed(
        "keyness of one area against the other",
        lambda: compare(db, pair, sight),
        lambda f: f"{f.a.total + f.b.total:,} words, {len(f.words):,} different",
    )
    timed(
        "keyword in context, a lemma",
        lambda: finding.find_lines(db, "메일", everything, sight, width=60),
        lambda f: f"{len(f):,} lines",
    )
    timed(
        "keyword in context, letters",
        lambda: finding.find_lines(db, "메일", everything, sight, mode="part", width=60),
        lambda f: f"{len(f):,} lines",
    )
    timed("new terms", lambda: offering.offer(db, everything, sight, person_id="p"), lambda f: f"{len(f):,} terms")
    timed(
        "topics, 10",
        lambda: grouping.topics(db, grouping.order(everything, sight, k=10), quiet),
        lambda f: f"{len(f['topics'])} topics",
    )
    timed(
        "like answers",
        lambda: grouping.alike(db, grouping.order(everything, sight, threshold=0.55), quiet),
        lambda f: f"{len(f['groups']):,} groups",
    )


if __name__ == "__main__":
    main()
