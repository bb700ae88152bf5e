"""What a laptop takes along: the app itself with its version, the forms in use, the day's package of one person."""
