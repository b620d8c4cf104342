"""Speed, measured as ratios within one run; never a test by the clock."""
