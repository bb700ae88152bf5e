"""Zones on areas: which hold on a day, where two meet, and how many years a strip covers."""

from __future__ import annotations

from app.clusters.crossing import MOST, Lying, crossing
from app.clusters.zones import Designation, Overlap, overlaps, years


def zone(name: str, since: str | None, until: str | None, area: str = "a") -> Designation:
    return Designation(area, name, name, since, until)


def test_a_zone_holds_from_its_first_to_its_last_day() -> None:
    found = zone("특구", "2023-03-02", "2024-12-31")
    assert [found.holds(day) for day in ("2023-03-01", "2023-03-02", "2024-12-31", "2025-01-01")] == [0, 1, 1, 0]
    assert zone("특구", None, None).holds("1999-01-01")


def test_two_zones_of_an_area_overlap_from_the_later_beginning_to_the_earlier_end() -> None:
    listed = [zone("가", "2020-01-01", "2024-12-31"), zone("나", "2022-04-15", None), zone("다", None, "2020-06-30")]
    assert overlaps(listed) == [
        Overlap("a", ("다", "가"), "2020-01-01", "2020-06-30"),
        Overlap("a", ("가", "나"), "2022-04-15", "2024-12-31"),
    ]


def test_zones_of_two_areas_or_one_after_the_other_do_not_overlap() -> None:
    assert overlaps([zone("가", "2020-01-01", None), zone("나", "2020-01-01", None, area="b")]) == []
    assert overlaps([zone("가", None, "2020-12-31"), zone("나", "2021-01-01", None)]) == []


def test_a_zone_that_came_back_does_not_overlap_itself() -> None:
    assert overlaps([zone("가", "2020-01-01", "2021-12-31"), zone("가", "2021-06-01", None)]) == []


def test_a_strip_reaches_from_the_first_known_day_to_the_year_after_the_last() -> None:
    assert years([zone("가", "2019-05-01", None)], "2021-03-01") == range(2019, 2023)


def lying(key: str, areas: str, kind: str = "zone") -> Lying:
    return Lying(key, key, kind, frozenset(areas))


def test_clusters_and_zones_cross_where_an_area_lies_in_both() -> None:
    cluster, alone = lying("벨트", "abcd", "cluster"), lying("혼자", "z", "cluster")
    zones = [lying("가", "ab"), lying("나", "b"), lying("다", "y")]
    found = crossing([cluster, alone], zones)
    assert [each.key for each in found.columns] == ["가", "나"], "what shares nothing has no column"
    assert [each.key for each in found.rows] == ["벨트", "가", "나"]
    first, second = found.columns
    assert found.both(cluster, first) == {"a", "b"} and found.both(first, second) == {"b"}
    assert [found.shade(cluster, first), found.shade(first, second)] == [4, 4]
    assert found.shade(lying("라", "bcde"), lying("마", "bxyz")) == 1
    assert found.most == (cluster, first)


def test_of_very_many_zones_those_that_share_most_have_a_column_and_the_rest_is_counted() -> None:
    found = crossing([], [lying(f"{n:02}", "a" if n else "ab") for n in range(MOST + 3)])
    assert len(found.columns) == MOST and found.more == 3 and len(found.rows) == MOST + 3
    assert crossing([], [lying("가", "a")]).rows == () and crossing([], []).most is None
