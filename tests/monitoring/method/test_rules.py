"""Monitoring rules and indicators as data: what is read, and what is refused."""

import json

import pytest

from app.evaluation.method.scheme_file import PRESETS
from app.monitoring.method.indicators import load_indicators, read_indicators
from app.monitoring.method.rules import read_rules, rules_in
from app.tables.checked import Checked, FaultyFile


def shipped():
    return json.loads(PRESETS["national3"].read_text("utf-8"))["monitoring"]


def test_six_indicators_are_shipped_in_their_order():
    codes = [indicator.code for indicator in load_indicators()]
    assert codes == ["establishments", "employees", "wages", "delinquency", "insured", "power"]


def test_only_the_delinquency_rate_is_bad_when_it_rises():
    assert [i.code for i in load_indicators() if i.direction == -1] == ["delinquency"]


def test_the_same_indicator_twice_is_refused_by_name():
    one = {"code": "power", "name_ko": "전력", "name_en": "Power", "unit": "MWh", "unit_en": "MWh",
           "kind": "level", "bad": "fall", "source_ko": "예시", "position": 1}  # fmt: skip
    with pytest.raises(FaultyFile, match="power"):
        read_indicators([one, one])


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_has_rules_for_the_shipped_indicators(name):
    rules = rules_in(PRESETS[name].read_text("utf-8"))
    assert {rule.code for rule in rules.indicators} == {indicator.code for indicator in load_indicators()}


def test_all_faults_are_named_at_once_each_with_its_place():
    data = shipped()
    data["watch_at"] = 3
    data["z_low"] = "-1.5"
    del data["alarm"]
    data["alram"] = 5
    data["indicators"][1]["mad_floor"] = 0
    data["triggers"][0]["conditions"][0]["indicator"] = "sales"
    part = Checked(data, "monitoring")
    read_rules(part)
    assert {fault.where for fault in part.faults} == {
        "monitoring.watch_at",
        "monitoring.z_low",
        "monitoring.alarm",
        "monitoring.alram",
        "monitoring.indicators[1].mad_floor",
        "monitoring.triggers[0].conditions[0].indicator",
    }


def test_a_scheme_stored_before_rules_had_a_version_can_still_be_told():
    data = shipped()
    for key in ("version", "restart", "months_known", "firms", "breaks"):
        del data[key]
    part = Checked(data, "monitoring")
    rules = read_rules(part)
    assert not part.faults and (rules.version, rules.restart, rules.months_known, rules.firms) == (1, None, 2, None)


def test_new_rules_name_when_the_sum_begins_again():
    data = shipped()
    del data["restart"]
    part = Checked(data, "monitoring")
    read_rules(part)
    assert "monitoring.restart" in {fault.where for fault in part.faults}
