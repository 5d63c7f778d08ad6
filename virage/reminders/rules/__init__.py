"""Whether people were reminded in time, as plain functions of plain values."""
