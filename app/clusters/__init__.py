"""Clusters and special zones: what areas lie in them and since when, their levels and findings, series of the city."""
