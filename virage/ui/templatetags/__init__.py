"""The tags and filters that templates load: `ui` for components, `figures` for numbers and days."""
