"""The rows of the sheet of questions: types, groups, rules and defaults become entries of the definition."""
