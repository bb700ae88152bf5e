"""Visits: who goes to which firm and when, what came of it, and how far the field has come."""
