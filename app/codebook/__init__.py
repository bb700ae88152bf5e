"""The codebook: themes with criteria and terms. Versions never change; a change is a new version."""
