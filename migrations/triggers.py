"""Triggers that keep written history as it was."""

from __future__ import annotations


def append_only(table: str) -> str:
    """Two triggers that refuse to change or remove a row once written."""
    return f"""
create trigger {table}_no_update before update on {table}
begin select raise(abort, '{table} is append-only'); end;
create trigger {table}_no_delete before delete on {table}
begin select raise(abort, '{table} is append-only'); end;
"""
