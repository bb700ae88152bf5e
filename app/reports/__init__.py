"""Reports: an area's evaluation as a printed page and a document, the round's table as a workbook."""
