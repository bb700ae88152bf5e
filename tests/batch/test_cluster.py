"""The same batch on a Dask cluster of two workers on loopback, one of them killed on the way: the same bytes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import Client

from app.batch import cluster
from app.batch.batching import Batch
from app.batch.cluster import Cluster
from app.batch.files import sources
from app.batch.lexicon_file import shipped_lexicon
from app.batch.scripting import read_file
from app.cli import cli
from app.errors import BadInput

ROOT = Path(__file__).parents[2]
# English, so that two workers need not load Kiwi for a test; bench/cluster.py codes Korean too.
TALK = ROOT / "example" / "roundtables" / "gangseo-foreign.txt"


@dataclass
class Machines:
    address: str
    workers: list[subprocess.Popen[bytes]]

    def add(self) -> None:
        """Start another worker, with one thread as the commands page says."""
        command = [sys.executable, "-m", "distributed.cli.dask_worker", self.address]
        more = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", os.environ["MOKSORI_TEST_DASK"]]
        self.workers.append(subprocess.Popen([*command, *more], cwd=ROOT, stderr=subprocess.DEVNULL))


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler and two workers, each a process of its own as on machines of their own."""
    os.environ["MOKSORI_TEST_DASK"] = str(tmp_path_factory.mktemp("dask"))
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "tcp://127.0.0.1", "--port", "0"]
    with subprocess.Popen([*command, "--no-dashboard"], cwd=ROOT, stderr=subprocess.PIPE) as scheduler:
        assert scheduler.stderr
        found = next(m for m in (re.search(rb"tcp://127\.0\.0\.1:\d+", line) for line in scheduler.stderr) if m)
        machines = Machines(found[0].decode(), [])
        for _ in range(2):
            machines.add()
        with Client(machines.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield machines
        for process in (*machines.workers, scheduler):
            process.kill()
            process.wait()


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(cli, ["code", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def test_a_cluster_that_loses_a_worker_on_the_way_makes_the_same_bytes(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(12):
        text = f"Moderator: Talk number {n}.\n\n{read_file(TALK).text}"
        (tmp_path / f"{n:02}.txt").write_text(text, encoding="utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    local = run(*files, "--json", "--processes", 1)
    assert run(*files, "--json", "--scheduler", machines.address) == local
    found, _ = sources(files)
    hands = Cluster(machines.address, shipped_lexicon(), 2_000)
    hear = hands._hear

    def lose_a_worker_and_hear() -> None:
        """All that fits has been sent and nothing was heard yet: what this worker did or was to do has to be done again."""
        if len(machines.workers) == 2:
            assert len(hands._sent) > 1
            machines.workers.pop().send_signal(signal.SIGKILL)
        hear()

    monkeypatch.setattr(hands, "_hear", lose_a_worker_and_hear)
    done = list(Batch(found, hands, ahead=64).run())
    assert len(machines.workers) == 1, "the batch was over before a worker was killed"
    hands.close()
    assert "".join(each.result.decode() for each in done) == local
    machines.add()


def test_workers_with_another_analyser_are_refused_by_name(machines: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "made_by", lambda _lexicon, vectors=False: "kiwipiepy 0.1; rules 0")
    with pytest.raises(BadInput) as refused:
        Cluster(machines.address, shipped_lexicon(), 2_000)
    assert refused.value.problems[0].where.startswith("작업자 tcp://127.0.0.1")
    assert "kiwipiepy 0.1" in refused.value.problems[0].right


def test_a_worker_that_joins_later_with_another_analyser_does_no_task() -> None:
    with pytest.raises(RuntimeError, match="rules 0"):
        cluster.code_pieces([], shipped_lexicon(), "rules 0")


def test_a_scheduler_that_does_not_answer_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 1)
    begin = time.monotonic()
    said = run(TALK, "--scheduler", "tcp://127.0.0.1:9", code=2)
    assert "스케줄러에 연결할 수 없습니다" in said and time.monotonic() - begin < 20
    assert "주소" in run(TALK, "--scheduler", "nowhere at all", code=2)


def test_without_dask_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "moksori[cluster]" in run(TALK, "--scheduler", "tcp://127.0.0.1:9", code=2)
