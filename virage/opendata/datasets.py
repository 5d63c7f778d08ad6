"""What is published of the data of bodies: their inventories, and where these are published."""

from virage.opendata.models import InventoriedDataset, Publication
from virage.registers.published import publish

publish(
    "opendata.inventory",
    InventoriedDataset,
    "organisation dataset series name_fr name_en demand value duty transparency since until closing",
)
publish("opendata.publications", Publication, "dataset url since until licence format refresh_days")
