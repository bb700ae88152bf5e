"""Labels before nothing but numbers: a table of figures or a list of telephones, in which nobody speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from transcripts.speakers.labels import Label

# Nearly all of a form: somebody may answer with a number. Chosen, not measured.
_NEARLY_ALL, _FEW = 0.8, 2


def of_figures(lines: list[str], found: Mapping[int, Label]) -> set[int]:
    """Find the labels of every form that stands before numbers alone.

    Parameters
    ----------
    lines : list of str
    found : mapping of int to Label
        By line.

    Returns
    -------
    set of int
        Their lines.
    """
    said: dict[str, dict[int, bool]] = defaultdict(dict)
    for at, label in found.items():
        rest = lines[at][label.end :].strip()
        if rest:
            said[label.form][at] = any(map(str.isdigit, rest)) and not any(map(str.isalpha, rest))
    told = [each for each in said.values() if len(each) >= _FEW and sum(each.values()) >= _NEARLY_ALL * len(each)]
    return {at for each in told for at in each}
