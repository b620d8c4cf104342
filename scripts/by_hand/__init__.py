"""A second reckoning of the sample portfolio, straight from the workbooks: openpyxl, Decimal, plain loops.

Nothing here imports value_model. It exists so that the figures of the sample can be checked against
something that shares no code with them; the rules are those of shared/figures.md and shared/calc.md.
"""
