"""Writing a questionnaire: drafts kept step by step, rules picked, ids never used again, and tries that never count."""
