"""NOTICE is what the command writes, and leaves out no package and no vendored one."""

from __future__ import annotations

import json
import re

import pytest

from bin.parts import notice
from bin.parts.installed import VENDOR, Parts, read


@pytest.fixture(scope="module")
def parts() -> Parts:
    return read()


def test_notice_is_what_the_command_writes(parts: Parts) -> None:
    assert notice.NOTICE.read_text(encoding="utf-8") == notice.text(parts), "run: bash bin/notice"


def test_notice_names_every_package_and_every_vendored_one(parts: Parts) -> None:
    text = notice.NOTICE.read_text(encoding="utf-8")
    for row in parts.rows:
        assert re.search(rf"^{re.escape(row.name)} +{re.escape(row.version)} +\S", text, re.M), row
    for each in json.loads(VENDOR.read_text(encoding="utf-8")):
        assert f"{each['package']} {each['version']}  " in text, each["file"]
