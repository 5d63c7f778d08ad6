"""The reviewed table of the federal bodies that the Canadian inventory names, which has no codes.

Reviewed by hand on the four files of 2016-17 to 2019-20: one code per body, its acronym in English
and in French where they differ, so that a body keeps its code when its name is written otherwise.
A body that is not in the table is an error to be settled here, never a body made up from a name.
"""

from typing import NamedTuple


class Body(NamedTuple):
    """A federal body: its stable code and its applied title in both languages."""

    code: str
    name_fr: str
    name_en: str


BODIES: tuple[Body, ...] = (
    Body("aafc-aac", "Agriculture et Agroalimentaire Canada", "Agriculture and Agri-Food Canada"),
    Body(
        "acoa-apeca",
        "Agence de promotion économique du Canada atlantique",
        "Atlantic Canada Opportunities Agency",
    ),
    Body(
        "atssc-scdata",
        "Service canadien d’appui aux tribunaux administratifs",
        "Administrative Tribunals Support Service of Canada",
    ),
    Body(
        "cannor",
        "Agence canadienne de développement économique du Nord",
        "Canadian Northern Economic Development Agency",
    ),
    Body(
        "cas-satj",
        "Service administratif des tribunaux judiciaires",
        "Courts Administration Service",
    ),
    Body("cb-cda", "Commission du droit d’auteur Canada", "Copyright Board Canada"),
    Body("cbsa-asfc", "Agence des services frontaliers du Canada", "Canada Border Services Agency"),
    Body(
        "ced-dec",
        "Développement économique Canada pour les régions du Québec",
        "Canada Economic Development for Quebec Regions",
    ),
    Body("cer-rec", "Régie de l’énergie du Canada", "Canada Energy Regulator"),
    Body(
        "cfia-acia",
        "Agence canadienne d’inspection des aliments",
        "Canadian Food Inspection Agency",
    ),
    Body("cgc-ccg", "Commission canadienne des grains", "Canadian Grain Commission"),
    Body(
        "chrc-ccdp",
        "Commission canadienne des droits de la personne",
        "Canadian Human Rights Commission",
    ),
    Body(
        "cics-scic",
        "Secrétariat des conférences intergouvernementales canadiennes",
        "Canadian Intergovernmental Conference Secretariat",
    ),
    Body(
        "cihr-irsc",
        "Instituts de recherche en santé du Canada",
        "Canadian Institutes of Health Research",
    ),
    Body(
        "cirnac-rcaanc",
        "Relations Couronne-Autochtones et Affaires du Nord Canada",
        "Crown-Indigenous Relations and Northern Affairs Canada",
    ),
    Body(
        "cnsc-ccsn",
        "Commission canadienne de sûreté nucléaire",
        "Canadian Nuclear Safety Commission",
    ),
    Body("cra-arc", "Agence du revenu du Canada", "Canada Revenue Agency"),
    Body(
        "crcc-ccetp",
        "Commission civile d’examen et de traitement des plaintes relatives à la GRC",
        "Civilian Review and Complaints Commission for the RCMP",
    ),
    Body(
        "crtc",
        "Conseil de la radiodiffusion et des télécommunications canadiennes",
        "Canadian Radio-television and Telecommunications Commission",
    ),
    Body("csa-asc", "Agence spatiale canadienne", "Canadian Space Agency"),
    Body("csc-scc", "Service correctionnel Canada", "Correctional Service Canada"),
    Body("csps-efpc", "École de la fonction publique du Canada", "Canada School of Public Service"),
    Body("cta-otc", "Office des transports du Canada", "Canadian Transportation Agency"),
    Body("dfo-mpo", "Pêches et Océans Canada", "Fisheries and Oceans Canada"),
    Body("dnd-mdn", "Défense nationale", "National Defence"),
    Body(
        "eccc",
        "Environnement et Changement climatique Canada",
        "Environment and Climate Change Canada",
    ),
    Body("erc-cee", "Comité externe d’examen de la GRC", "RCMP External Review Committee"),
    Body(
        "esdc-edsc",
        "Emploi et Développement social Canada",
        "Employment and Social Development Canada",
    ),
    Body(
        "fcac-acfc",
        "Agence de la consommation en matière financière du Canada",
        "Financial Consumer Agency of Canada",
    ),
    Body(
        "feddev",
        "Agence fédérale de développement économique pour le Sud de l’Ontario",
        "Federal Economic Development Agency for Southern Ontario",
    ),
    Body("fin", "Ministère des Finances Canada", "Department of Finance Canada"),
    Body(
        "fintrac-canafe",
        "Centre d’analyse des opérations et déclarations financières du Canada",
        "Financial Transactions and Reports Analysis Centre of Canada",
    ),
    Body(
        "fja-cmf",
        "Commissariat à la magistrature fédérale Canada",
        "Office of the Commissioner for Federal Judicial Affairs Canada",
    ),
    Body(
        "fpcc-cpac", "Conseil des produits agricoles du Canada", "Farm Products Council of Canada"
    ),
    Body("gac-amc", "Affaires mondiales Canada", "Global Affairs Canada"),
    Body("hc-sc", "Santé Canada", "Health Canada"),
    Body(
        "iaac-aeic", "Agence d’évaluation d’impact du Canada", "Impact Assessment Agency of Canada"
    ),
    Body("iic", "Investir au Canada", "Invest in Canada Hub"),
    Body("infc", "Infrastructure Canada", "Infrastructure Canada"),
    Body(
        "irb-cisr",
        "Commission de l’immigration et du statut de réfugié du Canada",
        "Immigration and Refugee Board of Canada",
    ),
    Body(
        "ircc",
        "Immigration, Réfugiés et Citoyenneté Canada",
        "Immigration, Refugees and Citizenship Canada",
    ),
    Body("isc-sac", "Ministère des Services aux Autochtones", "Department of Indigenous Services"),
    Body(
        "ised-isde",
        "Innovation, Sciences et Développement économique Canada",
        "Innovation, Science and Economic Development Canada",
    ),
    Body("jus", "Ministère de la Justice Canada", "Department of Justice Canada"),
    Body("lac-bac", "Bibliothèque et Archives Canada", "Library and Archives Canada"),
    Body(
        "mpcc-cppm",
        "Commission d’examen des plaintes concernant la police militaire du Canada",
        "Military Police Complaints Commission of Canada",
    ),
    Body(
        "nbc-ccbn",
        "Commission des champs de bataille nationaux",
        "The National Battlefields Commission",
    ),
    Body("nfb-onf", "Office national du film", "National Film Board"),
    Body("nrc-cnrc", "Conseil national de recherches Canada", "National Research Council Canada"),
    Body("nrcan-rncan", "Ressources naturelles Canada", "Natural Resources Canada"),
    Body(
        "nserc-crsng",
        "Conseil de recherches en sciences naturelles et en génie du Canada",
        "Natural Sciences and Engineering Research Council of Canada",
    ),
    Body(
        "nsira-ossnr",
        "Secrétariat de l’Office de surveillance des activités en matière de sécurité nationale et de renseignement",
        "National Security and Intelligence Review Agency Secretariat",
    ),
    Body("oci-bec", "L’Enquêteur correctionnel Canada", "The Correctional Investigator Canada"),
    Body(
        "osfi-bsif",
        "Bureau du surintendant des institutions financières Canada",
        "Office of the Superintendent of Financial Institutions Canada",
    ),
    Body(
        "pbc-clcc", "Commission des libérations conditionnelles du Canada", "Parole Board of Canada"
    ),
    Body("pc", "Parcs Canada", "Parks Canada"),
    Body("pch", "Patrimoine canadien", "Canadian Heritage"),
    Body("pco-bcp", "Bureau du Conseil privé", "Privy Council Office"),
    Body("phac-aspc", "Agence de la santé publique du Canada", "Public Health Agency of Canada"),
    Body(
        "pmprb-cepmb",
        "Conseil d’examen du prix des médicaments brevetés Canada",
        "Patented Medicine Prices Review Board Canada",
    ),
    Body("polar-polaire", "Savoir polaire Canada", "Polar Knowledge Canada"),
    Body(
        "ppsc-sppc",
        "Service des poursuites pénales du Canada",
        "Public Prosecution Service of Canada",
    ),
    Body("ps-sp", "Sécurité publique Canada", "Public Safety Canada"),
    Body(
        "psc-cfp",
        "Commission de la fonction publique du Canada",
        "Public Service Commission of Canada",
    ),
    Body(
        "pspc-spac",
        "Services publics et Approvisionnement Canada",
        "Public Services and Procurement Canada",
    ),
    Body("rcmp-grc", "Gendarmerie royale du Canada", "Royal Canadian Mounted Police"),
    Body("ssc-spc", "Services partagés Canada", "Shared Services Canada"),
    Body(
        "sshrc-crsh",
        "Conseil de recherches en sciences humaines du Canada",
        "Social Sciences and Humanities Research Council of Canada",
    ),
    Body("statcan", "Statistique Canada", "Statistics Canada"),
    Body(
        "tbs-sct",
        "Secrétariat du Conseil du Trésor du Canada",
        "Treasury Board of Canada Secretariat",
    ),
    Body("tc", "Transports Canada", "Transport Canada"),
    Body(
        "tsb-bst",
        "Bureau de la sécurité des transports du Canada",
        "Transportation Safety Board of Canada",
    ),
    Body("vac-acc", "Anciens Combattants Canada", "Veterans Affairs Canada"),
    Body(
        "vrab-tacra",
        "Tribunal des anciens combattants (révision et appel)",
        "Veterans Review and Appeal Board",
    ),
    Body("wage-fegc", "Femmes et Égalité des genres Canada", "Women and Gender Equality Canada"),
    Body(
        "wd-deo",
        "Diversification de l’économie de l’Ouest Canada",
        "Western Economic Diversification Canada",
    ),
)


def _folded(name: str) -> str:
    """A name without what varies between files: apostrophes, spaces and capitals."""
    return " ".join(name.replace("’", "'").split()).casefold()


_BY_NAMES = {(_folded(body.name_en), _folded(body.name_fr)): body for body in BODIES}


def body_named(name_en: str, name_fr: str) -> Body | None:
    """The body with both names (apostrophes, spaces and capitals aside), None if the table has none.

    Both names must agree: an English name beside another body's French one is a shifted column.
    """
    return _BY_NAMES.get((_folded(name_en), _folded(name_fr)))
