"""How many firms it takes before what they said is shown to others: the least number, in one place."""

from __future__ import annotations

# The method: no verbatim quote in a public report where fewer than three firms of the area spoke. Figures of a survey
# keep to the same number, for two firms would know each other's answer.
LEAST_FIRMS = 3
