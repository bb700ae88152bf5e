"""Steps 1 to 3: monthly indicators as vintages, their changes, and the quarterly classification."""
