"""Ids sort by the time they were made at, within a millisecond too."""

from __future__ import annotations

import uuid

from app.ids import is_id, new_id


def test_ids_made_one_after_the_other_sort_so_and_are_of_version_seven() -> None:
    made = [new_id() for _ in range(2_000)]
    assert made == sorted(made) and len(set(made)) == 2_000
    assert all(is_id(each) and uuid.UUID(each).version == 7 for each in made)
    assert {uuid.UUID(each).variant for each in made} == {uuid.RFC_4122}
