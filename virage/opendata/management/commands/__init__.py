"""Commands on the datasets of bodies."""
