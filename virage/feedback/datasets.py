"""What is published of opinions, and of the changes that cite them."""

from virage.feedback.models import ChannelState, OpinionCount, PublishedChange
from virage.registers.published import publish

publish("feedback.channel", ChannelState, "service since state")
publish(
    "feedback.opinions",
    OpinionCount,
    "service period_from period_to opinions log",
)
publish(
    "feedback.changes",
    PublishedChange,
    "service change published_on kind cited_from cited_to cited summary page",
)
