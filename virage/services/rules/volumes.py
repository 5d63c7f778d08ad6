"""The vocabulary of volumes and interaction points, and how periods add up."""

CHANNELS = ("online", "phone", "counter", "mail", "email", "fax", "kiosk", "other", "total")
STATUSES = ("provided", "not_provided", "not_applicable", "not_collected", "not_yet_due")
POINTS = ("registration", "authentication", "application", "decision", "issuance", "feedback")
POINT_ANSWERS = ("yes", "no", "not_applicable", "not_provided")
