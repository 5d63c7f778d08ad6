"""Who gets what from the pages by which the Secretariat steers: auditors read them too."""

from tests.access_words import ALL, OVERSIGHT, Operation, Row, fixed

STEERING_ROWS = (
    Row("barometer:steering", OVERSIGHT),
    Row("barometer:levers", OVERSIGHT, fixed(number="5.1")),
    Row("barometer:levers", "sign-in no no no no none none", fixed(number="9.9")),
    Row("barometer:levers-file", OVERSIGHT, fixed(number="5.1", table="unites", kind="csv")),
    Row("portal:value", ALL),
    Row("portal:value-file", ALL, fixed(kind="json")),
)
STEERING_OPERATIONS: tuple[Operation, ...] = ()
