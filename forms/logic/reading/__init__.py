"""From an expression as people write it to a tree: tokens, operators, functions and patterns, names put in place."""
