"""What would change a level, and what changed it: stored sources merged once more, nothing stored."""
