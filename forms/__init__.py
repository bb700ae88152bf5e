"""Everything a person fills in, as WTForms: a file per feature, in `questions` a file per question type."""
