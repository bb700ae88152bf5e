"""A round as static pages an office may put on its site: decided levels, themes of three firms or more, nothing internal."""
