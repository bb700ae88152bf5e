"""People, roles, area scopes, sign-in and the audit trail."""
