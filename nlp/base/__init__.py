"""What ships learned: themes, stance, kind and severity, from a marked corpus and a bank of phrases."""
