"""Where areas lie: coordinates and boundaries brought as files, checked whole before one is kept."""
