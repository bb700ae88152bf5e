"""What follows from numbers: firms with abnormal changes, who goes there, and what they said."""
