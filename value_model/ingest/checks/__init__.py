"""Checks over the loaded rows, grouped by what they look at."""
