"""Opening statements: which of some a pair of eyes may read, as they may be read, and why others may not.

The one door between what was said and whoever must not guess who said it: pages, files and papers take words here.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import has_request_context, request
from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.judging.blind import may_see_others
from app.coding.statements.blurring import blurred
from app.coding.statements.segment_store import in_scope, placed
from app.coding.telling import cell_store
from app.coding.telling.eyes import Eyes
from app.coding.telling.name_store import mask_of
from app.coding.telling.told import Told
from app.coding.themes.cells import Cell
from app.db import rows

# Why a statement is not read.
ELSEWHERE, FEW, WITHDRAWN = "elsewhere", "few", "withdrawn"
AT_ONCE = 500
Said = sqlite3.Row | Mapping[str, Any]


@dataclass(frozen=True)
class Opened:
    """Statements that may be read, in the order asked for, and those that are not.

    Attributes
    ----------
    hidden : mapping
        Statement to why it is not read.
    codings : mapping
        Statement to its themes with stance and area, as far as they may be told, each once.
    """

    said: list[Said]
    hidden: Mapping[str, str]
    codings: Mapping[str, list[Cell]] = field(default_factory=dict)


def words_told(db: Database, round_id: str, scope: Scope) -> frozenset[Cell]:
    """The cells of a round whose words may be read by whoever reads no single statements, of areas within the scope."""
    return told_of(db, round_id, scope).cells


def told_of(db: Database, round_id: str, scope: Scope) -> Told:
    """What of a round may be told to whoever reads no single statements; read once a request."""
    kept: dict[Any, Told] = request.environ.setdefault("moksori.told", {}) if has_request_context() else {}
    if (round_id, scope) not in kept:
        kept[round_id, scope] = Told(db, round_id, scope)
    return kept[round_id, scope]


def opened(db: Database, segment_ids: Iterable[str], eyes: Eyes) -> Opened:
    """Of these statements those that may be read, as they may be.

    For eyes that read no single statements a statement opens only by a coding whose cell is told (see `cells`): by
    three firms and more of an area, never by what page or question it is asked from.
    """
    keys = list(dict.fromkeys(segment_ids))
    there = _placed(db, keys)
    inside = _within(db, keys, eyes)
    told = _told(db, keys, eyes)
    why = {key: _why(there.get(key), told, eyes, inside=key in inside) for key in keys}
    hidden = {key: each for key, each in why.items() if each}
    found = [there[key] for key in keys if key not in hidden]
    return Opened(as_read(db, found, eyes), hidden, {r["id"]: told.get(r["id"], []) for r in found})


def _why(said: sqlite3.Row | None, told: Mapping[str, list[Cell]], eyes: Eyes, *, inside: bool) -> str:
    """Why a statement is not read; empty where it is."""
    if said is not None and said["withdrawn"]:
        return WITHDRAWN
    if said is None or not inside:
        return ELSEWHERE
    return "" if _single(said, eyes) or told.get(said["id"]) else FEW


def _single(said: Said, eyes: Eyes) -> bool:
    return eyes.single or (eyes.talk and said["document_id"] is not None)


def _placed(db: Database, keys: Sequence[str]) -> dict[str, sqlite3.Row]:
    found: dict[str, sqlite3.Row] = {}
    for first in range(0, len(keys), AT_ONCE):
        found.update(placed(db, list(keys[first : first + AT_ONCE])))
    return found


def _within(db: Database, keys: Sequence[str], eyes: Eyes) -> set[str]:
    """Those that are of an area of one's own."""
    found: set[str] = set()
    for first in range(0, len(keys), AT_ONCE):
        part = list(keys[first : first + AT_ONCE])
        sql = f"select s.id from segment s where s.id in ({', '.join('?' * len(part))}) and {in_scope(eyes.scope)}"
        found |= {r["id"] for r in rows(db, sql, part)}
    return found


def _told(db: Database, keys: Sequence[str], eyes: Eyes) -> dict[str, list[Cell]]:
    """Statement to the codings that may be told of it."""
    cells = None if eyes.single else _cells(db, keys, eyes.scope)
    seen = may_see_others(db, keys, eyes.coder) if eyes.coder else set(keys)
    found: dict[str, list[Cell]] = defaultdict(list)
    for r in cell_store.codings_of(db, keys):
        cell = (r["area_id"], r["theme_code"], r["stance"])
        if (cells is None or cell in cells) and eyes.scope.allows(r["area_id"]) and r["segment_id"] in seen:
            found[r["segment_id"]].append(cell)
    return found


def _cells(db: Database, keys: Sequence[str], scope: Scope) -> frozenset[Cell]:
    return frozenset().union(*(words_told(db, each, scope) for each in cell_store.rounds_of(db, keys)))


def as_read(db: Database, found: Iterable[Said], eyes: Eyes, *texts: str) -> list[Any]:
    """Rows of statements that may be read, as they may be.

    Else than for those who read single statements the names of firms are masked in the text (and in further columns
    named in `texts`), speakers are told as many firms could be, and nothing says at which turn of a talk it was said:
    statements side by side in their order would be a transcript.
    """
    listed: list[Any] = list(found)
    shut = [n for n, each in enumerate(listed) if not _single(each, eyes)]
    mask = masking(db, eyes)
    for n, each in zip(shut, blurred(db, [listed[n] for n in shut]), strict=True):
        listed[n] = each | {name: mask(each[name]) for name in ("text", *texts) if each.get(name)} | _unplaced(each)
    return listed


def _unplaced(said: Mapping[str, Any]) -> dict[str, None]:
    """Nothing of which turn it was, and of whose organization."""
    return {name: None for name in ("turn_position", "organization", "role") if name in said}


def masking(db: Database, eyes: Eyes) -> Callable[[str], str]:
    """What masks the names of firms for these eyes; of single statements nothing is masked."""
    return str if eyes.single else mask_of(db)
