"""Bringing coordinates and boundaries: all of a file or nothing, each fault at its place."""

from __future__ import annotations

import json

import pytest

from app.accounts.people import EVERYTHING
from app.areas.places.locating import locate
from app.areas.places.outlines import read_outlines, thinned
from app.areas.places.place_store import boundaries
from app.db import row, rows
from app.errors import BadInput

SQUARE = [[129.0, 35.1], [129.02, 35.1], [129.02, 35.12], [129.0, 35.12], [129.0, 35.1]]


def feature(properties: dict[str, object], ring: object = SQUARE, kind: str = "Polygon") -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": [ring]}}


def geojson(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def place_of(db, area_id: str) -> tuple[float, float]:
    found = row(db, "select latitude, longitude from area where id = ?", [area_id])
    return found["latitude"], found["longitude"]


def test_a_table_puts_areas_somewhere_and_says_what_moved(db, areas):
    first = locate(db, "코드,위도,경도\nB001,35.15,129.05\n".encode(), "a.csv", person_id=None)
    again = locate(db, "코드,위도,경도\nb001,35.15,129.05\n".encode(), "a.csv", person_id=None)
    assert (first.moved, again.moved, again.unchanged) == (1, 0, 1)
    assert place_of(db, areas["B001"]) == (35.15, 129.05)
    assert row(db, "select object_kind from audit where action = 'file imported'")["object_kind"] == "import"


def test_every_fault_of_a_table_is_named_and_nothing_is_kept(db, areas):
    before = place_of(db, areas["B001"])
    text = "코드,위도,경도\nB001,35.15,129.05\nB001,35.2,129.1\nX9,35.2,129.1\nB002,129.1,35.2\n"
    with pytest.raises(BadInput) as wrong:
        locate(db, text.encode(), "a.csv", person_id=None)
    told = " ".join(f"{p.where} {p.what}" for p in wrong.value.problems)
    assert "같은 코드" in told and "‘X9’" in told and "5" in told
    assert place_of(db, areas["B001"]) == before and not rows(db, "select 1 from import_run")


def test_the_newest_boundary_of_each_place_is_drawn(db, areas):
    district = row(db, "select district from area where code = 'B001'")["district"]
    first = locate(db, geojson(feature({"code": "B001"}), feature({"구군": district})), "b.geojson", person_id=None)
    other = [[x + 0.01, y] for x, y in SQUARE]
    again = locate(db, geojson(feature({"code": "B001"}, other)), "b.geojson", person_id=None)
    assert (first.bounded, again.bounded) == (2, 1)
    found = {r["area_id"]: json.loads(r["rings"]) for r in boundaries(db, EVERYTHING)}
    assert len(found) == 2 and found[areas["B001"]][0][0] == [129.01, 35.1]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"type": "Feature"}', "경계가 없습니다"),
        (geojson(feature({"name": "x"})), "어느 지역의"),
        (geojson(feature({"code": "B001"}, [[35.1, 129.0]] * 4)), "우리나라 밖"),
        (geojson(feature({"code": "B001"}, [[960000, 1800000]] * 4)), "우리나라 밖"),
        (geojson(feature({"code": "B001"}, SQUARE[:3])), "넷보다 적은"),
        (geojson(feature({"code": "B001"}, [["a", None]] * 4)), "숫자가 아닌"),
        (geojson(feature({"code": "B001"}, kind="Point")), "면이 아닙니다"),
        (geojson(feature({"code": "B001"}), feature({"code": "B001"})), "앞에도"),
        (geojson(None), "어느 지역의"),
    ],
)
def test_a_wrong_outline_says_what_is_wrong(app, data, word):
    assert word in " ".join(f"{p.what}" for p in read_outlines(data).problems)


def test_unknown_areas_and_districts_are_named_together(db, areas):
    with pytest.raises(BadInput) as wrong:
        locate(db, geojson(feature({"code": "X9"}), feature({"district": "없는구"})), "b.geojson", person_id=None)
    told = [p.what for p in wrong.value.problems]
    assert any("X9" in each for each in told) and any("없는구" in each for each in told)


def test_a_boundary_keeps_its_corners_and_loses_what_no_map_shows():
    fine = [(129.0 + 0.02 * k / 50, 35.1 + 1e-5 * (k % 2)) for k in range(51)]
    ring = (*fine, (129.02, 35.12), (129.0, 35.12), (129.0, 35.1))
    kept = thinned(ring)
    assert len(kept) == 5 and set(kept) == {(129.0, 35.1), (129.02, 35.1), (129.02, 35.12), (129.0, 35.12)}
    assert len(thinned(tuple((x / 1e4 + 129, y / 1e4 + 35) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))))) >= 4
