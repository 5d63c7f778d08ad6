"""How a consultation is judged, as plain functions of plain values."""
