"""What monitoring keeps of its values, for `moksori doctor`."""

from __future__ import annotations

from app.kept import KEPT, kept_as
from migrations.kept_values import SHOULD


def join() -> None:
    KEPT.update((table, kept_as(table, columns, query)) for table, (columns, query) in SHOULD.items())
