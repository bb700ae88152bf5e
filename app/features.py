"""The features, in the order in which the data flows, and how their pages and commands join the workbench."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import click
from flask import Blueprint

FEATURES = (
    "accounts",
    "areas",
    "surveys",
    "roundtables",
    "codebook",
    "monitoring",
    "coding",
    "evaluation",
    "exploring",
    "reports",
    "home",
)


def blueprint_of(feature: str) -> Blueprint:
    """A feature's blueprint with all its pages on it: those of every module whose name ends with `routes`."""
    package = import_module(f"app.{feature}")
    for module in iter_modules(package.__path__):
        if module.name.endswith("routes"):
            import_module(f"app.{feature}.{module.name}")
    return import_module(f"app.{feature}.blueprint").bp


def commands_of(feature: str) -> list[click.Command]:
    """The commands a feature brings, if it has any."""
    name = f"app.{feature}.commands"
    return list(import_module(name).COMMANDS) if find_spec(name) else []
