"""What a candidate costs in the sandbox, beside other ways to run it."""
