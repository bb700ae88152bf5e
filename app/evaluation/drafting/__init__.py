"""Changing a scheme: a draft by one person, what it would turn, the approval of another, a version that never changes."""
