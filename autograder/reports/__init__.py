"""What people see of results. Every report is a function of records, and of nothing else."""
