"""How far coders agree beyond chance, in tables, themes and spans, with intervals from resampled respondents."""
