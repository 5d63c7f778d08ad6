"""Rules that hold of every register, as plain functions of plain values."""
