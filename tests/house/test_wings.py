"""No corridor, no closet, no room without a sentence; the tree in the documentation is the one in the folders."""

from __future__ import annotations

import tomllib

import pytest

from tests.house.wings import BEGIN, PAGE, ROOT, every, modules, page, rooms, sentence

PACKAGES = {str(package.relative_to(ROOT)): package for package in every()}
# Features and rooms of a registry: they are named by the field or by their registry, not cut out of a corridor.
NO_WINGS = {"app", "forms", "transcripts/readers"}
# Numbered steps are found by their number.
MOST, MOST_OF = 20, {"migrations": 99}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_folder_says_in_one_sentence_what_it_is_for(name: str) -> None:
    told = sentence(PACKAGES[name])
    assert told.endswith(".") and 20 <= len(told) <= 125, told


@pytest.mark.parametrize("name", PACKAGES)
def test_no_folder_holds_more_than_twenty_modules(name: str) -> None:
    held = modules(PACKAGES[name])
    assert len(held) <= MOST_OF.get(name, MOST), f"{name} wants wings: {len(held)} modules"


@pytest.mark.parametrize("name", PACKAGES)
def test_no_wing_holds_fewer_than_three_modules(name: str) -> None:
    parent = name.rpartition("/")[0]
    if parent and parent not in NO_WINGS:
        assert len(modules(PACKAGES[name])) >= 3, name


def test_no_folder_of_tests_or_templates_is_a_corridor() -> None:
    folders = [ROOT / "tests", ROOT / "app" / "templates"]
    for folder in [f for top in folders for f in (top, *top.rglob("*")) if f.is_dir()]:
        held = [*folder.glob("*.py"), *folder.glob("*.html")]
        assert len(held) <= MOST, f"{folder.relative_to(ROOT)}: {len(held)}"


def test_every_folder_with_wings_has_its_layers_and_each_wing_its_place() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layered = {c: each for each in contracts if each["type"] == "layers" for c in each["containers"]}
    for name, package in PACKAGES.items():
        if rooms(package) and name != "forms":
            held = layered.get(name.replace("/", "."))
            assert held and held["exhaustive"], f"{name}: layers are missing in pyproject.toml"


def test_the_drawing_of_the_house_is_true() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert BEGIN in text and page(text) == text, "run: python tests/house/wings.py"
