"""Between the workbench and a project: what a person may read goes out, what another tool coded comes in as own words."""
