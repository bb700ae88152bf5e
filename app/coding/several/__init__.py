"""Several coders of one text: who codes what, where their words differ, what is settled, how far they agree."""
