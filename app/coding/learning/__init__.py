"""Learning from decisions: lessons, the gate a model must pass, the model kept, how sure it is."""
