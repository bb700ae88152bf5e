"""A generated nation, and what each page of it costs: `python bench/nation.py`."""
