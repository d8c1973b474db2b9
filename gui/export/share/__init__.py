"""A page that steps: one HTML file with a recorded stretch of a run."""
