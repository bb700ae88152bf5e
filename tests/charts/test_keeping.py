"""Drawings kept on disk: never an old one, never a damaged one, no more than there is room for; and who draws them."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from flask import Flask

from app.charts import asking, keeping, orders
from app.charts.asking import Drawer, Undrawn
from app.charts.charts import Bar, Chart, bars
from app.charts.orders import Order

DAY = 86_400


@pytest.fixture
def chart(request: pytest.FixtureRequest) -> Chart:
    """A chart that no other test draws, so that none is remembered."""
    return bars([Bar("예시 산업단지", 12.0)], title=request.node.name, description="12")


@pytest.fixture
def folder(app: Flask) -> Iterator[Path]:
    """Where the application keeps drawings; the application is everybody's, so that the folder ends empty."""
    with app.app_context():
        found = keeping.folder_here()
        assert found is not None
        yield found
    for each in found.glob("*"):
        each.unlink()


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on whoever draws is found out."""

    def refused(order: Order) -> bytes:
        raise AssertionError("drawn again")

    monkeypatch.setattr(keeping, "drawn", refused)


def test_a_kept_chart_is_not_drawn_again_and_this_process_never_draws_itself(
    chart: Chart, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, picture = chart.responsive(), chart.png()
    refuse(monkeypatch)
    assert chart.responsive() == first and chart.png() == picture
    assert len(list(folder.iterdir())) == 3 and "vl_convert" not in sys.modules


def test_names_of_kept_charts_say_nothing_and_only_the_owner_reads_them(chart: Chart, folder: Path) -> None:
    chart.svg()
    [kept] = folder.iterdir()
    assert re.fullmatch(r"[0-9a-f]{64}\.chart", kept.name)
    assert (kept.stat().st_mode & 0o077, folder.stat().st_mode & 0o077) == (0, 0)


@pytest.mark.parametrize("damage", [lambda d: d[:-1], lambda d: b"", lambda d: d[:40] + b"x" + d[41:]])
def test_a_damaged_chart_is_drawn_anew_and_mended(damage: object, chart: Chart, folder: Path) -> None:
    drawn = chart.svg()
    [kept] = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage(whole))  # type: ignore[operator]
    assert chart.svg() == drawn and kept.read_bytes() == whole


def test_whatever_is_shown_and_whatever_draws_it_has_a_key_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order("svg", "{}", "t", "d", "n", 1.0)
    other = {"kind": "png", "spec": "{ }", "title": "T", "description": "D", "name": "N", "scale": 2.0}
    assert other.keys() == {each.name for each in fields(Order)}
    keys = {order.key, *(replace(order, **{name: value}).key for name, value in other.items())}  # type: ignore[arg-type]
    monkeypatch.setattr(orders, "drawing_version", lambda: "another")
    assert len(keys | {order.key}) == 8


def test_data_language_width_and_words_make_another_drawing(app: Flask, folder: Path) -> None:
    def drawn(value: float, title: str = "t", width: int | None = None) -> object:
        return bars([Bar("예", value)], title=title, description="d").svg(width=width)

    assert len({drawn(1.0), drawn(2.0), drawn(1.0, "T"), drawn(1.0, width=340)}) == 4 == len(list(folder.iterdir()))


def test_a_folder_that_cannot_be_written_costs_the_time_of_drawing_alone(
    chart: Chart, app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "file"
    closed.write_text("no folder")
    monkeypatch.setattr(keeping, "folder_here", lambda: closed)
    assert "<svg" in chart.svg()


def test_of_too_many_those_used_longest_ago_go_and_so_does_what_nobody_used(tmp_path: Path) -> None:
    now = time.time()
    for name, age in (("a.chart", 3), ("b.chart", 2), ("c.chart", 1), ("d.chart", 90), ("e.part", 0.5), ("f.part", 0)):
        path = tmp_path / name
        path.write_bytes(bytes(1_000))
        os.utime(path, (now - age * DAY, now - age * DAY))
    assert keeping.thin(tmp_path) == 2  # unused for months, and a part of a process that was ended
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.chart", "b.chart", "c.chart", "f.part"]
    assert keeping.thin(tmp_path, most=3_000) == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["c.chart", "f.part"]
    assert keeping.thin(tmp_path / "none") == 0


def test_a_chart_that_is_looked_at_is_used_again(chart: Chart, folder: Path) -> None:
    chart.svg()
    [kept] = folder.iterdir()
    os.utime(kept, (0, time.time() - 5 * DAY))
    chart.svg()
    assert kept.stat().st_mtime > time.time() - DAY


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    drawer = Drawer(idle_seconds=0.2, most_drawings=3)
    yield drawer
    drawer.close()


def pid_of(drawer: Drawer) -> int:
    assert drawer._process is not None
    return drawer._process.pid


def test_the_drawing_process_is_begun_anew_when_it_was_ended_and_ends_when_nobody_asks(
    drawer: Drawer, chart: Chart
) -> None:
    order = Order("svg", chart.spec, "t", "d")
    drawn, first = drawer.draw(order), pid_of(drawer)
    os.kill(first, signal.SIGKILL)
    assert drawer.draw(order) == drawn and pid_of(drawer) != first
    until = time.monotonic() + 20
    while drawer._process is not None and time.monotonic() < until:
        time.sleep(0.05)
    assert drawer._process is None


def test_a_wrong_specification_is_told_and_leaves_the_process_to_the_next(chart: Chart) -> None:
    drawer = Drawer(most_drawings=3)
    with pytest.raises(Undrawn):
        drawer.draw(Order("svg", '{"mark": 1}'))
    assert drawer.draw(Order("svg", chart.spec)).startswith(b"<svg")
    first = pid_of(drawer)
    for _ in range(2):  # with the wrong one it has drawn enough
        drawer.draw(Order("svg", chart.spec))
    assert pid_of(drawer) != first
    drawer.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_a_forked_process_does_not_speak_with_its_parents(drawer: Drawer) -> None:
    drawer._process = object()  # type: ignore[assignment]
    child = os.fork()
    if child == 0:
        os._exit(0 if drawer._process is None else 1)
    drawer._process = None
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_what_was_just_drawn_is_remembered_where_nothing_is_kept(chart: Chart) -> None:
    chart.svg()
    before = asking.drawn.cache_info().hits
    chart.svg()
    assert asking.drawn.cache_info().hits == before + 1
