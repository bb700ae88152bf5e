"""Acts of a script on the bench: one judgment or several sent as JSON, taken back, given again, and what it shows."""
