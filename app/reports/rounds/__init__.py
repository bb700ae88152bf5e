"""A round's report: read once, told as page, paper, one page for a mayor, and a workbook of all tables."""
