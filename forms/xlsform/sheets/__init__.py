"""The workbook as it came: sheets found, headings understood, lists of choices and languages read."""
