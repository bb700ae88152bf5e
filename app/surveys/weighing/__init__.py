"""Weights of a survey's respondents by what the register says of size and industry: made, trimmed, shown, fixed."""
