"""Whom programmes fit and why: the rules as data, what is known of areas and firms, needs that nothing answers."""
