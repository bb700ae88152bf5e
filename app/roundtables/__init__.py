"""Roundtables, expert interviews and field notes: their records, participants, transcripts and turns."""
