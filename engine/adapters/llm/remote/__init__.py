"""Providers over the network: what differs is how each is asked (its wire); retries, ceilings and records are the same for all."""
