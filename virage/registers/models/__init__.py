"""The shapes of batches that every package’s own extend."""
