"""The roundtables feature."""
