"""Pictures of a definition, pure: shown with a question or an option, given to a name, taken away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.surveys.asking.reuse import options
from app.surveys.drafting import edits
from forms.asked.pictures import named

_UNNAMEABLE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Place:
    """Where a picture stands or may stand: `choice` "" is the question itself. `name` is "" where there is none."""

    choice: str
    label: Mapping[str, str]
    kind: str
    name: str
    file: Mapping[str, Any] | None


def places(d: Mapping[str, Any], part: str, lang: str) -> list[Place]:
    """A question or a list with each of its options, and what it shows."""
    entry = edits.part(d, part) or {}
    own = [] if part.startswith("list:") else [Place("", entry.get("label") or {}, *_first(d, entry, lang))]
    listed = options(d, entry) if not isinstance(entry.get("choices"), str) else []
    return [*own, *(Place(each["id"], each.get("label") or {}, *_first(d, each, lang)) for each in listed)]


def _first(d: Mapping[str, Any], entry: Mapping[str, Any], lang: str) -> tuple[str, str, Mapping[str, Any] | None]:
    kind, name = next(iter(named(entry.get("media") or {}, lang)), ("image", ""))
    return kind, name, d.get("files", {}).get(name) if kind == "image" else None


def shown(d: Mapping[str, Any], part: str, choice: str, file_name: str, sha256: str) -> dict[str, Any]:
    """A picture with a question or an option; a name that a workbook brought without a file gets this one."""
    entry = _entry(d, part, choice)
    if entry is None:
        return dict(d)
    waiting = [name for kind, name in named(entry.get("media") or {}, "ko") if kind == "image"]
    if waiting and waiting[0] not in d.get("files", {}):
        return _with_file(d, waiting[0], sha256)
    name = _free(d, file_name, sha256)
    made = _put(d, part, choice, {**entry, "media": {**(entry.get("media") or {}), "image": name}})
    return _unused(_with_file(made, name, sha256))


def without(d: Mapping[str, Any], part: str, choice: str) -> dict[str, Any]:
    """The question or option without a picture; a file that nothing shows any more goes as well."""
    entry = _entry(d, part, choice)
    if entry is None:
        return dict(d)
    left = {kind: name for kind, name in (entry.get("media") or {}).items() if kind not in ("image", "big-image")}
    made = {name: value for name, value in entry.items() if name != "media"}
    return _unused(_put(d, part, choice, {**made, **({"media": left} if left else {})}))


def _with_file(d: Mapping[str, Any], name: str, sha256: str) -> dict[str, Any]:
    old = d.get("files", {}).get(name, {"alt": {}})
    return {**d, "files": {**d.get("files", {}), name: {**old, "sha256": sha256}}}


def _unused(d: Mapping[str, Any]) -> dict[str, Any]:
    used = set(_used(d))
    left = {name: file for name, file in d.get("files", {}).items() if name in used}
    return {**{name: value for name, value in d.items() if name != "files"}, **({"files": left} if left else {})}


def _used(d: Mapping[str, Any]) -> Iterator[str]:
    listed = [choice for choices in d.get("lists", {}).values() for choice in choices]
    for each in (*d.get("questions", ()), *listed, *(o for q in d.get("questions", ()) for o in options(d, q))):
        for name in (each.get("media") or {}).values():
            yield from name.values() if isinstance(name, Mapping) else [name]


def _free(d: Mapping[str, Any], file_name: str, sha256: str) -> str:
    """The file's name without what would trouble a spreadsheet, and with a number where another picture has it."""
    stem = _UNNAMEABLE.sub("-", unicodedata.normalize("NFC", file_name).rsplit(".", 1)[0]).strip("-.")[:60] or "picture"
    files = d.get("files", {})
    taken = {name for name in (*files, *_used(d)) if files.get(name, {}).get("sha256") != sha256}
    if f"{stem}.jpg" not in taken:
        return f"{stem}.jpg"
    return next(f"{stem}-{n}.jpg" for n in range(2, len(taken) + 3) if f"{stem}-{n}.jpg" not in taken)


def _entry(d: Mapping[str, Any], part: str, choice: str) -> dict[str, Any] | None:
    entry = edits.part(d, part)
    if entry is None or not choice:
        return entry
    listed = entry.get("choices")
    return next((dict(each) for each in listed if each["id"] == choice), None) if isinstance(listed, list) else None


def _put(d: Mapping[str, Any], part: str, choice: str, value: Mapping[str, Any]) -> dict[str, Any]:
    if not choice:
        return edits.put(d, part, value)
    entry = edits.part(d, part)
    listed = [dict(value) if each["id"] == choice else each for each in entry["choices"]]
    return edits.put(d, part, {**entry, "choices": listed})
