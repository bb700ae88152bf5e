"""Both interpreters of the questionnaire logic over a million random cases: how many answer otherwise than the other.

    PYTHONPATH=. python bench/logic_differential.py [--cases 1000000] [--seed 1] [--chromium]

A case is a random program and random answers to it; Python makes them from a seed and says what they give, JavaScript says
it again, and the two texts are compared to the byte. Answers of each second program are also given one after another to a
form that is open (`prepare`). JavaScript runs in node where there is one, else, or with --chromium, in Chromium.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.forms.logic.random_programs import cases
from tests.forms.logic.twins import HERE, LOGIC, browser_page, run, run_in_browser

EACH, CHUNK = 8, 125
LOOP = """import { createInterface } from "node:readline";
import { run } from "./twins.js";
for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(run(JSON.parse(line))));
"""
Runner = Callable[[list[dict[str, Any]]], list[str]]


@contextmanager
def in_node(node: str) -> Iterator[Runner]:
    """Cases a line through one process of node, over copies of the modules."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(LOGIC, Path(folder) / "logic")
        shutil.copy(HERE / "twins.js", folder)
        (Path(folder) / "package.json").write_text('{"type": "module"}')
        (Path(folder) / "loop.js").write_text(LOOP)
        process = subprocess.Popen(
            [node, "loop.js"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert process.stdin is not None and process.stdout is not None
        lines_in, lines_out = process.stdin, process.stdout

        def asked(chunk: list[dict[str, Any]]) -> list[str]:
            lines_in.write(json.dumps(chunk, ensure_ascii=False) + "\n")
            lines_in.flush()
            return list(json.loads(lines_out.readline()))

        yield asked
        lines_in.close()
        process.wait()


@contextmanager
def in_chromium() -> Iterator[Runner]:
    with browser_page() as page:
        yield lambda chunk: run_in_browser(page, chunk)


def compared(total: int, seed: int, javascript: Runner) -> tuple[int, int, int]:
    """Cases, cases grown one by one, differences; each difference is printed with what gives it again."""
    done = grown = differences = 0
    while done < total:
        chunk = cases(seed, CHUNK, EACH, grown=2)
        here, there = run(chunk), javascript(chunk)
        for place, (ours, theirs) in enumerate(zip(here, there, strict=True)):
            if ours != theirs:
                differences += 1
                print(f"seed {seed}, case {place}\n  Python     {ours}\n  JavaScript {theirs}", flush=True)
        done += len(here)
        grown += sum(EACH for case in chunk if case["grows"])
        seed += 1
        if done % 100_000 == 0:
            print(f"{done:,} cases, {differences} differences", flush=True)
    return done, grown, differences


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chromium", action="store_true")
    asked = parser.parse_args()
    node = None if asked.chromium else shutil.which("node")
    began = time.monotonic()
    with in_node(node) if node else in_chromium() as javascript:
        done, grown, differences = compared(asked.cases, asked.seed, javascript)
    print(
        f"{done:,} cases ({grown:,} also grown one by one) in {'node' if node else 'Chromium'}: {differences} differences"
    )
    print(f"{time.monotonic() - began:,.0f} s")


if __name__ == "__main__":
    main()
