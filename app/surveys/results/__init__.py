"""What was answered: response rates, BSI, tables and exports."""
