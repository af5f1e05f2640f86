"""The command line as a client of a running server, through the same GraphQL as everybody else."""
