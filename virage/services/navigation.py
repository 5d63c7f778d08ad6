"""The entry of services in the main navigation; who keeps a register goes on to it from there."""

from virage.contracts.navigation import Entry, entries
from virage.contracts.text import Text

entries.declare(Entry("services", Text("Services", "Services"), "services:list", 40))
