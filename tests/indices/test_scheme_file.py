"""A scheme is refused with every fault at its place, before any value is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.indices.scheme_file import read_scheme
from app.tables.checked import FaultyFile


def faults(scheme: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(FaultyFile) as told:
        read_scheme(scheme)
    return [(fault.where, fault.message) for fault in told.value.faults]


def test_what_is_not_said_is_the_usual(scheme: dict[str, Any]) -> None:
    read = read_scheme(scheme)
    assert (read.least_known, read.draws, read.base, read.uncertainty) == (0.6, 10_000, 1_024, ())
    assert read.indicators[0].normalise.method == "minmax" and read.indicators[0].direction == -1
    assert [node.weight for node in read.index.walk()] == [1, 2, 1, 3, 1, 1]


def _posts(low: float, high: float) -> Callable[[dict[str, Any]], None]:
    return lambda s: s["indicators"][1].update(normalise={"method": "goalposts", "low": low, "high": high})


FAULTS: list[tuple[Callable[[dict[str, Any]], object], str, str]] = [
    (_posts(3, 3), "indicators[1].normalise.low", "low는 high보다 작아야 합니다"),
    (_posts(4, 3), "indicators[1].normalise.low", "low는 high보다 작아야 합니다"),
    (lambda s: s["index"]["parts"][1].update(weight=0), "index.parts[1].weight", "가중치는 0보다 커야 합니다"),
    (lambda s: s["index"]["parts"][1].update(weight=-1), "index.parts[1].weight", "가중치는 0보다 커야 합니다"),
    (lambda s: s["index"].update(aggregate="mean"), "index.aggregate", "정해진 값 가운데 하나여야 합니다"),
    (lambda s: s["index"]["parts"].pop(), "indicators", "index에서 쓰지 않는 지표입니다"),
    (lambda s: s["indicators"].pop(), "index", "indicators에 없는 지표입니다"),
    (lambda s: s["index"]["parts"].append({"indicator": "jobs"}), "index", "같은 이름이 두 번 나옵니다"),
    (lambda s: s["indicators"][0].update(column="연체율"), "indicators", "같은 이름이 두 번 나옵니다"),
    (lambda s: s["index"]["parts"][0].update(parts=[]), "index.parts[0].parts", "지표나 묶음이 하나는 있어야 합니다"),
    (lambda s: s["index"].update(weights="critic"), "index.weights", "critic은 지표만 든 묶음에 쓸 수 있습니다"),
    (lambda s: s.update(normalise={"method": "minmax", "range": [1, 1]}), "normalise.range", "작은 수와 큰 수를"),
    (lambda s: s.update(base=1000), "base", "1024처럼 2의 거듭제곱이어야 합니다"),
    (lambda s: s.update(draw=1000), "draw", "알 수 없는 이름입니다"),
    (lambda s: s.update(uncertainty=[{"factor": "weights", "spread": 1}]), "uncertainty[0].spread", "허용 범위를"),
    (
        lambda s: s.update(uncertainty=[{"factor": "aggregate", "methods": ["arithmetic"]}]),
        "uncertainty[0].methods",
        "대안을 둘 이상 적어 주십시오",
    ),
    (lambda s: s.update(uncertainty=[{"factor": "leave_out"}] * 2), "uncertainty", "같은 이름이 두 번 나옵니다"),
]


@pytest.mark.parametrize(("damage", "where", "what"), FAULTS)
def test_a_fault_is_told_at_its_place(
    scheme: dict[str, Any], damage: Callable[[dict[str, Any]], object], where: str, what: str
) -> None:
    damage(scheme)
    assert any(place == where and message.startswith(what) for place, message in faults(scheme)), faults(scheme)


def test_all_faults_are_told_at_once(scheme: dict[str, Any]) -> None:
    for damage, _where, _what in FAULTS[:3]:
        damage(scheme)
    scheme["seed"] = "one"
    assert {where for where, _what in faults(scheme)} == {
        "indicators[1].normalise.low",
        "index.parts[1].weight",
        "seed",
    }


def test_a_logarithm_wants_goalposts_above_nothing(scheme: dict[str, Any]) -> None:
    _posts(0, 6)(scheme)
    scheme["indicators"][1]["treat"] = "log"
    assert faults(scheme)[0][0] == "indicators[1].normalise"
    scheme["indicators"][1]["treat"] = "auto"
    assert faults(scheme)[0][0] == "indicators[1].treat"


def test_a_tree_may_be_six_levels_deep(scheme: dict[str, Any]) -> None:
    for level in range(3):
        scheme["index"] = {"code": f"level{level}", "aggregate": "arithmetic", "parts": [scheme["index"]]}
    assert len(list(read_scheme(scheme).index.walk())) == 9
    for level in range(3, 6):
        scheme["index"] = {"code": f"level{level}", "aggregate": "arithmetic", "parts": [scheme["index"]]}
    assert any("단계가 너무 깊습니다" in message for _where, message in faults(scheme))
