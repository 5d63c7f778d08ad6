"""How services are counted: plain functions of plain values, no Django."""
