"""Commits since the second version keep their subjects short enough to be read in a list."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# The last commit before the rule was held; what came earlier stays as it is.
BEGAN = "bb16d46dbbb8f553d81a5a4ac2dfdab0fbe73ff7"
LONGEST = 72


def git(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def too_long(subjects: list[str]) -> list[str]:
    return [subject for subject in subjects if len(subject) > LONGEST]


def test_a_subject_of_seventy_two_characters_is_the_longest() -> None:
    assert too_long(["x" * 72, "가" * 72, "x" * 73]) == ["x" * 73]


def test_subjects_fit_into_a_list() -> None:
    if git("merge-base", "--is-ancestor", BEGAN, "HEAD").returncode != 0:
        pytest.skip("the history here does not reach back that far: a shallow clone or an archive")
    subjects = git("log", "--no-merges", "--format=%s", f"{BEGAN}..HEAD").stdout.splitlines()
    assert too_long(subjects) == []
