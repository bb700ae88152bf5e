"""The method, pure: scheme, burden, credibility, merging, levels, uncertainty; arrays in, arrays out."""
