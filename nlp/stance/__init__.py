"""Need, no problem, resolved or undecided, and what kind of statement: rules over cues and clauses."""
