"""Picks: a programme offered to a firm or an area, the answer, and what came of it; every step is appended."""
