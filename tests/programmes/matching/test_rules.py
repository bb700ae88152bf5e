"""The rules of matching: what ships is sound, every fault is named, the newest stored ones count."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from flask import Flask
from sqlite_utils import Database

from app.db import scalar
from app.errors import BadInput
from app.programmes.matching.rules import CONDITIONS, read_rules, shipped
from app.programmes.matching.ruling import rules_in_use, store_rules
from app.tables.checked import FaultyFile


def changed(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(dict(shipped())), **changes}


def test_the_rules_that_ship_are_sound_and_name_author_and_day() -> None:
    rules = read_rules(shipped())
    assert (rules.version, rules.author, rules.date) == (1, "Moksori", "2026-11-30")
    assert {each.id for each in rules.conditions} == set(CONDITIONS)


def test_every_fault_is_named_at_once() -> None:
    conditions = [{**each, "ground": False} for each in changed()["conditions"]][:-1]
    conditions[0] = {**conditions[0], "excludes": "yes", "wieght": 1}
    data = changed(least_firms=2, date="어제", offered_from="bad", conditions=conditions, wieghts={})
    with pytest.raises(FaultyFile) as caught:
        read_rules(data)
    places = {fault.where for fault in caught.value.faults}
    assert {"least_firms", "date", "offered_from", "conditions", "conditions[0].excludes", "wieghts"} <= places
    assert "conditions[0].wieght" in places


def test_fewer_than_three_firms_are_never_a_ground() -> None:
    with pytest.raises(FaultyFile, match="least_firms"):
        read_rules(changed(least_firms=1))


def test_the_newest_rules_count_and_the_same_ones_are_not_stored_again(app: Flask, db: Database) -> None:
    assert rules_in_use(db).domain_points == 50
    data = json.dumps(changed(domain_points=60, version=2)).encode()
    assert store_rules(db, data, "규칙.json", person_id=None)
    assert (rules_in_use(db).domain_points, rules_in_use(db).version) == (60, 2)
    assert not store_rules(db, data, "규칙.json", person_id=None)
    assert scalar(db, "select count(*) from matching_rules") == 1


def test_a_faulty_file_is_refused_with_each_place(app: Flask, db: Database) -> None:
    with app.test_request_context("/"):
        for data in (b"{", b"[]", json.dumps(changed(region="")).encode()):
            with pytest.raises(BadInput) as caught:
                store_rules(db, data, "규칙.json", person_id=None)
            assert caught.value.problems
    assert scalar(db, "select count(*) from matching_rules") == 0
