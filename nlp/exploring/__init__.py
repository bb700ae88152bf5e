"""Help before anybody has coded: words that differ, words in context, new terms, topics, like answers."""
