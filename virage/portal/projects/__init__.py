"""Projects as everyone reads them: what plans know of them, joined with what the barometer found."""
