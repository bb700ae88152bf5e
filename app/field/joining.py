"""What the field brings to the features below it: what goes with a destroyed return, and what is destroyed by day."""

from __future__ import annotations

from app import daily
from app.field.paper import deciding
from app.field.visits import ending as visits
from app.surveys.sealed import ending


def join() -> None:
    daily.DAILY.update(visits=visits.destroy_due)
    ending.DESTROYS.update(visits=visits.destroy_of_response, paper=deciding.destroy_of_response)
