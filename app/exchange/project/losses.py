"""What of another tool's file could not be carried, each with its place, and how it is told to a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from app.exchange.project.project import Project
from app.words.labels import label


@dataclass(frozen=True)
class Loss:
    """One thing left behind: `kind` is a code of ``LABELS["not_carried"]``, `where` the text or part it stands in."""

    kind: str
    where: str
    n: int = 1


@dataclass(frozen=True)
class Reading:
    """A project read from a file.

    Attributes
    ----------
    losses : tuple of Loss
    checks : dict
        Selection to how well it fits its words: "named", "fits" or "doubtful" (see `positions.check`).
    convention : str
        How the file counts positions, in the words of `positions.Convention`; "" where its format leaves no choice.
    """

    project: Project
    losses: tuple[Loss, ...] = ()
    checks: dict[str, str] | None = None
    convention: str = ""

    def doubtful(self) -> int:
        return sum(fit == "doubtful" for fit in (self.checks or {}).values())


def gathered(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """The same with alike ones at one place counted together, in the order they came."""
    counts: dict[tuple[str, str], int] = {}
    for loss in losses:
        counts[loss.kind, loss.where] = counts.get((loss.kind, loss.where), 0) + loss.n
    return tuple(Loss(kind, where, n) for (kind, where), n in counts.items())


def told(losses: Iterable[Loss]) -> list[str]:
    """Each as a sentence in the language of the page."""
    return [
        _(
            "%(where)s: %(what)s(%(n)s건)",
            where=loss.where or _("프로젝트 전체"),
            what=label(loss.kind, "not_carried"),
            n=loss.n,
        )
        for loss in gathered(losses)
    ]
