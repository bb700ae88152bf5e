"""Plans: what a city or an area means to do, by whom, with what money and until when; and visits that follow numbers."""
