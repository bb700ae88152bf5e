"""What a transcript is: one text, its turns, times, normal form, the questions and problems it leaves."""
