"""Questions, thoughts and answers: the families, found by name. Pure Python, no JAX."""
