"""What can be wrong or odd in a hand-in on services: the sentences, in both languages, by code.

An error stops the acceptance and says what to do; a warning lets the line in and stays attached to
the answers made from it.
"""

from virage.contracts.text import Text
from virage.registers.rules.findings import Sentence

SENTENCES: dict[str, Sentence] = {
    "body-unknown": Sentence(
        "error",
        Text("Aucun organisme n’a le code « {value} ».", "No body has the code “{value}”."),
        Text(
            "Corrigez le code, ou demandez au Secrétariat de créer l’organisme à l’acceptation.",
            "Correct the code, or ask the Secretariat to create the body on acceptance.",
        ),
    ),
    "body-unnamed": Sentence(
        "error",
        Text(
            "Le nouvel organisme « {value} » n’a pas de nom dans les deux langues.",
            "The new body “{value}” has no name in both languages.",
        ),
        Text(
            "Remplissez organisation_name_fr et organisation_name_en.",
            "Fill organisation_name_fr and organisation_name_en.",
        ),
    ),
    "body-name-differs": Sentence(
        "warning",
        Text(
            "Le nom de l’organisme diffère de celui du registre, « {known} » ; il n’est pas changé.",
            "The name of the body differs from the register’s, “{known}”; it is not changed.",
        ),
        Text(
            "Pour renommer un organisme, adressez-vous au Secrétariat.",
            "To rename a body, write to the Secretariat.",
        ),
    ),
    "near-name-body": Sentence(
        "warning",
        Text(
            "Le nouvel organisme ressemble à un organisme connu, « {known} ».",
            "The new body looks like one that is known, “{known}”.",
        ),
        Text("Si c’est le même, employez son code.", "If it is the same one, use its code."),
    ),
    "service-unknown": Sentence(
        "error",
        Text("Aucun service n’a le code « {value} ».", "No service has the code “{value}”."),
        Text(
            "Corrigez le code, ou demandez à l’acceptation que les nouveaux services soient créés.",
            "Correct the code, or ask on acceptance that new services be created.",
        ),
    ),
    "service-not-listed": Sentence(
        "error",
        Text("Aucun service n’a le code « {value} ».", "No service has the code “{value}”."),
        Text(
            "Corrigez le code, ou déposez d’abord les volumes de ce service.",
            "Correct the code, or hand in the volumes of that service first.",
        ),
    ),
    "service-unnamed": Sentence(
        "error",
        Text(
            "Le nouveau service « {value} » n’a pas de nom dans les deux langues.",
            "The new service “{value}” has no name in both languages.",
        ),
        Text("Remplissez name_fr et name_en.", "Fill name_fr and name_en."),
    ),
    "service-of-another-body": Sentence(
        "error",
        Text(
            "Le service « {value} » est inscrit comme relevant de « {known} ».",
            "The service “{value}” is listed as belonging to “{known}”.",
        ),
        Text(
            "Corrigez le code, ou faites inscrire le changement par le Secrétariat.",
            "Correct the code, or have the Secretariat record the change.",
        ),
    ),
    "two-bodies": Sentence(
        "error",
        Text(
            "Le service « {value} » relève de deux organismes à la même date dans ce fichier.",
            "The service “{value}” belongs to two bodies at the same date in this file.",
        ),
        Text("Gardez un seul organisme par service.", "Keep one body per service."),
    ),
    "near-name-service": Sentence(
        "warning",
        Text(
            "Le nouveau service ressemble à un service connu, « {known} ».",
            "The new service looks like one that is known, “{known}”.",
        ),
        Text(
            "Si c’est le même, employez son code ; il garde ainsi son histoire.",
            "If it is the same one, use its code; it then keeps its history.",
        ),
    ),
    "reused": Sentence(
        "error",
        Text(
            "Le code « {value} » désignait « {known} » : c’est un autre service, a-t-on répondu.",
            "The code “{value}” meant “{known}”: it is another service, the answer was.",
        ),
        Text(
            "Donnez-lui un nouveau code dans le fichier, puis déposez-le de nouveau. Si l’ancien service "
            "n’est plus rendu, fermez-le.",
            "Give it a new code in the file, then hand it in again. If the old service is no longer "
            "given, close it.",
        ),
    ),
    "reused-kept": Sentence(
        "warning",
        Text(
            "Le code « {value} » désignait « {known} » : le nom et l’organisme ont changé.",
            "The code “{value}” meant “{known}”: both name and body have changed.",
        ),
        Text(
            "Si c’est un autre service, donnez-lui un nouveau code, et fermez l’ancien s’il n’est plus "
            "rendu.",
            "If it is another service, give it a new code, and close the old one if it is no longer "
            "given.",
        ),
    ),
    "service-closed": Sentence(
        "warning",
        Text(
            "Le service « {value} » est inscrit comme fermé le {known}.",
            "The service “{value}” is listed as closed on {known}.",
        ),
        Text("Vérifiez le code ou la fermeture.", "Check the code or the closure."),
    ),
    "number-with-status": Sentence(
        "error",
        Text(
            "Un nombre est donné avec l’état « {known} ».",
            "A number is given with the status “{known}”.",
        ),
        Text(
            "Laissez le volume vide, ou écrivez « provided ».",
            "Leave the volume empty, or write “provided”.",
        ),
    ),
    "missing-number": Sentence(
        "error",
        Text("Aucun nombre, et aucune raison.", "No number, and no reason."),
        Text(
            "Écrivez un nombre (0 s’il n’y a eu aucune demande), ou dites pourquoi dans status : "
            "not_provided, not_applicable, not_collected ou not_yet_due.",
            "Write a number (0 if there was no request), or say why in status: not_provided, "
            "not_applicable, not_collected or not_yet_due.",
        ),
    ),
    "sentinel": Sentence(
        "error",
        Text(
            "{value} semble tenir lieu de « pas de donnée ».",
            "{value} seems to stand for “no data”.",
        ),
        Text(
            "Laissez le volume vide et dites pourquoi dans status.",
            "Leave the volume empty and say why in status.",
        ),
    ),
    "period-reversed": Sentence(
        "error",
        Text(
            "La période finit avant de commencer, ou le même jour.",
            "The period ends before it starts, or on the same day.",
        ),
        Text(
            "period_to est le lendemain du dernier jour : du 2025-01-01 au 2025-04-01.",
            "period_to is the day after the last one: from 2025-01-01 to 2025-04-01.",
        ),
    ),
    "overlap": Sentence(
        "error",
        Text(
            "La période chevauche celle de la ligne {known}, pour le même service et le même canal.",
            "The period overlaps that of line {known}, for the same service and channel.",
        ),
        Text(
            "Donnez des périodes qui se suivent sans se chevaucher.",
            "Give periods that follow each other without overlapping.",
        ),
    ),
    "straddles": Sentence(
        "error",
        Text(
            "La période ne remplace qu’en partie celle, déjà acceptée, du {known}.",
            "The period replaces only a part of one already accepted, {known}.",
        ),
        Text(
            "Une période ne remplace que des périodes entières : déposez ensemble toutes les parties "
            "de celle qui est remplacée.",
            "A period replaces whole periods only: hand in together all the parts of the one that "
            "is replaced.",
        ),
    ),
    "sum-differs": Sentence(
        "warning",
        Text(
            "Le total, {value}, diffère de ce qu’il remplace, {known}.",
            "The total, {value}, differs from what it replaces, {known}.",
        ),
        Text(
            "Vérifiez que les deux comptent la même chose.",
            "Check that both count the same thing.",
        ),
    ),
    "channel-above-total": Sentence(
        "warning",
        Text(
            "Le volume du canal, {value}, dépasse le total déclaré, {known}.",
            "The volume of the channel, {value}, is above the declared total, {known}.",
        ),
        Text("Vérifiez les deux nombres.", "Check both numbers."),
    ),
    "parts-not-total": Sentence(
        "warning",
        Text(
            "Les canaux font {value} ; le total déclaré est {known}.",
            "The channels make {value}; the declared total is {known}.",
        ),
        Text(
            "Vérifiez qu’aucun canal ne manque ou n’est compté deux fois.",
            "Check that no channel is missing or counted twice.",
        ),
    ),
    "unit-jump": Sentence(
        "warning",
        Text(
            "Le volume passe de {known} à {value} d’une période à l’autre.",
            "The volume goes from {known} to {value} from one period to the next.",
        ),
        Text(
            "Vérifiez l’unité : des milliers au lieu d’unités, ou l’inverse.",
            "Check the unit: thousands instead of ones, or the reverse.",
        ),
    ),
    "percentages": Sentence(
        "warning",
        Text(
            "Presque tous les services ont des volumes qui font exactement {known} : on dirait des "
            "pourcentages.",
            "Nearly all services have volumes that make exactly {known}: they look like percentages.",
        ),
        Text("Donnez des nombres de demandes.", "Give numbers of requests."),
    ),
    "newly-filled": Sentence(
        "warning",
        Text(
            "Le canal « {value} », jamais fourni auparavant, l’est pour {known} lignes.",
            "The channel “{value}”, never provided before, is provided on {known} lines.",
        ),
        Text(
            "Rien à faire si on le recueille désormais ; sinon, cherchez une colonne décalée.",
            "Nothing to do if it is collected from now on; otherwise, look for a shifted column.",
        ),
    ),
    "shifted-rows": Sentence(
        "error",
        Text(
            "Presque chaque volume du canal « {value} » est celui, déjà connu, de la ligne voisine.",
            "Nearly each volume of the channel “{value}” is the one already known of the next line.",
        ),
        Text(
            "Une colonne a glissé d’une ligne : refaites le fichier.",
            "A column has slipped by one line: make the file again.",
        ),
    ),
    "no-longer-listed": Sentence(
        "warning",
        Text(
            "{value} services de la période précédente n’y sont plus ; ils seront « inconnus ».",
            "{value} services of the previous period are absent; they will be “unknown”.",
        ),
        Text(
            "Fermez ceux qui ont fermé, ou ajoutez leurs lignes.",
            "Close those that closed, or add their lines.",
        ),
    ),
    "repeated": Sentence(
        "warning",
        Text(
            "Le service « {value} » figure aussi à la ligne {known} ; la dernière ligne compte.",
            "The service “{value}” also stands on line {known}; the last line counts.",
        ),
        Text("Gardez une seule ligne par service.", "Keep one line per service."),
    ),
    "several-years": Sentence(
        "error",
        Text(
            "Le fichier mêle deux années financières, {known} et {value}.",
            "The file mixes two fiscal years, {known} and {value}.",
        ),
        Text("Déposez un fichier par année.", "Hand in one file per year."),
    ),
    "not_a_fiscal_year": Sentence(
        "error",
        Text("« {value} » n’est pas une année financière.", "“{value}” is not a fiscal year."),
        Text("Écrivez-la ainsi : 2019-2020.", "Write it so: 2019-2020."),
    ),
    "empty": Sentence(
        "error",
        Text("La cellule est vide.", "The cell is empty."),
        Text("Remplissez-la.", "Fill it."),
    ),
    "unknown_body": Sentence(
        "error",
        Text(
            "« {value} » n’est pas dans la table révisée des organismes.",
            "“{value}” is not in the reviewed table of bodies.",
        ),
        Text(
            "Faites ajouter ce nom à la table, avec le code de l’organisme.",
            "Have that name added to the table, with the code of the body.",
        ),
    ),
    "not_a_number": Sentence(
        "error",
        Text("« {value} » n’est ni un nombre, ni NA, ni ND.", "“{value}” is no number, NA or ND."),
        Text("Écrivez l’un des trois.", "Write one of the three."),
    ),
    "not_a_channel": Sentence(
        "error",
        Text("« {value} » n’est pas un canal connu.", "“{value}” is not a known channel."),
        Text(
            "Les canaux sont onl, tel, person, post, fax, eml, oth.",
            "The channels are onl, tel, person, post, fax, eml, oth.",
        ),
    ),
    "not_an_answer": Sentence(
        "error",
        Text("« {value} » n’est pas une réponse connue.", "“{value}” is not a known answer."),
        Text("Les réponses sont Y, N, NA, ND.", "The answers are Y, N, NA, ND."),
    ),
}
