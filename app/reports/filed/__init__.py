"""Papers an office files: an area's report, the council's draft, the team's record, letters; each under its own number."""
