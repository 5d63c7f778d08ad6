"""What the journal's lines on datasets say in words."""

from virage.contracts.acts import declare_acts
from virage.contracts.text import Text

declare_acts(
    {"opendata:probe:ran": Text("Adresses de données sondées", "Addresses of data probed")},
)
