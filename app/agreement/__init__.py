"""How far coders agree, in words: what an alpha means, why there is none, and the agreement of anybody's table."""
