"""Reaching firms: whom to write to, letters with their links, reminders to those who have not answered, answers begun."""
