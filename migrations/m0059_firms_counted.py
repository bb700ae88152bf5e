"""Firms by area, kind of industry, stage and size, kept as the register changes: matching counts the register no more."""

from migrations.kept_firms import SQL

__all__ = ("SQL",)
