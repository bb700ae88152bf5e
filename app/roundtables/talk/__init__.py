"""A stored transcript: its turns, speakers matched to participants, how they are told, withdrawing it."""
