"""The house's own tools: words, new packages, the picture of the layers. Nothing here is served."""
