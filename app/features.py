"""The features, in the order in which the data flows, and how their pages, commands, words and jobs join the workbench."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages
from types import ModuleType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from flask import Blueprint

Labels = Mapping[str, Mapping[str, object]]

FEATURES = (
    "accounts",
    "areas",
    "files",
    "personal",
    "surveys",
    "field",
    "roundtables",
    "codebook",
    "monitoring",
    "indices",
    "agreement",
    "coding",
    "voices",
    "evaluation",
    "exploring",
    "memos",
    "exchange",
    "proposals",
    "corpus",
    "industries",
    "clusters",
    "programmes",
    "plans",
    "requests",
    "reports",
    "home",
)


def blueprints() -> Iterator[Blueprint]:
    """Of every feature that has pages, its blueprint with all of them."""
    return (_blueprint_of(feature) for feature in FEATURES if find_spec(f"app.{feature}.blueprint"))


def _blueprint_of(feature: str) -> Blueprint:
    """A feature's blueprint, joined by the pages of every module whose name ends with `routes`, in its wings as well."""
    package = import_module(f"app.{feature}")
    for module in walk_packages(package.__path__, f"app.{feature}."):
        if module.name.endswith("routes"):
            import_module(module.name)
    return import_module(f"app.{feature}.blueprint").bp


def commands() -> Iterator[click.Command]:
    """The commands the features bring."""
    for module in _each("commands"):
        yield from module.COMMANDS


def labels_of() -> Iterator[Labels]:
    """Each feature's words for its codes: a dict a kind of code."""
    return (module.LABELS for module in _each("labels"))


def join() -> None:
    """Let every feature bring what those below it ask for (its `joining`): jobs, daily work, counts. May be repeated."""
    for module in _each("joining"):
        module.join()


def _each(name: str) -> Iterator[ModuleType]:
    """The module of this name of every feature that has one."""
    return (import_module(f"app.{feature}.{name}") for feature in FEATURES if find_spec(f"app.{feature}.{name}"))
