"""Reading for the API: records by ids and keyset pages, always inside a scope."""
