"""The SQL of a search within statements: every word of the query must be there, in any order."""

from __future__ import annotations

# Nobody types more; what follows would only make the query slow.
MOST = 8


def holding(query: str, column: str) -> tuple[str, dict[str, str]]:
    """A condition on `column` and its parameters; a query without a word is always met.

    >>> sql, parameters = holding("관세 없", "s.text")
    >>> sql.count("s.text like"), parameters, holding(" ", "s.text")
    (2, {'word0': '%관세%', 'word1': '%없%'}, ('1', {}))
    """
    words = query.split()[:MOST]
    sql = " and ".join(f"{column} like :word{n} escape '\\'" for n in range(len(words)))
    return sql or "1", {f"word{n}": f"%{literal(word)}%" for n, word in enumerate(words)}


def literal(word: str) -> str:
    """Letters as a pattern of `like … escape '\\'` that means nothing but themselves."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
