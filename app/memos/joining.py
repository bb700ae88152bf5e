"""What memos bring to the features below: what a destroyed return takes along."""

from __future__ import annotations

from app.memos.emptying import destroy_of_response
from app.surveys.sealed import ending


def join() -> None:
    ending.DESTROYS.update(memos=destroy_of_response)
