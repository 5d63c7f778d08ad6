"""What is published of sources and forms."""

from virage.exchange.models import AuthoritativeSource, FormItem, FormsListed, FormVersion
from virage.registers.published import publish

publish(
    "exchange.sources",
    AuthoritativeSource,
    "organisation concept since until legal_basis keys",
)
publish("exchange.forms", FormVersion, "service form version since until items")
publish("exchange.all-forms", FormsListed, "service as_of all_listed", all_listed="complete")
publish("exchange.items", FormItem, "service form version item examined concept given obstacle")
