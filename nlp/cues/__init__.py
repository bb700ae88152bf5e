"""The words that tell a stance or a kind of statement, in Korean and English: data for the rules of stance."""
