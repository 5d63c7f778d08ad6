"""Who may write what: every write, each person or key, and each state in which it may find its object.

One cell each: what that person gets, the object being in that state. A new address, operation or command
without a line here fails `test_writes`. The object is of the ministry of Water: whoever is of the Forest
board shows what the officer or the key of another body gets.

    does      it is done, and the journal says so in the name of who did it
    begins    it is done in the background, and the line that this ends with bears the name of who began it
    sent-back it is done in the background, where what changed meanwhile sends it back to be checked again
    notes     nothing that counts: a preview or one's own draft, of which the journal says nothing
    same      they are told why not, or that it is done already, and no row of any table changes
    told      the same, with a status that says so: the form again, or a problem document
    no, none  refused; as if it did not exist
    sign-in   led to the page that signs in
    key       no key, or not one

The words stand in the order of DOERS (pages) and of `access_words.KEYS` (operations).
"""

DOERS = (
    "nobody", "citizen", "agent", "other_agent", "officer", "other_officer", "secretariat",
    "other_secretariat", "auditor",
)  # fmt: skip

PAGES = {
    # The Secretariat publishes, two of its people for each publication; auditors audit.
    "barometer:request-publication": {
        "": "sign-in no no no no no does does no",
        "confirmed": "sign-in no no no no no does does no",
    },
    "barometer:confirm": {
        "asked for": "sign-in no no no no no same does no",
        "confirmed": "sign-in no no no no no same same no",
        "published": "sign-in no no no no no same same no",
        "asked for no more": "sign-in no no no no no same same no",
    },
    "barometer:withdraw": {
        "asked for": "sign-in no no no no no does does no",
        "confirmed": "sign-in no no no no no same same no",
        "published": "sign-in no no no no no same same no",
        "asked for no more": "sign-in no no no no no same same no",
    },
    "barometer:erratum": {
        "": "sign-in no no no no no does does no",
    },
    "barometer:revise": {
        "": "sign-in no no no no no does does no",
        "accepted": "sign-in no no no no no does does no",
    },
    "barometer:announce-audit": {
        "drawn": "sign-in no no no no no no no told",
        "with a finding": "sign-in no no no no no no no told",
        "waiting for its value": "sign-in no no no no no no no told",
        "given up": "sign-in no no no no no no no does",
    },
    "barometer:draw-audit": {
        "drawn": "sign-in no no no no no no no told",
        "with a finding": "sign-in no no no no no no no told",
        "waiting for its value": "sign-in no no no no no no no does",
        "given up": "sign-in no no no no no no no told",
    },
    "barometer:give-up-audit": {
        "drawn": "sign-in no no no no no no no told",
        "with a finding": "sign-in no no no no no no no told",
        "waiting for its value": "sign-in no no no no no no no does",
        "given up": "sign-in no no no no no no no told",
    },
    "barometer:audit-item": {
        "drawn": "sign-in no no no no no no no does",
        "with a finding": "sign-in no no no no no no no does",
    },
    # The calendar is the Secretariat's; a draft is opened by those whom it may concern, once each; its
    # comments are the body's.
    "barometer:announce": {
        "": "sign-in no no no no no does does no",
    },
    "barometer:put-off": {
        "": "sign-in no no no no no does does no",
    },
    "barometer:withdraw-planned": {
        "": "sign-in no no no no no does does no",
    },
    "barometer:open-draft": {
        "": "sign-in no no no same same same does same",
    },
    "barometer:draft-comment": {
        "": "sign-in no no no does none no no no",
    },
    # Hand-ins: the officer of the body, and the Secretariat in its name.
    "intake:new": {
        "": "sign-in no no no does told does does no",
        "body ended": "sign-in no no no does told does does no",
    },
    "intake:unchanged": {
        "": "sign-in no no no does none does does no",
        "body ended": "sign-in no no no does none does does no",
    },
    "intake:open-draft": {
        "draft begun": "sign-in no no no same none notes notes no",
        "no draft": "sign-in no no no notes none notes notes no",
    },
    "intake:draft": {
        "draft begun": "sign-in no no no same none same same no",
        "no draft": "sign-in no no no same none same same no",
    },
    "intake:discard-draft": {
        "draft begun": "sign-in no no no notes none same same no",
        "no draft": "sign-in no no no same none same same no",
    },
    "intake:draws": {
        "": "sign-in no no no does none does does none",
    },
    "intake:settle-draw": {
        "announced": "sign-in no no no none none does does no",
        "draw given up": "sign-in no no no none none same same no",
    },
    "intake:accept": {
        "checked": "sign-in no no no begins none begins begins no",
        "accepting": "sign-in no no no same none same same no",
        "accepted": "sign-in no no no same none same same no",
        "withdrawn": "sign-in no no no same none same same no",
        "redacted": "sign-in no no no same none same same no",
        "body ended": "sign-in no no no sent-back none sent-back sent-back no",
    },
    "intake:check-again": {
        "checked": "sign-in no no no notes none notes notes no",
        "accepting": "sign-in no no no same none same same no",
        "accepted": "sign-in no no no same none same same no",
        "withdrawn": "sign-in no no no same none same same no",
        "redacted": "sign-in no no no same none same same no",
        "body ended": "sign-in no no no notes none notes notes no",
    },
    "intake:withdraw": {
        "checked": "sign-in no no no does none does does no",
        "accepting": "sign-in no no no does none does does no",
        "accepted": "sign-in no no no same none same same no",
        "withdrawn": "sign-in no no no same none same same no",
        "redacted": "sign-in no no no same none same same no",
        "body ended": "sign-in no no no does none does does no",
    },
    # The census: bodies attest and declare, the Secretariat requires and decides.
    "registers:attest": {
        "": "sign-in no no no does none does does no",
        "body ended": "sign-in no no no does none does does no",
    },
    "registers:declare": {
        "": "sign-in no no no does none no no no",
        "accepted as such": "sign-in no no no does none no no no",
        "refused": "sign-in no no no does none no no no",
        "taken back": "sign-in no no no does none no no no",
    },
    "registers:withdraw": {
        "declared": "sign-in no no no does none no no no",
        "accepted as such": "sign-in no no no does none no no no",
        "refused": "sign-in no no no same none no no no",
        "taken back": "sign-in no no no same none no no no",
    },
    "registers:decide": {
        "declared": "sign-in no no no no no does does no",
        "accepted as such": "sign-in no no no no no same same no",
        "refused": "sign-in no no no no no same same no",
        "taken back": "sign-in no no no no no same same no",
    },
    "registers:require": {
        "": "sign-in no no no no no does does no",
    },
    "registers:release": {
        "owed": "sign-in no no no no no does does no",
        "released": "sign-in no no no no no same same no",
    },
    "registers:count-staff": {
        "": "sign-in no no no no no does does no",
    },
    # The register of services is kept by who hands in for their body.
    "services:open": {
        "": "sign-in no no no does told does does no",
    },
    "services:describe": {
        "open": "sign-in no no no does no does does no",
        "closed": "sign-in no no no does no does does no",
        "body ended": "sign-in no no no does no does does no",
    },
    "services:offer": {
        "open": "sign-in no no no does no does does no",
        "closed": "sign-in no no no does no does does no",
        "body ended": "sign-in no no no does no does does no",
    },
    "services:close": {
        "open": "sign-in no no no does no does does no",
        "closed": "sign-in no no no does no does does no",
        "body ended": "sign-in no no no does no does does no",
    },
    "services:keep": {
        "open": "sign-in no no no does no does does no",
        "closed": "sign-in no no no does no does does no",
        "body ended": "sign-in no no no does no does does no",
    },
    "services:confirm": {
        "open": "sign-in no no no does no does does no",
        "closed": "sign-in no no no does no does does no",
        "body ended": "sign-in no no no does no does does no",
    },
    # Who delivers a project reports and records changes; whoever does not assesses its risks.
    "portal:project-report": {
        "": "sign-in no no no does none does does no",
    },
    "portal:project-scope": {
        "": "sign-in no no no does none does does no",
    },
    "portal:project-assess": {
        "": "sign-in no no no none does does does does",
    },
    # A body asks for support, and the centre of excellence answers.
    "excellence:ask": {
        "": "sign-in no no no does told no no no",
    },
    "excellence:act": {
        "": "sign-in no no no does none no no no",
        "support withdrawn": "sign-in no no no told none no no no",
    },
    "excellence:act (2)": {
        "": "sign-in no no no no none does does no",
        "support withdrawn": "sign-in no no no no none told told no",
    },
    # Plans: a body writes and deposits its own, the Secretariat reviews.
    "plans:draft": {
        "": "sign-in no no no notes none no no no",
    },
    "plans:section": {
        "": "sign-in no no no none notes no no no",
    },
    "plans:row": {
        "": "sign-in no no no none same no no no",
    },
    "plans:take-file": {
        "": "sign-in no no no none told no no no",
    },
    "plans:review": {
        "": "sign-in no no no no no does does no",
    },
    "plans:reach": {
        "": "sign-in no no no told none no no no",
    },
}

