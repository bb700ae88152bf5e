"""Trying changed terms on the round's statements before they are published."""
