"""Steps 1 to 3, pure: indicators, changes, robust spread, signals, the rules of stable and watch."""
