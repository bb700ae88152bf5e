"""The codebook feature."""
