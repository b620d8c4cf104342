"""The sample portfolio: what each project and benefit is (the CSV files here) and how eight reviews saw it."""
