"""Observations: imported with file and row, vintages, quarters, jumps that ask to be looked at."""
