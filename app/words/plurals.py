"""English counts in the catalogue itself: `%(n)s {n:firm was|firms were} asked` says one form or the other.

Korean nouns have one form, so that the sentences in the code need no second one, and one sentence may count several things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

_MARK = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")


def counted(template: str, values: Mapping[str, object]) -> str:
    """A sentence that still has its places, with the form of each counted word that goes with its number.

    >>> counted("%(n)s {n:firm|firms}", {"n": "1"}), counted("%(n)s {n:firm|firms}", {"n": 12})
    ('%(n)s firm', '%(n)s firms')
    """
    return (
        _MARK.sub(lambda mark: mark[2 if _is_one(values.get(mark[1])) else 3], template)
        if "{" in template
        else template
    )


def _is_one(value: object) -> bool:
    text = value.striptags() if isinstance(value, Markup) else str(value)
    return text.strip() == "1"
