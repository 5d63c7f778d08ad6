"""Whether a service evolves from opinions, as plain functions of plain values."""
