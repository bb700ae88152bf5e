"""From a link to a receipt: invitations, returns checked and written once, returns from a file."""
