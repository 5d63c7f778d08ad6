"""Whether bodies deploy measures and staff see a change, as plain functions of plain values."""
