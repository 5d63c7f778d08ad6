"""What counts as published, as plain functions of plain values."""
