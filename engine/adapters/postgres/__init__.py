"""PostgreSQL: the tables, and the adapters that keep contracts, restriction sets, jobs, runs and accounts in them."""
