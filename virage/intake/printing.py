"""A report in plain text, and the sentences of the command, in both languages."""

from typing import Any

from virage.contracts.text import Text
from virage.intake.models import HandIn

MOST_PRINTED = 50


def report(hand_in: HandIn, language: str) -> str:
    """The report and the preview as lines of text, errors first, in a language."""
    english = language.startswith("en")
    found, preview = hand_in.report, hand_in.preview
    lines = [
        f"{hand_in.kind} · {hand_in.filename} · {hand_in.public_id}",
        f"SHA-256 {hand_in.sha256}",
        (
            f"{hand_in.rows} rows without error, {found['errors']} errors, {found['warnings']} warnings"
            if english
            else f"{hand_in.rows} lignes sans erreur, {found['errors']} erreurs, "
            f"{found['warnings']} avertissements"
        ),
    ]
    for finding in found["findings"][:MOST_PRINTED]:
        lines.append(_line(finding, language))
    hidden = found["errors"] + found["warnings"] - min(len(found["findings"]), MOST_PRINTED)
    if hidden > 0:
        lines.append(f"… and {hidden} more" if english else f"… et {hidden} de plus")
    if preview and not found["errors"]:
        lines.append(
            f"Preview: {preview['added']} added, {preview['changed']} changed, "
            f"{preview['replaced']} replaced, {preview['unchanged']} unchanged, "
            f"{len(preview['no_longer_listed'])} no longer listed, "
            f"{len(preview['new_bodies'])} bodies and {len(preview['new_services'])} services to create"
            if english
            else f"Aperçu : {preview['added']} ajoutées, {preview['changed']} changées, "
            f"{preview['replaced']} remplacées, {preview['unchanged']} inchangées, "
            f"{len(preview['no_longer_listed'])} n’y sont plus, "
            f"{len(preview['new_bodies'])} organismes et {len(preview['new_services'])} services à créer"
        )
        lines += [f"  {note['en' if english else 'fr']}" for note in preview["notes"]]
        lines += [_asked(one, english) for one in preview.get("reused", [])]
    return "\n".join(lines)


def _asked(one: dict[str, Any], english: bool) -> str:
    code, before, after = one["code"], one["body_before"], one["body_after"]
    if english:
        return (
            f"  {code} meant “{one['before']['en']}” ({before}); the file says “{one['after']['en']}” "
            f"({after}). The same service: --same {code}; another one: --another {code}."
        )
    return (
        f"  {code} désignait « {one['before']['fr']} » ({before}) ; le fichier dit « {one['after']['fr']} » "
        f"({after}). Le même service : --same {code} ; un autre : --another {code}."
    )


def _line(finding: dict[str, object], language: str) -> str:
    english = language.startswith("en")
    key = "en" if english else "fr"
    message, advice = finding["message"], finding["advice"]
    where = []
    if finding["line"] is not None:
        where.append(f"line {finding['line']}" if english else f"ligne {finding['line']}")
    if finding["column"]:
        where.append(str(finding["column"]))
    level = (
        {"error": "error", "warning": "warning"}
        if english
        else {"error": "erreur", "warning": "avertissement"}
    )[str(finding["level"])]
    value = f" [{finding['value']}]" if finding["value"] else ""
    words = (
        f"{message[key]} {advice[key]}"
        if isinstance(message, dict) and isinstance(advice, dict)
        else ""
    )
    return f"{level}, {', '.join(where) or finding['code']}{value}: {words}"


def unreadable(path: str, failure: OSError) -> Text:
    """The file cannot be opened."""
    why = failure.strerror or type(failure).__name__
    return Text(
        f"Le fichier {path} ne peut pas être lu ({why}). Vérifiez son chemin.",
        f"The file {path} cannot be read ({why}). Check its path.",
    )


def accepted_before(hand_in: HandIn) -> Text:
    """The very content is the last that was accepted."""
    return Text(
        f"Ce fichier est déjà accepté (dépôt {hand_in.public_id}) : rien ne change.",
        f"This file is already accepted (hand-in {hand_in.public_id}): nothing changes.",
    )


def refused(hand_in: HandIn) -> Text:
    """There are errors."""
    return Text(
        f"{hand_in.report['errors']} erreurs : corrigez le fichier, puis déposez-le de nouveau.",
        f"{hand_in.report['errors']} errors: correct the file, then hand it in again.",
    )


def waiting(hand_in: HandIn) -> Text:
    """Checked, and nothing recorded."""
    return Text(
        f"Vérifié, rien n’est enregistré. Pour l’accepter, ajoutez --accept (dépôt {hand_in.public_id}).",
        f"Checked, nothing is recorded. To accept it, add --accept (hand-in {hand_in.public_id}).",
    )


def not_recorded(hand_in: HandIn) -> Text:
    """The acceptance was stopped: the records have moved, or someone withdrew it."""
    return Text(
        f"Le dépôt n’a pas été enregistré (état : {hand_in.state}). Lisez son rapport, "
        "puis déposez-le ou acceptez-le de nouveau.",
        f"The hand-in was not recorded (state: {hand_in.state}). Read its report, "
        "then hand it in or accept it again.",
    )


def recorded(hand_in: HandIn) -> Text:
    """Done."""
    if hand_in.sequence is None:
        return Text("Accepté : rien ne change.", "Accepted: nothing changes.")
    return Text(
        f"Accepté et enregistré : {hand_in.rows} lignes, séquence {hand_in.sequence}.",
        f"Accepted and recorded: {hand_in.rows} rows, sequence {hand_in.sequence}.",
    )


def redacted(hand_in: HandIn) -> Text:
    """The bytes are gone."""
    return Text(
        f"Les octets du dépôt {hand_in.public_id} sont détruits ; tout le reste est gardé.",
        f"The bytes of hand-in {hand_in.public_id} are destroyed; all the rest is kept.",
    )


def withdrawn(hand_in: HandIn) -> Text:
    """Taken back."""
    return Text(
        f"Le dépôt {hand_in.public_id} est retiré.", f"Hand-in {hand_in.public_id} is withdrawn."
    )


def no_such_hand_in(public_id: str) -> Text:
    """There is none of that id."""
    return Text(
        f"Aucun dépôt n’a l’identifiant {public_id}.", f"No hand-in has the id {public_id}."
    )
