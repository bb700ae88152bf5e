"""What an entry of the trail holds beside who, what and when: from which address, on which page, and what task it was."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, field

import click
from flask import g, has_request_context, request
from flask_login import current_user

# Task, as the rules of the access record name them, to the actions that are it. Any other action is a change.
TASKS: dict[str, tuple[str, ...]] = {
    "sign-in": ("sign-in", "sign-in refused"),
    "view": ("data viewed", "raw transcript read", "key read", "original answers read",
             "recording heard"),
    "search": ("data searched",),
    "print": ("report opened",),
    "download": ("data downloaded", "original downloaded"),
    "add": (
        "person added", "file imported", "response accepted", "roundtable added", "transcript stored", "link made",
        "statement added", "vote cast", "segment judged", "code made", "disagreement settled", "coding planned",
        "settlement proposed", "disagreement discussed", "scheme drafted", "response tried",
        "questionnaire drafted", "questionnaire picture stored",
        "site visited", "survey sent",
        "record held", "record accepted", "visit record accepted", "field file imported", "laptop registered",
        "visits assigned", "visit reported", "file stored", "memo written", "recording stored",
        "programme added", "programme picked", "matching rules stored", "statements attached",
        "plan made", "plan task added", "plan task told", "plan grounds attached", "plan file imported",
        "paper stack made", "paper keyed", "proposal made", "proposal link made",
        "industry cycle made", "industry written", "industry decision drafted", "industry decided",
        "industry statements attached", "industry incentive recorded",
        "second looks planned", "second look given", "paper filed",
    ),
    "destroy": ("originals destroyed", "open answers' originals destroyed", "return destroyed", "photo destroyed",
                "memo trash emptied", "recording destroyed",
                "records' words destroyed", "contact destroyed", "visit notes destroyed", "files destroyed"),
    "refused": ("sealed refused",),
}  # fmt: skip
CHANGE = "change"
TASK_OF = {action: task for task, actions in TASKS.items() for action in actions}
# What opens the sealed side of a transcript or a return.
SEALED = ("raw transcript read", "recording heard", "key read", "original downloaded", "original answers read")
# No address the network knows is longer; what a proxy passes on is not ours.
LONGEST_ADDRESS = 64


def task_of(action: str) -> str:
    """The task an action belongs to."""
    return TASK_OF.get(action, CHANGE)


@dataclass(frozen=True)
class Whence:
    """Where something was done: network address and page, or the command; `detail` is what else is told of it."""

    address: str | None = None
    page: str | None = None
    detail: dict[str, str] = field(default_factory=dict)


def whence(action: str) -> Whence:
    """Where the present act is done; nothing of it for what the worker does.

    The record is of people who handle others' data: who answers by a link leaves no address.
    """
    if has_request_context():
        g.setdefault("recorded", set()).add(action)
        handles = current_user.is_authenticated or task_of(action) == "sign-in"
        reason = g.get("reason", {}) if task_of(action) == "download" else {}
        address = (request.remote_addr or "")[:LONGEST_ADDRESS] or None
        return Whence(address if handles else None, request.endpoint, reason)
    command = click.get_current_context(silent=True)
    if command is None:
        return Whence()
    return Whence(None, " ".join(["moksori", *command.command_path.split()[1:]]), {"account": _account()})


def _account() -> str:
    """Who runs a command, as the operating system names the account: commands ask for no sign-in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        return ""
