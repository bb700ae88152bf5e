"""The commands of surveys by what they are about: returns, ending one, managing a survey."""
