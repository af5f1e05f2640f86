"""A dictionary and a list of its keys, read as one `OrderedDict`."""
