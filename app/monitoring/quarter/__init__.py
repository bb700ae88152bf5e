"""Classifying a quarter: every area stable or watch, with its reasons, as of a day."""
