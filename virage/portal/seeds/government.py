"""The invented government: its bodies, what becomes of them, and what their services are about."""

from collections.abc import Iterator
from dataclasses import dataclass

from virage.contracts.text import Text

FIRST_YEAR = 2022
LAST_YEAR = 2025
SECRETARIAT = "secretariat-du-virage"


@dataclass(frozen=True, slots=True)
class InventedBody:
    """A body, the years in which it hands in (by the year a period starts), and its manners.

    `candour` is the chance that a channel's number is given; `digital` how far its services went.
    """

    code: str
    name: Text
    kind: str
    objects: tuple[Text, Text, Text]
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR
    candour: float = 0.99
    digital: float = 0.5


def _body(code: str, fr: str, en: str, kind: str, objects: str, **more: float) -> InventedBody:
    """`objects` is "un pont=a bridge; ..." (three of them)."""
    first, second, third = (Text(*pair.strip().split("=")) for pair in objects.split(";"))
    return InventedBody(code, Text(fr, en), kind, (first, second, third), **more)  # type: ignore[arg-type]


BODIES: tuple[InventedBody, ...] = (
    _body("ponts", "Ministère des Ponts et des Passerelles", "Ministry of Bridges and Footbridges", "ministry", "un pont privé=a private bridge; une passerelle=a footbridge; un quai=a wharf", digital=0.62),
    _body("marees", "Ministère des Marées", "Ministry of Tides", "ministry", "un mouillage=a mooring; une pêche côtière=coastal fishing; une digue=a sea wall", digital=0.48),
    _body("jardins", "Ministère des Jardins et des Vergers", "Ministry of Gardens and Orchards", "ministry", "un verger=an orchard; un jardin partagé=a community garden; une serre=a greenhouse", digital=0.55),
    _body("ateliers", "Ministère des Ateliers et des Métiers", "Ministry of Workshops and Trades", "ministry", "un atelier=a workshop; un apprentissage=an apprenticeship; une carte de métier=a trade card", digital=0.7),
    _body("ecoles", "Ministère des Écoles et des Savoirs", "Ministry of Schools and Knowledge", "ministry", "une école=a school; une bourse=a bursary; un relevé de notes=a transcript", digital=0.74),
    _body("soins", "Ministère des Soins", "Ministry of Care", "ministry", "un soin à domicile=home care; une carte de soins=a care card; un aidant=a carer", digital=0.45, candour=0.93),
    _body("logis", "Ministère du Logis", "Ministry of Dwellings", "ministry", "un logement=a dwelling; un loyer=a rent; une rénovation=a renovation", digital=0.6),
    _body("chemins", "Ministère des Chemins", "Ministry of Ways", "ministry", "un chemin rural=a country road; une traverse=a crossing; un convoi=a convoy", digital=0.58),
    _body("eaux", "Agence des Eaux vives", "Running Waters Agency", "agency", "un puits=a well; un barrage=a dam; une prise d’eau=a water intake", digital=0.4),
    _body("forets", "Agence des Forêts claires", "Bright Forests Agency", "agency", "une coupe de bois=a timber cut; un sentier=a trail; une érablière=a sugar bush", digital=0.5),
    _body("recettes", "Agence des Recettes", "Receipts Agency", "agency", "une déclaration=a return; un remboursement=a refund; un compte=an account", digital=0.9),
    _body("etatcivil", "Registre des Naissances et des Unions", "Register of Births and Unions", "agency", "une naissance=a birth; une union=a union; un changement de nom=a change of name", digital=0.72),
    _body("phares", "Régie des Phares", "Lighthouse Board", "agency", "un phare=a lighthouse; une balise=a beacon; une veille=a watch", digital=0.35),
    _body("horloges", "Régie des Horloges publiques", "Public Clocks Board", "agency", "une horloge=a clock; un carillon=a chime; un cadran=a dial", digital=0.66),
    _body("vents", "Régie des Vents", "Winds Board", "agency", "une éolienne=a wind turbine; un moulin=a mill; une girouette=a weather vane", digital=0.8),
    _body("marches", "Office des Marchés couverts", "Covered Markets Office", "agency", "un étal=a stall; une balance=a scale; une enseigne=a sign", digital=0.57),
    _body("voyages", "Office des Voyageurs", "Travellers Office", "agency", "un titre de voyage=a travel document; une escale=a stopover; un bagage=a bag", digital=0.78),
    _body("musiques", "Conseil des Musiques", "Music Council", "agency", "un concert=a concert; un instrument=an instrument; une fanfare=a brass band", digital=0.69),
    _body("musees", "Conseil des Musées et des Mémoires", "Museums and Memory Council", "agency", "une exposition=an exhibition; une archive=an archive; un legs=a bequest", digital=0.52),
    _body("sports", "Office des Sports et des Jeux", "Sports and Games Office", "agency", "un tournoi=a tournament; un gymnase=a gymnasium; une licence=a licence", digital=0.71),
    _body("retraites", "Caisse des Retraites", "Pensions Fund", "fund", "une retraite=a pension; une rente=an annuity; un rachat=a buy-back", digital=0.76),
    _body("recoltes", "Fonds des Récoltes", "Harvest Fund", "fund", "une récolte=a harvest; un troupeau=a herd; une semence=a seed", digital=0.54),
    _body("inventions", "Fonds des Inventions", "Inventions Fund", "fund", "un brevet=a patent; un prototype=a prototype; un essai=a trial", digital=0.85),
    _body("baux", "Tribunal des Baux", "Leases Tribunal", "tribunal", "un bail=a lease; une audience=a hearing; une entente=a settlement", digital=0.42, candour=0.9),
    _body("voisinage", "Tribunal du Voisinage", "Neighbourhood Tribunal", "tribunal", "une clôture=a fence; un bruit=a noise; une servitude=an easement", digital=0.38),
    _body("loteries", "Société des Loteries", "Lotteries Corporation", "enterprise", "un tirage=a draw; un kiosque=a booth; un gain=a prize", digital=0.82),
    _body("traversiers", "Société des Traversiers", "Ferries Corporation", "enterprise", "une traversée=a crossing by boat; une réservation=a booking; un abonnement=a pass", digital=0.88),
    # Merge in 2024 into « Office de la Lumière ».
    _body("lampes", "Office des Lampes", "Lamps Office", "agency", "un éclairage=a light; une lanterne=a lantern; un réverbère=a street lamp", last_year=2023, digital=0.47),
    _body("bougies", "Office des Bougies", "Candles Office", "agency", "une chandelle=a candle; une cire=a wax; une mèche=a wick", last_year=2023, digital=0.44),
    # Enters in 2024 with the merger.
    _body("lumiere", "Office de la Lumière", "Office of Light", "agency", "une lueur=a glow; un vitrail=a stained-glass window; un feu de rue=a street light", first_year=2024, digital=0.73),
    # Leaves in 2024: its services close.
    _body("bornes", "Bureau des Bornes et des Clochers", "Boundary Stones and Steeples Bureau", "agency", "une borne=a boundary stone; un clocher=a steeple; un arpentage=a survey", last_year=2023, digital=0.3),
    # Lists its services and never gives a number.
    _body("brumes", "Commissariat aux Brumes", "Mists Commission", "agency", "une brume=a mist; un brouillard=a fog; une éclaircie=a clearing", candour=0.0, digital=0.5),
)  # fmt: skip

