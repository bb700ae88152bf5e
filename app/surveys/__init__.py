"""Questionnaires, surveys, invitations, responses and their results."""
