"""What a text is made of: language, normal form, morphemes (Kiwi) and words (spaCy), the segments they fall into."""
