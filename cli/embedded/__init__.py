"""The PostgreSQL and Redis that Skyt brings along: found in wheels, run under an unprivileged account, reached by sockets."""
