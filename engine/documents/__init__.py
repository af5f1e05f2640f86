"""Reading YAML and JSON files safely, with the line of every value, and checking them against a published schema."""
