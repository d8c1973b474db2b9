"""Networks beside others, or beside data they never saw: families, sweeps, differences; jobs in other processes."""
