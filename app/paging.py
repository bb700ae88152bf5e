"""Pages of a long list: which page is asked for, and the links around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, current_app, has_request_context, redirect, request, url_for
from werkzeug.routing import Rule


@dataclass(frozen=True)
class Page:
    """One page of a list: its number from 1, its size, and how many entries there are in all.

    While a page is being shown, a number past the end leads to the last page: an old bookmark or a shorter filter
    would else show an empty list under the figures of a full one.
    """

    number: int
    size: int
    total: int

    def __post_init__(self) -> None:
        if self.number > self.count and has_request_context() and request.method == "GET":
            abort(redirect(here(page=self.count)))

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last(self) -> int:
        return min(self.total, self.number * self.size)

    def around(self) -> list[int | None]:
        """Page numbers to show; None stands for a gap."""
        wanted = sorted({1, self.count, *range(max(1, self.number - 2), min(self.count, self.number + 2) + 1)})
        shown: list[int | None] = []
        for number in wanted:
            if shown and shown[-1] is not None and number - shown[-1] > 1:
                shown.append(None)
            shown.append(number)
        return shown


def page_number() -> int:
    """The page the address asks for; nonsense is page 1."""
    # The most keeps the offset within the integers of SQLite.
    return max(1, min(request.args.get("page", 1, type=int) or 1, 100_000))


def here(**changes: object) -> str:
    """This page's address with some of its arguments changed (None takes one away); the first page where it has none."""
    endpoint = _readable(request.url_rule)
    if endpoint is None:
        chosen: dict[str, Any] = {k: v for k, v in changes.items() if k == "lang"}
        return url_for("home.today", **chosen)
    asked = {k: v for k, v in request.args.to_dict(flat=False).items() if k != "endpoint" and not k.startswith("_")}
    arguments = {**asked, **(request.view_args or {}), **changes}
    kept: dict[str, Any] = {k: v for k, v in arguments.items() if v is not None}
    return url_for(endpoint, **kept)


def _readable(rule: Rule | None) -> str | None:
    """The endpoint that shows a page's address: its own, or of a form that was sent the page it stands on; None: none."""
    if rule is None or "GET" in (rule.methods or ()):
        return rule.endpoint if rule else None
    beside = (
        each for each in current_app.url_map.iter_rules() if each.rule == rule.rule and "GET" in (each.methods or ())
    )
    return next((each.endpoint for each in beside), None)
