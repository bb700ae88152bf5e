"""Questionnaires, surveys, invitations, field visits, responses and their results."""
