"""The codebook's terms at work: where they stand in a text, the themes they suggest, the version that did it."""
