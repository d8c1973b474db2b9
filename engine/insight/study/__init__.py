"""Networks compared with others, or on data they never saw: families, sweeps, differences; jobs in other processes."""
