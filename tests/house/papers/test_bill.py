"""The bill of materials: valid, the same each time, with every default package and every vendored file."""

from __future__ import annotations

import json
import re

import pytest

from bin.parts import sbom
from bin.parts.installed import GROUPS, ROOT, VENDOR, Parts, read


@pytest.fixture(scope="module")
def parts() -> Parts:
    return read()


def test_the_bill_of_materials_has_every_default_package_with_version_and_licence(parts: Parts) -> None:
    bill = json.loads(sbom.text(parts))
    components = {(each["name"], each["version"]): each for each in bill["components"]}
    default = list(parts.of("default"))
    for part in default:
        said = components[part.row.name, part.row.version]["licenses"][0]
        assert (said.get("expression") or said["license"]["id"]) == part.licence
        assert components[part.row.name, part.row.version]["purl"] == f"pkg:pypi/{part.row.name}@{part.row.version}"
    tests_only = {part.row.name for group in GROUPS[1:] for part in parts.of(group)}
    assert {"pytest", "dask"} <= tests_only and not tests_only & {name for name, _version in components}
    assert len(components) == len(default) + len(parts.vendored)


def test_the_bill_of_materials_has_the_vendored_files_with_their_hashes(parts: Parts) -> None:
    bill = json.loads(sbom.text(parts))
    files = [file for each in bill["components"] for file in each.get("components", [])]
    told = {file["name"].removeprefix("app/static/vendor/"): file["hashes"][0]["content"] for file in files}
    assert told == {each["file"]: each["sha256"] for each in json.loads(VENDOR.read_text(encoding="utf-8"))}
    for each in json.loads(VENDOR.read_text(encoding="utf-8")):
        assert each["licence"].startswith(parts.told["vendored"][each["package"]]["licence"])


def test_the_bill_of_materials_is_the_same_each_time_and_names_no_place(parts: Parts) -> None:
    text = sbom.text(parts)
    assert text == sbom.text(read())
    assert not re.search(r"https?://(?!cyclonedx\.org/schema/)|file:|serialNumber|timestamp", text)
    assert str(ROOT) not in text


def test_a_bill_that_breaks_the_schema_is_refused(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(parts.vendored[0]["files"], "broken", "no hash")
    with pytest.raises(sbom.InvalidBill):
        sbom.text(parts)
