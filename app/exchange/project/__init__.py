"""A coding project as any tool has one, in memory: texts, codes, codings; how positions are read, what was lost."""
