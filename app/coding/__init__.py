"""Coding: segments of what was said, suggestions for them, experts' judgments, what is learned from these, themes."""
