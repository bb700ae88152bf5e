"""Reading the council's list as it is asked for: which areas are decided as they stand, which otherwise, which not yet.

What is chosen of an area stands in the address, so that searching and turning pages loses none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from flask_babel import gettext as _

from app.evaluation.display.lines import Line
from app.evaluation.people.grounds import Grounds, references
from app.evaluation.people.sitting import Choice
from forms.evaluation import LEAST_REASON

# What is chosen for an area that is left for another sitting.
OUT = "out"


@dataclass
class Given:
    """The list as asked for.

    Attributes
    ----------
    choices : list of Choice
        Every area it reaches but those left out.
    other : list of (Line, str)
        Those decided at another level than the one that stands, which need grounds.
    left : list of Line
    errors : dict
        Name of a field to what is wrong in it.
    sent : mapping
        What was typed as grounds, by name of the field.
    """

    sent: Mapping[str, str]
    choices: list[Choice] = field(default_factory=list)
    other: list[tuple[Line, str]] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What was read, in short: sent back with the act, so that nothing else is recorded than what was shown."""
        told = sorted(f"{each.result_id} {each.level}" for each in self.choices)
        return sha256("\n".join(told).encode()).hexdigest()[:16]


def chosen_in(values: Iterable[str]) -> dict[str, str]:
    """Code of an area to the level chosen for it, or `OUT`; the last word counts."""
    return {code: what for code, colon, what in (each.rpartition(":") for each in values) if colon and what}


def read_list(
    chosen: Mapping[str, str], reached: Iterable[Line], levels: Sequence[str], sent: Mapping[str, str]
) -> Given:
    """What is asked of the areas that are reached; one nothing is chosen for is decided as it stands."""
    found = Given(sent)
    for line in reached:
        key, standing = line.row["id"], line.level or ""
        level = chosen.get(line.row["code"], standing)
        if level == OUT:
            found.left.append(line)
        elif level == standing or level not in levels:
            found.choices.append(Choice(key, standing))
        else:
            found.other.append((line, level))
            found.choices.append(Choice(key, level, _grounds(found, key)))
    return found


def _grounds(found: Given, key: str) -> Grounds:
    """The grounds of an area decided otherwise; checked once they were sent."""
    code, reason, seen = (found.sent.get(f"{name}-{key}", "").strip() for name in ("code", "reason", "seen"))
    if found.sent:
        if not code:
            found.errors[f"code-{key}"] = _("사유를 골라 주십시오.")
        if len(reason) < LEAST_REASON:
            found.errors[f"reason-{key}"] = _("왜 다르게 정하는지 %(n)s자 이상으로 적어 주십시오.", n=LEAST_REASON)
        if not seen:
            found.errors[f"seen-{key}"] = _("확인한 내용을 적어 주십시오.")
    return Grounds(code, reason, references((), seen))
