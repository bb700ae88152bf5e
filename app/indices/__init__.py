"""Composite indicators of any table of units by indicators: normalised, weighed, aggregated, put to the test."""
