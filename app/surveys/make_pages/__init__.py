"""Pages of asking: surveys with their state and days, questionnaires."""
