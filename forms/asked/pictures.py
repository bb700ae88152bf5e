"""Pictures shown with questions and choices: named there, given once by that name with words for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.findings import Findings
from forms.questions.question import Wording

_SHA256 = re.compile(r"[0-9a-f]{64}")
# What is shown, of the kinds a workbook may name; the larger one stands for the smaller where there is no other.
SHOWN = ("image", "big-image")
KINDS = (*SHOWN, "audio", "video")


@dataclass(frozen=True)
class Picture:
    """A picture by the hash of its bytes; `alt` says it to whoever cannot see it."""

    sha256: str
    alt: Wording


def files(d: Mapping[str, Any], findings: Findings) -> dict[str, Picture]:
    """The pictures by the names under which questions and choices speak of them."""
    given = d.get("files")
    if given is None:
        return {}
    if not isinstance(given, Mapping) or not all(isinstance(each, Mapping) for each in given.values()):
        findings.add(None, "wrong_kind", entry="files", right='{"a.jpg": {"sha256": …, "alt": …}}')
        return {}
    return {str(name): _picture(str(name), each, findings) for name, each in given.items()}


def _picture(name: str, given: Mapping[str, Any], findings: Findings) -> Picture:
    where = f"files.{name}"
    findings.unknown(where, given, frozenset({"sha256", "alt"}))
    sha256 = given.get("sha256")
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        findings.add(where, "wrong_kind", entry="sha256", right="SHA-256")
    return Picture(str(sha256), findings.wording(where, given, "alt"))


def named(media: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    """Kind and name of what is to be shown or heard in a language, pictures first."""
    found: list[tuple[str, str]] = []
    for kind in KINDS:
        name = media.get(kind)
        name = name.get(lang) or next(iter(name.values()), "") if isinstance(name, Mapping) else name
        if isinstance(name, str) and name and not (kind == "big-image" and found):
            found.append(("image" if kind in SHOWN else kind, name))
    return found
