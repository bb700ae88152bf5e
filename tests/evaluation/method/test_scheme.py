"""Schemes: what ships, what a version is, and what is refused."""

import json

import pytest

from app.evaluation.method.scheme_file import PRESETS, load_scheme, read_any, read_scheme, version_of
from app.monitoring.method.indicators import load_indicators
from app.tables.checked import FaultyFile

ITEMS = ("biz", "sales", "exports", "profit", "funding", "staffing")  # of the questionnaire that ships
SCORED = {
    "tariff_trade",
    "workforce",
    "rnd",
    "finance",
    "market",
    "supply_cost",
    "tech_digital",
    "energy_env",
}
ITEMS = ("biz", "sales", "exports", "profit", "funding", "staffing")  # of the questionnaire that ships
SCORED = {
    "tariff_trade",
    "workforce",
    "rnd",
    "finance",
    "market",
    "supply_cost",
    "tech_digital",
    "energy_env",
}
THEMES = SCORED | {"fair_trade", "regulation", "location", "policy_support"}


def shipped(name="national3"):
    return json.loads(PRESETS[name].read_text("utf-8"))


def faults(data):
    with pytest.raises(FaultyFile) as caught:
        read_scheme(data)
    return [fault.where for fault in caught.value.faults]


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_is_sound_and_names_all_twelve_themes(name):
    scheme = load_scheme(name)
    scored = {theme for domain in scheme.domains for theme in domain.themes}
    assert scheme.id == name and scored | set(scheme.unscored_themes) == THEMES
    assert [domain.id for domain in scheme.domains] == [
        "finance",
        "market",
        "technology",
        "hr",
        "rnd",
        "external",
    ]


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_indicator_of_a_preset_is_one_that_is_collected(name):
    collected = {indicator.code for indicator in load_indicators()}
    asked = {f"{item}_{time}" for item in ITEMS for time in ("past", "next")}
    for indicator in load_scheme(name).indicators:
        assert indicator.code in (collected if indicator.source == "monitoring" else asked)


def test_three_levels_are_the_default_and_five_are_ready():
    assert [(level.name_ko, level.start) for level in load_scheme().levels] == [
        ("양호", 0),
        ("주의", 40),
        ("심각", 60),
    ]
    assert [level.name_ko for level in load_scheme("chungnam5").levels] == [
        "양호",
        "주의",
        "경고",
        "심각",
        "위험",
    ]


def test_a_theme_belongs_to_one_domain_or_is_shown_and_not_scored():
    scheme = load_scheme()
    assert scheme.domains[scheme.domain_of_theme("workforce")].id == "hr"
    assert scheme.domain_of_theme("location") is None and "location" in scheme.unscored_themes


def test_spelling_and_order_do_not_change_a_version_and_a_value_does():
    data = shipped()
    turned = dict(reversed(data.items())) | {"lambda": 0.60}
    assert version_of(turned) == version_of(data) == load_scheme().version
    assert version_of({"a": 1.0}) == version_of({"a": 1})
    assert version_of(data | {"lambda": 0.61}) != version_of(data)


def test_weights_that_do_not_sum_to_one_are_refused():
    data = shipped()
    data["domains"][0]["weight"] = 0.5
    assert faults(data) == ["domains"]


def test_every_fault_is_named_at_once_with_its_place():
    data = shipped()
    data["lambda"] = 1.2
    data["lamda"] = 0.6
    data["date"] = "22.11.2026"
    data["domains"][0]["indicators"][0]["lower"] = data["domains"][0]["indicators"][0]["upper"]
    data["themes"]["finance"] = "money"
    data["levels"][1]["start"] = 70
    data["votes"]["quorum"] = 6
    del data["voices"]["most_K"]
    assert sorted(faults(data)) == sorted(
        [
            "lambda",
            "lamda",
            "date",
            "domains[0].indicators[0].lower",
            "themes.finance",
            "levels",
            "votes",
            "voices.most_K",
        ]
    )


def test_an_indicator_in_two_domains_is_refused():
    data = shipped()
    data["domains"][2]["indicators"].append(data["domains"][0]["indicators"][0])
    assert faults(data) == ["domains[].indicators"]


@pytest.mark.parametrize("data", [[], "방식", {}, {"domains": 3}, {"domains": [None], "levels": [1], "themes": []}])
def test_something_else_altogether_is_refused_without_a_traceback(data):
    assert faults(data)


def test_an_unknown_level_is_a_key_error():
    with pytest.raises(KeyError):
        load_scheme().level_index("danger")


def test_a_scheme_of_the_first_version_can_be_shown_and_not_computed_with():
    old = {key: value for key, value in shipped().items() if key not in ("method", "survey", "grades", "calibration")}
    old["voices"] = {"severity_points": [0.2, 0.4, 0.6, 0.8, 1], "K": 8, "K_low": 1, "K_high": 50, "least_areas": 5}
    old["voices"]["least_respondents"] = 3
    old["quantitative"] = {"months": 6, "months_at_least": 4, "survey_at_least": 3}
    shown = read_any(old)
    assert shown.method == 1 and shown.voices.K == 8 and [level.id for level in shown.levels][-1] == "serious"
    assert "method" in faults(old) and read_any(shipped()) == load_scheme()


def test_a_scheme_is_uncalibrated_until_known_outcomes_were_used_published_and_kept():
    assert not load_scheme().calibration.done
    data = shipped()
    data["calibration"] |= {"outcomes": 5, "published": True, "rounds_kept": 2}
    assert not read_scheme(data).calibration.done
    data["calibration"]["rounds_kept"] = 3
    assert read_scheme(data).calibration.done
