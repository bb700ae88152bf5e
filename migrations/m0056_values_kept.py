"""The newest value of each place, indicator and month is kept as values come: a page counts no vintages."""

from migrations import kept_values

SQL = kept_values.SQL
