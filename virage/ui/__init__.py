"""The look: base layout, components, charts, typography, and who may see a page."""
