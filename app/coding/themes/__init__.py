"""Themes by area and wave: firms that named them, the trend, the quotes."""
