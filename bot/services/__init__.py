"""Use cases: one class a journey, one transaction a public method."""
