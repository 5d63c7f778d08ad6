"""Writes on bodies, memberships and API keys; each leaves its line in the journal."""

from virage.organisations.actions.bodies import (
    BodyExists,
    BodyHasNotThatLife,
    change_body,
    create_body,
    end_body,
    merge_bodies,
    record_succession,
    rename_body,
)
from virage.organisations.actions.keys import (
    KeyNotMade,
    create_key,
    erase_ended_keys,
    revoke_key,
)
from virage.organisations.actions.memberships import (
    Invitation,
    NoSuchMembership,
    end_membership,
    invite,
    open_membership,
    reset_sign_in,
)
from virage.organisations.actions.recording import (
    AlreadyFinished,
    abandon_recording,
    begin_recording,
    finish_recording,
    stage_body,
)

__all__ = [
    "AlreadyFinished",
    "BodyExists",
    "BodyHasNotThatLife",
    "Invitation",
    "KeyNotMade",
    "NoSuchMembership",
    "abandon_recording",
    "begin_recording",
    "change_body",
    "create_body",
    "create_key",
    "end_body",
    "end_membership",
    "erase_ended_keys",
    "finish_recording",
    "invite",
    "merge_bodies",
    "open_membership",
    "record_succession",
    "rename_body",
    "reset_sign_in",
    "revoke_key",
    "stage_body",
]
