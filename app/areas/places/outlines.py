"""Outlines from GeoJSON (RFC 7946): features become rings of longitude and latitude, thinned to what a map shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.errors import Problem

# What a feature may call the code of its area, and the district it is of.
CODES = ("code", "코드", "밀집지역코드", "지역코드", "관리번호")
DISTRICTS = ("district", "구군", "시군구", "SIG_KOR_NM", "sigungu")
# Korea with Jeju and Dokdo, as the register of areas has it: swapped axes and other projections are noticed.
WEST, EAST, SOUTH, NORTH = 124.0, 132.0, 33.0, 39.0
# About 50 m: half a pixel of a map of a city, a twentieth of one of the nation.
FINEST = 0.0005
# A boundary finer than that is no longer one a browser should draw. Chosen, not measured.
MOST_POINTS = 500_000

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass
class Outlines:
    """Outlines by the code of an area or the name of a district, and every problem found on the way."""

    areas: dict[str, tuple[Ring, ...]] = field(default_factory=dict)
    districts: dict[str, tuple[Ring, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_outlines(data: bytes) -> Outlines:
    """The outlines of a GeoJSON file."""
    found = Outlines()
    try:
        file = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return _wrong(
            found, _("파일"), _("JSON으로 읽을 수 없습니다"), _("UTF-8로 저장한 GeoJSON 파일을 올려 주십시오")
        )
    features = file.get("features") if isinstance(file, dict) else None
    if not isinstance(features, list) or not features:
        right = _("FeatureCollection의 features에 경계를 하나 이상 담아 주십시오")
        return _wrong(found, _("파일"), _("경계가 없습니다"), right)
    for number, feature in enumerate(features, start=1):
        _take(found, _("%(n)s번째 경계", n=number), feature)
    points = sum(len(ring) for rings in (*found.areas.values(), *found.districts.values()) for ring in rings)
    if points > MOST_POINTS:
        right = _("%(n)s개 아래로 단순하게 만들어 주십시오", n=f"{MOST_POINTS:,}")
        _wrong(found, _("파일"), _("꼭짓점이 너무 많습니다: %(n)s개", n=f"{points:,}"), right)
    return found


def _take(found: Outlines, where: str, feature: Any) -> None:
    """Put one feature where it belongs, or say what is wrong with it."""
    feature = feature if isinstance(feature, dict) else {}
    named = feature.get("properties") if isinstance(feature.get("properties"), dict) else {}
    code, district = (_first(named, words) for words in (CODES, DISTRICTS))
    if not code and not district:
        right = _("속성에 코드(code)나 구군(district)을 적어 주십시오")
        _wrong(found, where, _("어느 지역의 경계인지 알 수 없습니다"), right)
        return
    kept, key = (found.areas, code) if code else (found.districts, district)
    if key in kept:
        _wrong(found, where, _("같은 경계가 앞에도 있습니다: ‘%(name)s’", name=key), _("하나만 남겨 주십시오"))
        return
    try:
        kept[key] = tuple(thinned(ring) for ring in _rings(feature.get("geometry")))
    except ValueError as error:
        _wrong(found, f"{where} ({key})", str(error), _("위도와 경도(WGS 84)로 된 면(Polygon)을 담아 주십시오"))


def _first(named: dict[str, Any], words: Sequence[str]) -> str:
    return next((str(named[word]).strip() for word in words if str(named.get(word) or "").strip()), "")


def _rings(geometry: Any) -> Iterator[Ring]:
    """The rings of a Polygon or MultiPolygon; raises ValueError with what is wrong."""
    geometry = geometry if isinstance(geometry, dict) else {}
    given = geometry.get("coordinates")
    polygons = {"Polygon": [given], "MultiPolygon": given}.get(str(geometry.get("type")))
    if not isinstance(polygons, list) or not polygons:
        raise ValueError(_("면이 아닙니다"))
    for polygon in polygons:
        for ring in polygon if isinstance(polygon, list) else [None]:
            if not isinstance(ring, list) or len(ring) < 4:
                raise ValueError(_("점이 넷보다 적은 선이 있습니다"))
            yield tuple(_point(each) for each in ring)


def _point(given: Any) -> Point:
    numbers = given[:2] if isinstance(given, list) else []
    if len(numbers) < 2 or any(isinstance(n, bool) or not isinstance(n, int | float) for n in numbers):
        raise ValueError(_("숫자가 아닌 좌표가 있습니다"))
    x, y = float(numbers[0]), float(numbers[1])
    if not (WEST <= x <= EAST and SOUTH <= y <= NORTH):
        raise ValueError(_("우리나라 밖의 좌표가 있습니다: %(x)s, %(y)s", x=f"{x:.10g}", y=f"{y:.10g}"))
    return x, y


def thinned(ring: Ring, finest: float = FINEST) -> Ring:
    """The ring without the points a map would not show (Douglas and Peucker 1973); a small one keeps four.

    References
    ----------
    Douglas, D. H. and Peucker, T. K. (1973): Algorithms for the reduction of the number of points required to
    represent a digitized line or its caricature. Cartographica 10, 112-122.
    """
    # A ring ends where it begins: its farthest point cuts it into two lines.
    far = max(range(len(ring)), key=lambda k: _gap(ring[k], ring[0], ring[0]))
    keep, waiting = {0, far, len(ring) - 1}, [(0, far), (far, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        inner = range(first + 1, last)
        split = max(inner, key=lambda k: _gap(ring[k], ring[first], ring[last]), default=None)
        if split is not None and _gap(ring[split], ring[first], ring[last]) > finest:
            keep.add(split)
            waiting += [(first, split), (split, last)]
    if len(keep) < 4:
        keep |= {len(ring) // 3, 2 * len(ring) // 3}
    return tuple((round(ring[k][0], 5), round(ring[k][1], 5)) for k in sorted(keep))


def _gap(point: Point, first: Point, last: Point) -> float:
    """How far a point lies from the stretch between two others [degrees]."""
    x, y = point[0] - first[0], point[1] - first[1]
    dx, dy = last[0] - first[0], last[1] - first[1]
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, (x * dx + y * dy) / length)) if length else 0.0
    return float(((x - along * dx) ** 2 + (y - along * dy) ** 2) ** 0.5)


def _wrong(found: Outlines, where: str, what: str, right: str) -> Outlines:
    found.problems.append(Problem(where, what, right))
    return found
