"""Which result of an area stands in a round is kept when it changes, not found out for each page."""

from migrations import kept_standing

SQL = kept_standing.SQL
