"""How the vocabulary of services is said to people: channels, statuses, points and their answers."""

from collections.abc import Mapping

from virage.contracts.text import Text

CHANNELS: Mapping[str, Text] = {
    "online": Text("en ligne", "on line"),
    "phone": Text("téléphone", "phone"),
    "counter": Text("comptoir", "counter"),
    "mail": Text("poste", "mail"),
    "email": Text("courriel", "e-mail"),
    "fax": Text("télécopieur", "fax"),
    "kiosk": Text("borne", "kiosk"),
    "other": Text("autre", "other"),
    "total": Text("total déclaré", "declared total"),
}

STATUSES: Mapping[str, Text] = {
    "provided": Text("fourni", "provided"),
    "not_provided": Text("non fourni", "not provided"),
    "not_applicable": Text("sans objet", "not applicable"),
    "not_collected": Text("non recueilli", "not collected"),
    "not_yet_due": Text("pas encore dû", "not due yet"),
}

POINTS: Mapping[str, Text] = {
    "registration": Text("inscription", "registration"),
    "authentication": Text("authentification", "authentication"),
    "application": Text("demande", "application"),
    "decision": Text("décision", "decision"),
    "issuance": Text("délivrance", "issuance"),
    "feedback": Text("rétroaction", "feedback"),
}

ANSWERS: Mapping[str, Text] = {
    "yes": Text("en ligne", "on line"),
    "no": Text("pas en ligne", "not on line"),
    "not_applicable": Text("sans objet", "not applicable"),
    "not_provided": Text("non fourni", "not provided"),
}

REQUEST_ONLINE: Mapping[str, Text] = {
    "yes": Text("peut se faire en ligne", "can be filed on line"),
    "no": Text("ne peut pas se faire en ligne", "cannot be filed on line"),
    "": Text("non dit", "not said"),
}

MISSING: Mapping[str, Text] = {
    "channels": Text("canaux offerts non dits", "channels offered not said"),
    "request": Text("demande en ligne non dite", "filing on line not said"),
    "volumes": Text("aucun volume", "no volume"),
    "points": Text("aucun point d’interaction", "no interaction point"),
}

ROLES: Mapping[str, Text] = {
    "planning_officer": Text("par l’organisme", "by the body"),
    "secretariat": Text("par le Secrétariat", "by the Secretariat"),
}
