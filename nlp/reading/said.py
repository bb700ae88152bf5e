"""A statement with what it leans on: the question it answers, what was said before it, who speaks."""

from __future__ import annotations

from dataclasses import dataclass

# Who speaks, as the marked corpus tells it; '' where it is not known.
FIRM, WORKER, ASSOCIATION = "firm", "worker", "association"
MODERATOR, OFFICIAL, COUNCILLOR, EXPERT, REPORTER = "moderator", "official", "councillor", "expert", "reporter"
OTHER = "other"
ROLES = (FIRM, WORKER, ASSOCIATION, MODERATOR, OFFICIAL, COUNCILLOR, EXPERT, REPORTER, OTHER)
# They speak of firms from outside.
OUTSIDE = frozenset({MODERATOR, OFFICIAL, COUNCILLOR})
# Their words are no firm's need, whatever they speak of: fact or other (corpus/LABELING.md).
NEVER_IN_NEED = frozenset({MODERATOR, OFFICIAL})


@dataclass(frozen=True, slots=True)
class Said:
    """One statement to be read.

    Attributes
    ----------
    text : str
        Offsets of whatever is found count in it, in code points.
    language : str
        ``ko`` or ``en``; '' to look at the text.
    question : str
        The words of the survey question it answers, or '' for talk.
    before : str
        The statement before it in the same talk, whoever made it, or in the same answer; '' at the beginning.
    role : str
        One of `ROLES`, or ''.
    industry : str
        The firm's industry in words, or ''. In ICT "데이터" is the business.
    earlier, after : str
        The statement before `before`, and the one after this, in the same talk or answer; '' where there is none.
    """

    text: str
    language: str = ""
    question: str = ""
    before: str = ""
    role: str = ""
    industry: str = ""
    earlier: str = ""
    after: str = ""
