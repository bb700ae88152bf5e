"""From bytes to characters: what kind of file it is, its encoding, the packages it is wrapped in."""
