"""What pages of levels and groups ask first is kept when it changes: which result stands, who speaks of several areas."""

from migrations import kept_spread, kept_standing

SQL = kept_standing.SQL + kept_spread.SQL
