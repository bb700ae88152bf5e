"""Areas, firms, industries, clusters and designations; rounds and waves; respondents."""
