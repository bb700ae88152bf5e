"""Photos and files people send: drawn anew, so that nothing is in them but what is seen; kept once, destroyed for good."""
