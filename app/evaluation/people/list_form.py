"""Reading the council's list as it was sent: which areas are decided as they stand, which otherwise, which not yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.evaluation.display.lines import Line
from app.evaluation.people.grounds import Grounds, references
from app.evaluation.people.sitting import Choice
from forms.evaluation import LEAST_REASON

# What is sent for an area that is left for another sitting.
OUT = "out"


@dataclass
class Given:
    """The list as sent.

    Attributes
    ----------
    choices : list of Choice
        Every ready area but those left out.
    other : list of (Line, str)
        Those decided at another level than the one that stands, which need grounds.
    left : list of Line
    errors : dict
        Name of a field to what is wrong in it.
    sent : mapping
        What was typed, by name of the field.
    """

    sent: Mapping[str, str]
    choices: list[Choice] = field(default_factory=list)
    other: list[tuple[Line, str]] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


def read_list(sent: Mapping[str, str], ready: Iterable[Line]) -> Given:
    """What is sent of the areas that are ready; an area nothing is sent of is decided as it stands.

    The checks of grounds run once they are asked for, on the page that tells what will be recorded.
    """
    found = Given(sent)
    for line in ready:
        key, standing = line.row["id"], line.level or ""
        level = sent.get(f"level-{key}") or standing
        if level == OUT:
            found.left.append(line)
        elif level == standing:
            found.choices.append(Choice(key, level))
        else:
            found.other.append((line, level))
            found.choices.append(Choice(key, level, _grounds(found, key)))
    return found


def _grounds(found: Given, key: str) -> Grounds:
    code, reason, seen = (found.sent.get(f"{name}-{key}", "").strip() for name in ("code", "reason", "seen"))
    if found.sent.get("confirmed") == "1":
        if not code:
            found.errors[f"code-{key}"] = _("사유를 골라 주십시오.")
        if len(reason) < LEAST_REASON:
            found.errors[f"reason-{key}"] = _("왜 다르게 정하는지 %(n)s자 이상으로 적어 주십시오.", n=LEAST_REASON)
        if not seen:
            found.errors[f"seen-{key}"] = _("확인한 내용을 적어 주십시오.")
    return Grounds(code, reason, references((), seen))
