"""The codebook's tree as its page shows it: found by a word, opened, with counts and what wants attention."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import request
from sqlite_utils import Database

from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.codebook.definitions import plain
from app.coding.codes.code import TEXTS
from app.coding.codes.codes import codes_now
from app.coding.codes.counting import counts, used_anywhere
from app.coding.codes.tree import Branch, Root, roots

ONLY = ("invivo", "unused")


def tree_shown(db: Database, themes: Mapping[str, sqlite3.Row]) -> dict[str, Any]:
    """Everything the codebook's page shows beneath its themes, as the address asks for it."""
    every, found = codes_now(db), rounds.current()
    used, grown = used_anywhere(db), roots(themes, every)
    find, only = plain(request.args.get("find", "")).casefold(), request.args.get("only", "")
    wanted = {
        "invivo": lambda branch: branch.code.invivo is not None,
        "unused": lambda branch: branch.code.id not in used,
    }.get(only, lambda _branch: True)

    def fits(branch: Branch) -> bool:
        words = " ".join((branch.code.name_ko, branch.code.name_en, *(getattr(branch.code, part) for part in TEXTS)))
        return wanted(branch) and find in words.casefold()

    narrowed = bool(find or only in ONLY)
    shown = [_pruned(root, fits, find, only) for root in grown] if narrowed else grown
    return {
        "roots": [root for root in shown if root is not None],
        "counts": counts(db, my_scope(), every, found["id"] if found else None),
        "used": used,
        "open": narrowed or bool(request.args.get("open")),
        "find": request.args.get("find", ""),
        "only": only if only in ONLY else "",
        "invivo": sum(branch.code.invivo is not None for root in grown for branch in root.walk()),
        "unused": sum(branch.code.id not in used for root in grown for branch in root.walk()),
        "codes": sum(1 for root in grown for _branch in root.walk()),
        "gone": sum(len(root.gone) for root in grown),
    }


def _pruned(root: Root, fits: Any, find: str, only: str) -> Root | None:
    """A theme with the codes that fit and those above them; None where nothing fits."""
    theme = " ".join(root.theme[f"{part}_{lang}"] for part in ("name", "definition") for lang in ("ko", "en"))
    kept = tuple(each for each in (_kept(branch, fits) for branch in root.beneath) if each)
    if kept:
        return replace(root, beneath=kept, gone=())
    return replace(root, gone=()) if find and not only and find in theme.casefold() else None


def _kept(branch: Branch, fits: Any) -> Branch | None:
    below = tuple(each for each in (_kept(each, fits) for each in branch.beneath) if each)
    return replace(branch, beneath=below) if below or fits(branch) else None
