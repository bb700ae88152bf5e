"""What is said of a statement beside its theme: the four stances and the kinds."""

from __future__ import annotations

NEED, NONE, RESOLVED, UNDECIDED = "need", "none", "resolved", "undecided"
STANCES = (NEED, NONE, RESOLVED, UNDECIDED)
DIFFICULTY, REQUEST, PROPOSAL, PRAISE, FACT, OTHER = "difficulty", "request", "proposal", "praise", "fact", "other"
KINDS = (DIFFICULTY, REQUEST, PROPOSAL, PRAISE, FACT, OTHER)
