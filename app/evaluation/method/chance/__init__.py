"""How far a level depends on chance and policy: where the score would lie, drawn thousands of times with a seed."""
