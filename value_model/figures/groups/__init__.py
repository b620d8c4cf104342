"""The catalogue by group: each module lists the definitions of one group of `figures.md`."""
