"""What each role has to do today, the table of areas, and an area's hub."""