# With the scope that the operation asks for; for what a key of another body may name, for its own body.
PROGRAMS = {
    "POST /api/v1/hand-ins": {
        "": "key key does no does does",
    },
    "POST /api/v1/hand-ins/unchanged": {
        "": "key key does no does told",
        "body ended": "key key does no does told",
    },
    "POST /api/v1/registers/attestations": {
        "": "key key does no no does",
        "body ended": "key key does no no does",
    },
    "POST /api/v1/registers/exemptions": {
        "": "key key does no no told",
        "accepted as such": "key key does no no told",
        "refused": "key key does no no told",
        "taken back": "key key does no no told",
    },
    "POST /api/v1/registers/exemptions/{declaration}/withdraw": {
        "declared": "key key does no no none",
        "accepted as such": "key key does no no none",
        "refused": "key key told no no none",
        "taken back": "key key told no no none",
    },
    "POST /api/v1/service-register/openings": {
        "": "key key does no no does",
    },
    "POST /api/v1/service-register/descriptions": {
        "open": "key key does no no no",
        "closed": "key key does no no no",
        "body ended": "key key does no no no",
    },
    "POST /api/v1/service-register/offers": {
        "open": "key key does no no no",
        "closed": "key key does no no no",
        "body ended": "key key does no no no",
    },
    "POST /api/v1/service-register/closures": {
        "open": "key key does no no no",
        "closed": "key key does no no no",
        "body ended": "key key does no no no",
    },
    "POST /api/v1/service-register/keepings": {
        "open": "key key does no no no",
        "closed": "key key does no no no",
        "body ended": "key key does no no no",
    },
    "POST /api/v1/service-register/confirmations": {
        "open": "key key does no no no",
        "closed": "key key does no no no",
        "body ended": "key key does no no no",
    },
    "POST /api/v1/hand-ins/{public_id}/accept": {
        "checked": "key key begins no begins none",
        "accepting": "key key told no told none",
        "accepted": "key key told no told none",
        "withdrawn": "key key told no told none",
        "redacted": "key key told no told none",
        "body ended": "key key sent-back no sent-back none",
    },
    "POST /api/v1/hand-ins/{public_id}/withdraw": {
        "checked": "key key does no does none",
        "accepting": "key key does no does none",
        "accepted": "key key told no told none",
        "withdrawn": "key key told no told none",
        "redacted": "key key told no told none",
        "body ended": "key key does no does none",
    },
    "POST /api/v1/support-requests": {
        "": "key key does no no does",
    },
    "POST /api/v1/support-requests/{support}/steps": {
        "": "key key does no no none",
        "support withdrawn": "key key told no no none",
    },
    "POST /api/v1/plans": {
        "": "key key does no no told",
    },
}

