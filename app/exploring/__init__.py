"""Help without labels: what words, terms, topics and like answers say before anybody has coded them."""
