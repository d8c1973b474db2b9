"""In and out: files of experiments, recordings of runs."""
