"""The coding feature."""