LATE = "soins"
SILENT = "brumes"
RENAMED = (
    "chemins",
    Text("Ministère des Chemins et des Convois", "Ministry of Ways and Convoys"),
    2024,
)
MERGED = (("lampes", "bougies"), "lumiere", 2024)
CLOSED = ("bornes", 2024)

ACTS: tuple[Text, ...] = (
    Text("Demander un permis pour {}", "Apply for a permit for {}"),
    Text("Renouveler un permis pour {}", "Renew a permit for {}"),
    Text("Déclarer {}", "Report {}"),
    Text("Obtenir une attestation pour {}", "Get a certificate for {}"),
    Text("Demander une aide financière pour {}", "Apply for financial help for {}"),
)


@dataclass(frozen=True, slots=True)
class InventedService:
    """A service of an invented body."""

    code: str
    name: Text
    body: InventedBody


def services() -> Iterator[InventedService]:
    """Every invented service, thirteen a body, in a fixed order."""
    for at, body in enumerate(BODIES):
        made = [
            Text(act.fr.format(thing.fr), act.en.format(thing.en))
            for thing in body.objects
            for act in ACTS
        ]
        for number, name in enumerate(made[: 12 + at % 3], start=1):
            yield InventedService(f"{body.code}-{number:02d}", name, body)
