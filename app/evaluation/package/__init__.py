"""An evaluation as one package of files: exported, and computed again from them without a database."""
