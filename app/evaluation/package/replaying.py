"""Replaying a package: read its scheme and inputs, compute, and hold the results against its own. No database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.evaluation.method.result import evaluate
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.scheme_file import read_scheme
from app.evaluation.package.layout import FORMAT, LAYOUT
from app.evaluation.package.results import result_tables
from app.evaluation.reading.tables import COLUMNS, inputs_from, read
from app.evaluation.round.ledger import ledger_of
from app.tables.checked import FaultyFile


@dataclass(frozen=True)
class Compared:
    """A table of results beside the one computed again.

    Attributes
    ----------
    same : bool
        To the byte.
    largest : float or None
        Largest difference of two numbers in the cells both have; None where words or rows differ.
    where : str
        The first cell that differs, as "area=B001 R"; "" where none does.
    missing : tuple of str
        Columns the package has not.
    rows : tuple of dict
        The table as it was computed again.
    """

    name: str
    same: bool
    largest: float | None
    where: str
    missing: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...] = ()


def replay(folder: Path) -> list[Compared]:
    """Compute a package's results from its scheme and inputs and compare them with its own.

    Raises BadInput where the folder is no package, or a file of it is not what its description says.
    """
    about, files = _read(folder)
    scheme = _scheme(about, files)
    try:
        inputs = inputs_from(files, scheme)
        outcome = evaluate(inputs.evidence, scheme)
    except (KeyError, ValueError) as wrong:
        what = _("입력 표를 읽을 수 없습니다: %(what)s", what=repr(wrong)[:120])
        raise _refused(folder, what, _("`moksori evaluation export`로 만든 그대로 두어 주십시오")) from None
    computed = result_tables(inputs, scheme, outcome, ledger_of(inputs, scheme, outcome))
    return [
        replace(_compared(name, files[name], data), rows=tuple(read(data)))
        for name, data in computed.items()
        if name in files
    ]


def _read(folder: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The description, and the files it names as they are described."""
    right = _("`moksori evaluation export`로 만든 폴더를 적어 주십시오")
    try:
        about = json.loads((folder / "package.json").read_text("utf-8"))
        fits = about["format"] == FORMAT and about["layout"] == LAYOUT and isinstance(about["files"], dict)
    except (OSError, ValueError, KeyError, TypeError):
        raise _refused(folder, _("평가 꾸러미가 아닙니다: package.json을 읽을 수 없습니다"), right) from None
    if not fits:
        raise _refused(folder, _("이 프로그램이 읽는 꾸러미의 판이 아닙니다"), right)
    files, problems = {}, []
    for name in [
        *about["files"],
        *(f"inputs/{each}.csv" for each in COLUMNS if f"inputs/{each}.csv" not in about["files"]),
    ]:
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            problems.append(Problem(name, _("파일이 없습니다"), right))
        else:
            files[name] = path.read_bytes()
            if sha256(files[name]).hexdigest() != about["files"].get(name):
                problems.append(
                    Problem(name, _("파일이 package.json에 적힌 것과 다릅니다"), _("내보낸 그대로 두어 주십시오"))
                )
    if problems:
        raise BadInput(*problems, source=str(folder))
    return about, files


def _scheme(about: Mapping[str, Any], files: Mapping[str, bytes]) -> Scheme:
    try:
        scheme = read_scheme(json.loads(files["scheme.json"]))
        return replace(scheme, uncertain=replace(scheme.uncertain, draws=int(about["draws"]), seed=int(about["seed"])))
    except (KeyError, ValueError, TypeError, FaultyFile) as wrong:
        what = _("평가 방식을 읽을 수 없습니다: %(what)s", what=str(wrong)[:200])
        raise BadInput(Problem("scheme.json", what, _("내보낸 그대로 두어 주십시오"))) from None


def _refused(folder: Path, what: str, right: str) -> BadInput:
    return BadInput(Problem(str(folder), what, right), source=str(folder))


def _compared(name: str, own: bytes, computed: bytes) -> Compared:
    theirs, ours = read(own), read(computed)
    columns = list(ours[0]) if ours else []
    there = set(theirs[0]) if theirs else set(columns)
    missing = tuple(column for column in columns if column not in there)
    if own == computed:
        return Compared(name, True, 0.0, "", ())
    if len(theirs) != len(ours):
        return Compared(
            name, False, None, _("%(own)s행과 %(computed)s행", own=len(theirs), computed=len(ours)), missing
        )
    keys = [c for c in ("area", "domain", "kind", "code", "respondent") if c in there and c in columns]
    other = {tuple(r[k] for k in keys): r for r in ours}
    largest, where = 0.0, ""
    for r in theirs:
        match = other.get(tuple(r[k] for k in keys))
        for column in (c for c in columns if c in there):
            apart = _apart(r[column], match[column]) if match is not None else None
            if apart is None or apart > largest:
                where = " ".join([*(f"{k}={r[k]}" for k in keys if r[k]), column])
            if apart is None:
                return Compared(name, False, None, where, missing)
            largest = max(largest, apart)
    return Compared(name, False, largest, where, missing)


def _apart(one: str, two: str) -> float | None:
    """How far two cells are apart; None where they are words that differ."""
    if one == two:
        return 0.0
    try:
        return abs(float(one) - float(two))
    except ValueError:
        return None
