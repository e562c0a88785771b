"""Training: courses, their class days, and trainees as counts."""
