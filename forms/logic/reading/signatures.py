"""The functions of expressions: how many arguments each takes, and those of XLSForm that are refused, with why.

Data only: app/static/js/logic/functions.js and `forms.logic.functions` hold one function for each name here, which
tests/forms/logic/test_functions.py and the shared vectors hold.
"""

from __future__ import annotations

FUNCTIONS: dict[str, tuple[int, int | None]] = {
    # choosing
    "if": (3, 3), "coalesce": (1, None), "once": (1, 1),
    # truth
    "true": (0, 0), "false": (0, 0), "not": (1, 1), "boolean": (1, 1), "boolean-from-string": (1, 1),
    "checklist": (3, None), "weighted-checklist": (4, None),
    # choices
    "selected": (2, 2), "selected-at": (2, 2), "count-selected": (1, 1), "jr:choice-name": (2, 2),
    # repeats
    "count": (1, 1), "count-non-empty": (1, 1), "sum": (1, None), "min": (1, None), "max": (1, None),
    "position": (0, 1), "indexed-repeat": (3, None),
    # text
    "string": (1, 1), "string-length": (0, 1), "concat": (1, None), "join": (2, None), "contains": (2, 2),
    "starts-with": (2, 2), "ends-with": (2, 2), "substr": (2, 3), "substring-before": (2, 2), "substring-after": (2, 2),
    "translate": (3, 3), "normalize-space": (0, 1), "regex": (2, 2),
    # numbers
    "number": (0, 1), "int": (1, 1), "round": (1, 2), "pow": (2, 2), "abs": (1, 1), "sqrt": (1, 1), "floor": (1, 1),
    "ceiling": (1, 1),
    # days and times
    "date": (1, 1), "date-time": (1, 1), "today": (0, 0), "now": (0, 0), "format-date": (2, 2),
    "format-date-time": (2, 2), "decimal-date-time": (1, 1), "decimal-time": (1, 1),
}  # fmt: skip

# Functions without argument that XPath lets speak of the context: ours of the question itself.
OF_SELF = frozenset({"string-length", "normalize-space", "number"})

OPERATORS: dict[str, tuple[int, int | None]] = {
    "or": (2, None), "and": (2, None), "=": (2, 2), "!=": (2, 2), "<": (2, 2), "<=": (2, 2), ">": (2, 2), ">=": (2, 2),
    "+": (2, None), "-": (2, 2), "*": (2, 2), "div": (2, 2), "mod": (2, 2), "neg": (1, 1), "choice-column": (3, 3),
}  # fmt: skip

# A name that XLSForm has and this does not, to the key of `forms.logic.wording.WORDS` that says why.
REFUSED: dict[str, str] = {
    **dict.fromkeys(("random", "uuid", "randomize", "digest"), "not_alike"),
    **dict.fromkeys(("pulldata", "property", "version", "last-saved"), "outside"),
    **dict.fromkeys(("area", "distance", "geofence", "intersects"), "of_places"),
    **dict.fromkeys(
        ("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "log", "log10", "exp", "exp10", "pi"), "not_alike"
    ),
    **dict.fromkeys(
        ("base64-decode", "base64-encode", "extract-signed", "encode-uri", "lang", "last", "id", "name"), "no_function"
    ),
}
