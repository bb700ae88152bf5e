"""A small scheme and table the tests of the indices change a little at a time."""

from __future__ import annotations

import copy
from typing import Any

import pytest

SCHEME: dict[str, Any] = {
    "code": "strain",
    "title": "어려움 지수(예시)",
    "unit": "지역",
    "indicators": [
        {"code": "jobs", "column": "고용", "direction": "down"},
        {"code": "loans", "column": "연체율", "direction": "up"},
        {"code": "orders", "column": "수주", "direction": "down"},
    ],
    "index": {
        "code": "index",
        "aggregate": "arithmetic",
        "parts": [
            {
                "code": "work",
                "weight": 2,
                "aggregate": "arithmetic",
                "parts": [{"indicator": "jobs"}, {"indicator": "orders", "weight": 3}],
            },
            {"code": "money", "aggregate": "arithmetic", "parts": [{"indicator": "loans"}]},
        ],
    },
}
ROWS = ["지역,고용,연체율,수주", "가,100,1,50", "나,90,3,40", "다,80,2,30", "라,70,5,20", "마,60,4,10"]


@pytest.fixture
def scheme() -> dict[str, Any]:
    return copy.deepcopy(SCHEME)


@pytest.fixture
def rows() -> list[str]:
    return list(ROWS)
