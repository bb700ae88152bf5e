"""The numbers of a scheme that are changed by a form: laid out as fields, read back, each fault at its field."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from app.evaluation.display.policy import word_of
from app.evaluation.method.scheme_file import read_scheme
from app.tables.checked import FaultyFile
from app.words.labels import label

Path = tuple[str | int, ...]
WORDS = ("reason_ko", "reason_en", "legal_basis_ko", "legal_basis_en")


@dataclass(frozen=True)
class Entry:
    """One value of the form: its place in the scheme, its word, what stands in the field, what is wrong with it."""

    path: Path
    word: str
    typed: str
    fault: str = ""
    before: int | float | None = None  # of the version it is written over, where that is another value
    why: str | None = None  # None: not asked for yet

    @property
    def name(self) -> str:
        return ".".join(map(str, self.path))

    @property
    def changed(self) -> bool:
        return self.before is not None and not self.fault

    @property
    def where(self) -> str:
        """The place as the scheme's reader names it: domains[0].weight."""
        return re.sub(r"\.(\d+)", r"[\1]", self.name)


@dataclass(frozen=True)
class Written:
    """What was typed: the fields, faults that belong to none, and the definition if nothing is wrong."""

    entries: tuple[Entry, ...]
    faults: tuple[str, ...]
    definition: dict[str, Any] | None

    @property
    def changed(self) -> tuple[Entry, ...]:
        return tuple(each for each in self.entries if each.changed)

    @property
    def asked(self) -> bool:
        """Whether the reason of every changed value was asked for."""
        return all(each.why is not None for each in self.changed)


def paths_of(definition: Mapping[str, Any]) -> list[tuple[Path, str]]:
    """Every number of the form in its order, with its word."""
    found: list[tuple[Path, str]] = [(("lambda",), _("지표·설문의 몫"))]
    for d, domain in enumerate(definition["domains"]):
        word = label(domain["id"], "domain")
        found.append((("domains", d, "weight"), _("%(domain)s 영역의 비중", domain=word)))
        for i, indicator in enumerate(domain["indicators"]):
            place: Path = ("domains", d, "indicators", i)
            code = indicator["code"]
            found += [
                ((*place, "weight"), _("%(name)s: 영역 안의 비중", name=code)),
                ((*place, "upper"), _("%(name)s: 0점 기준", name=code)),
                ((*place, "lower"), _("%(name)s: 100점 기준", name=code)),
            ]
    for k, level in enumerate(definition["levels"][1:], start=1):
        found.append((("levels", k, "start"), _("‘%(level)s’의 시작", level=label(level["id"], "level"))))
    return [
        *found,
        (("step_down", "points"), _("단계를 내리는 데 필요한 여유(점)")),
        (("step_down", "evaluations"), _("단계를 내리기까지 연속 평가 수")),
        (("quantitative", "least_evidence"), _("단계를 내는 데 필요한 지표 비중")),
    ]


def written(
    definition: Mapping[str, Any], typed: Mapping[str, str] | None = None, *, base: Mapping[str, Any] | None = None
) -> Written:
    """The form over a definition; with what was typed, read and checked as a file of a scheme is.

    `base` is the version a draft is written over, where `definition` is an earlier draft: what differs from it is
    changed, and has the reason that was typed, or none where that was left blank.
    """
    given = typed or {}
    entries = [
        Entry(path, word, given.get(".".join(map(str, path)), f"{value_at(definition, path):g}").strip())
        for path, word in paths_of(definition)
    ]
    changed = json.loads(json.dumps(definition))
    for n, entry in enumerate(entries):
        value = _number(entry.typed)
        if value is None:
            entries[n] = replace(entry, fault=_("수를 적어 주십시오."))
        else:
            value_at(changed, entry.path[:-1])[entry.path[-1]] = value
            entries[n] = _reasoned(entry, value, changed, base or definition, given)
    for name in WORDS:
        if name in given:
            changed[name] = given[name].strip() or (given.get(name.replace("_en", "_ko"), "").strip())
    return _checked(entries, changed)


def _reasoned(
    entry: Entry, value: float, changed: dict[str, Any], base: Mapping[str, Any], given: Mapping[str, str]
) -> Entry:
    """The entry with what it was and why it is changed; the reason goes into the definition."""
    before = value_at(base, entry.path)
    if value == before:
        return entry
    told = changed.get("reasons", {}).get(entry.where, {}).get("ko")
    why = given.get(f"why.{entry.name}", told if not given else None)
    reasons = {**changed.get("reasons", {})}
    reasons.pop(entry.where, None)
    if why and why.strip():
        reasons[entry.where] = {"ko": why.strip(), "en": why.strip()}
    changed["reasons"] = reasons
    return replace(entry, before=before, why=why)


def _checked(entries: list[Entry], changed: dict[str, Any]) -> Written:
    """Each fault the scheme's reader finds laid to its field, or to the first field of its part."""
    rest: list[str] = []
    try:
        read_scheme(changed)
    except FaultyFile as error:
        for fault in error.faults:
            found = fault.found if fault.found.strip("' ") else ""  # of an empty text there is nothing to show
            words = f"{_(fault.message)}" + (f" ({found})" if found else "")
            at = next((n for n, e in enumerate(entries) if e.where == fault.where), None)
            if at is None:
                at = next((n for n, e in enumerate(entries) if e.where.startswith(f"{fault.where}[")), None)
            if at is None:
                rest.append(f"{word_of(changed, {})(fault.where)}: {words}")
            elif not entries[at].fault:
                entries[at] = replace(entries[at], fault=words)
    right = not rest and not any(e.fault for e in entries)
    return Written(tuple(entries), tuple(rest), changed if right else None)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """(key, before, after) of every value that differs, by its place."""
    then, now = (dict(_flat(each)) for each in (before, after))
    return [(key, then.get(key), now.get(key)) for key in {**then, **now} if then.get(key) != now.get(key)]


def value_at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _flat(data: Any, before: str = "") -> list[tuple[str, Any]]:
    if isinstance(data, Mapping):
        return [each for key, value in data.items() for each in _flat(value, f"{before}.{key}" if before else str(key))]
    if isinstance(data, list):
        return [each for n, value in enumerate(data) for each in _flat(value, f"{before}[{n}]")]
    return [(before, data)]


def _number(text: str) -> int | float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return int(value) if value.is_integer() else value
