"""What is asked again, as plain functions of plain values."""
