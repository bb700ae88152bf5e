"""Who sent a file: an account, or the link by which a firm answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """One of the two; what one sent is nobody else's to use."""

    person_id: str | None = None
    invitation_id: str | None = None

    def __post_init__(self) -> None:
        if (self.person_id is None) == (self.invitation_id is None):
            raise ValueError("a file has one sender")
