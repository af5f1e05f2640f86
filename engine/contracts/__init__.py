"""Loading contracts from files: our own YAML or JSON form, and the JSON form of the SKYT study."""