# In the order of `writes_commands.OPERATORS`. What only reads is asked once, and takes no --by.
COMMANDS = {
    "audit verify": "same",
    "barometer measure": "same",
    "barometer publish": "does no no no no does no",
    "barometer show": "same",
    "barometer compare": "same",
    "barometer verify": "same",
    "barometer erratum": "does no no no no does no",
    "barometer revise": "does no no no no does no",
    "barometer open-withheld": "does no no no no does does",
    "intake": "does no no does no does no",
    "intake withdraw": "does no no does no does no",
    "intake redact": "does no no no no does no",
    "apikey create": "does no no does no does no",
    "apikey revoke": "does no no does no does no",
    "apikey list": "same",
    "body create": "does no no no no does no",
    "body rename": "does no no no no does no",
    "body change": "does no no no no does no",
    "body merge": "does no no no no does no",
    "body split": "does no no no no does no",
    "body end": "does no no no no does no",
    "body list": "same",
    "person invite": "does no no no no does no",
    "person end": "does no no no no does no",
    "person reset": "does no no no no does no",
    "person close": "does no no no no does no",
    "person list": "same",
    "service open": "does no no does no does no",
    "service describe": "does no no does no does no",
    "service offer": "does no no does no does no",
    "service succeed": "does no no does no does no",
    "service close": "does no no does no does no",
    "service keep": "does no no does no does no",
    "service confirm": "does no no does no does no",
    "service list": "same",
    "service show": "same",
    "personal-data erase": "same same same same same same same",
}
