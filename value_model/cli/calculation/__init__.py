"""The calc command: request lines, what each metric takes as data, and answer lines."""
