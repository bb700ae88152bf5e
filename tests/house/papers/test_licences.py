"""Licences of everything in the lock: known, allowed and proved, here and on the platforms that are not here."""

from __future__ import annotations

import copy
import re
from email.message import Message

import pytest

from bin.parts import checking
from bin.parts.installed import ROOT, Parts, read
from bin.parts.licences import Policy, UnclearLicence, declared, problem
from bin.parts.lock import Row, closure, rows

POLICY = Policy(frozenset({"MIT", "Apache-2.0", "BSD-3-Clause"}), frozenset({"LGPL-3.0-only", "MPL-2.0"}))
WORDS = {"MIT License": "MIT", "Apache Software License": "Apache-2.0"}


@pytest.fixture(scope="module")
def parts() -> Parts:
    return read()


def with_row(parts: Parts, line: str, **told: object) -> Parts:
    """The parts with one more line in the lock, and with what docs/licences.toml would say on it."""
    lock = "\n".join([(ROOT / "requirements.lock").read_text(encoding="utf-8"), line])
    more = copy.deepcopy(parts.told)
    more["packages"].update(told)
    return Parts(lock, parts.project, more)


def test_every_package_of_the_lock_has_a_licence_that_is_allowed(parts: Parts) -> None:
    assert len(parts.rows) > 140
    assert checking.refusals(parts) == []


def test_what_docs_licences_toml_says_stands_in_the_packages(parts: Parts) -> None:
    assert checking.hearsay(parts) == []


def test_licence_files_that_name_the_gnu_licences_are_explained(parts: Parts) -> None:
    assert checking.unexplained(parts) == []


def test_docs_licences_toml_names_what_is_in_the_lock_and_what_is_not_installed_everywhere(parts: Parts) -> None:
    assert checking.stale(parts) == []
    assert checking.unreached(parts) == []


@pytest.mark.parametrize("licence", ["GPL-3.0-or-later", "AGPL-3.0-only", "GPL-2.0-only AND MIT", "SSPL-1.0"])
def test_an_invented_package_under_a_copyleft_licence_is_refused(parts: Parts, licence: str) -> None:
    worse = with_row(parts, "invented==1.0 \\", invented={"licence": licence})
    assert len(refused := checking.refusals(worse)) == 1 and refused[0].startswith("invented==1.0: ")


def test_an_invented_package_of_unknown_licence_is_refused(parts: Parts) -> None:
    assert "name its licence" in checking.refusals(with_row(parts, "invented==1.0 \\"))[0]
    unknown = with_row(parts, "invented==1.0 \\", invented={"licence": "as is"})
    assert "no SPDX expression" in checking.refusals(unknown)[0]


def test_a_conditional_package_is_not_passed_over(parts: Parts) -> None:
    worse = with_row(parts, "invented==1.0 ; sys_platform == 'win32' \\")
    assert any("invented" in line for line in checking.refusals(worse))
    assert any("invented" in line for line in checking.stale(worse)) and checking.unreached(worse)


def test_evidence_that_is_not_in_the_package_is_found(parts: Parts) -> None:
    worse = with_row(parts, "", huey={"licence": "MIT", "file": "licenses/LICENSE", "says": "do as you please"})
    assert len(checking.hearsay(worse)) == 1


def test_a_gnu_licence_inside_a_package_is_found_when_nobody_explains_it(parts: Parts) -> None:
    worse = with_row(parts, "")
    worse.told["inside"] = [each for each in worse.told["inside"] if each["package"] != "lxml"]
    assert checking.unexplained(worse) and all(line.startswith("lxml==") for line in checking.unexplained(worse))
    worse.told["inside"].append({"package": "lxml", "part": "test.py", "licence": "GPL-2.0-only", "reason": "none"})
    assert checking.refusals(worse) == ["lxml: test.py: GPL-2.0-only is not on the list"]


@pytest.mark.parametrize(
    ("expression", "reason", "passes"),
    [
        ("MIT", "", True),
        ("mit and apache-2.0", "", True),
        ("GPL-2.0-only OR MIT", "", True),
        ("GPL-2.0-only AND MIT", "used unchanged", False),
        ("LGPL-3.0-only", "", False),
        ("LGPL-3.0-only", "used unchanged", True),
        ("GPL-3.0-only WITH GCC-exception-3.1", "used unchanged", False),
        ("(GPL-3.0-only OR LGPL-3.0-only) AND BSD-3-Clause", "", False),
    ],
)
def test_of_a_choice_one_branch_is_enough_and_of_a_sum_all_count(expression: str, reason: str, passes: bool) -> None:
    assert (problem(expression, POLICY, reason=reason) == "") is passes


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"License-Expression": "MIT"}, "MIT"),
        ({"License": "BSD-3-Clause", "Classifier": "License :: OSI Approved :: BSD License"}, "BSD-3-Clause"),
        ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"License": "UNKNOWN"}, None),
        ({"Classifier": "License :: OSI Approved :: BSD License"}, None),
        ({"License": "BSD"}, None),
        ({"License": "MIT", "Classifier": "License :: OSI Approved :: Apache Software License"}, None),
    ],
)
def test_metadata_says_a_licence_or_is_unclear(fields: dict[str, str], said: str | None) -> None:
    metadata = Message()
    for field, value in fields.items():
        metadata[field] = value
    if said:
        assert declared(metadata, WORDS) == said
    else:
        with pytest.raises(UnclearLicence):
            declared(metadata, WORDS)


def test_the_lock_is_read_row_by_row_with_its_markers() -> None:
    text = "a==1.0 \\\n    --hash=sha256:00\nb-c==2 ; python_full_version < '3.12' \\\n    --hash=sha256:11\n"
    assert rows(text) == [Row("a", "1.0", ""), Row("b-c", "2", "python_full_version < '3.12'")]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert len(rows(lock)) == len(re.findall(r"^\S+==", lock, re.M))


def test_needs_are_followed_over_extras_and_other_platforms() -> None:
    needs = {
        "a": ["b[x]", "w; sys_platform == 'win32'", "old; python_version < '3.9'"],
        "b": ["c; extra == 'x'", "d; extra == 'y'"],
    }
    found = closure(["a"], lambda name: needs.get(name, []))
    assert found == {"a": {"b", "w"}, "b": {"c"}, "c": set(), "w": set()}
