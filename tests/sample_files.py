"""A sound file of every kind of hand-in, small, by the ministry of Water; a kind without one fails
`test_bad_days_of_every_kind`.

A new kind adds its entry here: the file, what it names that other kinds record, and one code that
nobody knows. The files are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from virage.intake.tests.handing_in import FOREST, line, volumes

WORLD = volumes(
    line("puits", "online", 120),
    line("pompe", "phone", 30),
    line("coupe", "online", 7, body=FOREST),
)
"""What is there before any of these files: two services of Water and one of the Forest board."""


@dataclass(frozen=True)
class Sample:
    """A sound file with two lines at least, and how to spoil its first line.

    - `needs` are the kinds whose files are recorded before this one.
    - `unknown` are cells of the first line that name what nobody knows: the file is then refused, or
      lists it as new and waits for someone to agree.
    - `of_another` are those that make the first line one of the Forest board; empty where the kind is
      handed in for several bodies, by the Secretariat alone.
    - `twice` is what becomes of a line that stands there twice: an error, a warning, or one more to count.
    """

    text: str
    unknown: Mapping[str, str]
    needs: tuple[str, ...] = ()
    of_another: Mapping[str, str] = field(default_factory=lambda: {"organisation": FOREST})
    twice: Literal["error", "warning", "counted"] = "error"


SAMPLES: Mapping[str, Sample] = {
    "registers.duties": Sample(
        """\
organisation,kind,period_from,period_to,due_on,status
ministere-eau,services.volumes,2025-04-01,2026-04-01,2026-05-15,owed
regie-forets,services.volumes,2025-04-01,2026-04-01,2026-05-15,owed
""",
        unknown={"kind": "services.couleurs"},
        of_another={},
    ),
    "registers.headcounts": Sample(
        """\
organisation,on,staff
ministere-eau,2026-03-31,1240
regie-forets,2026-03-31,310
""",
        unknown={"organisation": "ministere-inconnu"},
        of_another={},
    ),
    "services.volumes": Sample(
        """\
organisation,organisation_name_fr,organisation_name_en,service,name_fr,name_en,period_from,period_to,channel,volume,status
ministere-eau,,,puits,,,2025-04-01,2025-07-01,online,90,
ministere-eau,,,puits,,,2025-04-01,2025-07-01,phone,12,
ministere-eau,,,puits,,,2025-04-01,2025-07-01,mail,,not_collected
""",
        unknown={"service": "lac", "name_fr": "Lac (inventé)", "name_en": "Lake (invented)"},
    ),
    "services.interaction-points": Sample(
        """\
organisation,service,observed_on,point,answer
ministere-eau,puits,2025-03-31,application,yes
ministere-eau,puits,2025-03-31,decision,no
""",
        unknown={"service": "lac"},
    ),
    "services.transactions": Sample(
        """\
service,at,channel,completed,asked,prefilled
puits,2025-07-01T09:30:00,online,true,12,5
puits,2025-07-01T10:00:00,online,false,12,0
puits,2025-07-02T08:00:00,phone,true,12,0
""",
        unknown={"service": "lac"},
        of_another={"service": "coupe"},
        twice="counted",
    ),
    "services.daily-use": Sample(
        """\
service,channel,day,requests,completed,asked,prefilled
puits,online,2025-07-01,120,110,1440,600
puits,online,2025-07-02,98,90,1176,490
""",
        unknown={"service": "lac"},
        of_another={"service": "coupe"},
    ),
    "services.canada-inventory": Sample(
        """\
fiscal_yr,service_id,service_name_en,service_name_fr,department_name_en,department_name_fr,service_channels,online_applications,telephone_applications,in_person_applications,postal_mail_applications,other_applications,e_registration,e_authentication,e_application,e_decision,e_issuance,e_feedback
2019-2020,135,Well permit,Permis de puits,Health Canada,Santé Canada,"onl,tel",4819,ND,NA,12,NA,Y,Y,Y,N,Y,NA
2019-2020,136,Lake permit,Permis de lac,Health Canada,Santé Canada,onl,90,ND,NA,12,NA,Y,Y,Y,N,Y,NA
""",
        unknown={"department_name_en": "Ministry of Nowhere", "department_name_fr": "Nulle part"},
        of_another={},
        twice="warning",
    ),
    "services.openings": Sample(
        """\
organisation,service,built_from,launched_on,activities
ministere-eau,puits,2024-03-01,2024-09-01,complete
ministere-eau,pompe,2024-04-01,2024-10-01,partial
""",
        unknown={"service": "lac"},
    ),
    "services.activities": Sample(
        """\
organisation,service,activity,kind,held_on,method,people,changed,record
ministere-eau,puits,entrevues-2024-02,design,2024-02-12,entrevues,8,Un plan de moins.,https://example.org/e
ministere-eau,puits,essai-2024-06,test,2024-06-12,essai,6,Une page de moins.,https://example.org/t
""",
        unknown={"service": "lac"},
    ),
    "services.durations": Sample(
        """\
organisation,service,channel,observed_from,observed_to,median_minutes,steps,method,sample
ministere-eau,puits,online,2025-05-01,2025-06-01,12,4,log,240
ministere-eau,puits,phone,2025-05-01,2025-06-01,35,6,timed,40
""",
        unknown={"service": "lac"},
    ),
    "services.processes": Sample(
        """\
organisation,process,name_fr,name_en,audience,since,until,steps
ministere-eau,embauche,Embauche,Hiring,internal,2025-04-01,,3
ministere-eau,achat,Achat,Purchase,internal,2025-04-01,,2
""",
        unknown={"organisation": "ministere-inconnu"},
    ),
    "services.process-steps": Sample(
        """\
organisation,process,step,seen_on,medium
ministere-eau,embauche,signature,2025-03-31,digital
ministere-eau,embauche,classement,2025-03-31,paper
""",
        unknown={"process": "mutation"},
        needs=("services.processes",),
    ),
    "services.cases": Sample(
        """\
organisation,process,period_from,period_to,cases,on_paper,by_choice
ministere-eau,embauche,2025-04-01,2026-04-01,420,18,6
ministere-eau,achat,2025-04-01,2026-04-01,90,,
""",
        unknown={"process": "mutation"},
        needs=("services.processes",),
    ),
    "consultations.register": Sample(
        """\
organisation,consultation,name_fr,name_en,window_from,window_to,participants,page
ministere-eau,rives-2025,Rives,Shores,2025-05-01,2025-06-01,214,https://example.org/rives
ministere-eau,digues-2025,Digues,Dikes,2025-06-01,2025-07-01,,
""",
        unknown={"organisation": "ministere-inconnu"},
    ),
    "consultations.means": Sample(
        """\
organisation,consultation,means,since,use
ministere-eau,rives-2025,online,2025-05-01,submit
ministere-eau,rives-2025,mail,2025-05-01,submit
""",
        unknown={"consultation": "lacs-2025"},
        needs=("consultations.register",),
    ),
    "exchange.sources": Sample(
        """\
organisation,concept,since,until,legal_basis,keys
ministere-eau,adresse,2025-04-01,,"Loi inventée, art. 12",civil-address
ministere-eau,numero-de-puits,2025-04-01,,"Loi inventée, art. 13",file-number
""",
        unknown={"keys": "eye-colour"},
    ),
    "exchange.forms": Sample(
        """\
organisation,service,form,version,since,until,items
ministere-eau,puits,demande,3,2025-04-01,,2
ministere-eau,puits,renouvellement,1,2025-04-01,,1
""",
        unknown={"service": "lac"},
    ),
    "exchange.all-forms": Sample(
        """\
organisation,service,as_of,all_listed
ministere-eau,puits,2025-06-30,yes
ministere-eau,pompe,2025-06-30,no
""",
        unknown={"service": "lac"},
    ),
    "exchange.items": Sample(
        """\
organisation,service,form,version,item,examined,concept,given,obstacle
ministere-eau,puits,demande,3,adresse du demandeur,yes,adresse,typed,
ministere-eau,puits,demande,3,profondeur,no,,,
""",
        unknown={"form": "plainte"},
        needs=("exchange.sources", "exchange.forms"),
    ),
    "reminders.deadlines": Sample(
        """\
organisation,deadline,name_fr,name_en,legal_basis,since,until
ministere-eau,puits-renouvellement,Permis de puits,Well permit,"Loi inventée, art. 8",2025-04-01,
ministere-eau,puits-rapport,Rapport annuel,Yearly report,,2025-04-01,
""",
        unknown={"organisation": "ministere-inconnu"},
    ),
    "reminders.due": Sample(
        """\
organisation,deadline,period_from,period_to,due,declined,log
ministere-eau,puits-renouvellement,2025-04-01,2026-04-01,1840,35,complete
ministere-eau,puits-rapport,2025-04-01,2026-04-01,12,,partial
""",
        unknown={"deadline": "lac-rapport"},
        needs=("reminders.deadlines",),
    ),
    "reminders.deliveries": Sample(
        """\
organisation,deadline,period_from,period_to,channel,sent,in_time,late,failed
ministere-eau,puits-renouvellement,2025-04-01,2026-04-01,email,1500,1210,90,60
ministere-eau,puits-renouvellement,2025-04-01,2026-04-01,sms,200,150,20,5
""",
        unknown={"deadline": "lac-rapport"},
        needs=("reminders.deadlines", "reminders.due"),
    ),
    "feedback.channel": Sample(
        """\
organisation,service,since,state
ministere-eau,puits,2025-04-01,open
ministere-eau,puits,2025-06-01,closed
""",
        unknown={"service": "lac"},
    ),
    "feedback.opinions": Sample(
        """\
organisation,service,period_from,period_to,opinions,log
ministere-eau,puits,2025-04-01,2025-07-01,312,complete
ministere-eau,puits,2025-07-01,2025-10-01,20,partial
""",
        unknown={"service": "lac"},
    ),
    "feedback.changes": Sample(
        """\
organisation,service,change,published_on,kind,cited_from,cited_to,cited,summary,page
ministere-eau,puits,2025-06-court,2025-06-02,flow,2025-01-01,2025-04-01,48,Une seule page.,https://example.org/c
ministere-eau,puits,2025-07-mots,2025-07-02,content,2025-01-01,2025-04-01,9,Des mots simples.,https://example.org/d
""",
        unknown={"service": "lac"},
    ),
    "opendata.inventory": Sample(
        """\
organisation,dataset,series,name_fr,name_en,demand,value,duty,transparency,since,until
ministere-eau,puits-2025,puits,Puits 2025,Wells 2025,2,2,1,1,2025-04-01,
ministere-eau,lacs-2025,lacs,Lacs 2025,Lakes 2025,0,1,0,1,2025-04-01,
""",
        unknown={"organisation": "ministere-inconnu"},
    ),
    "opendata.publications": Sample(
        """\
organisation,dataset,url,since,until,licence,format,refresh_days
ministere-eau,puits-2025,https://example.org/puits.csv,2025-04-01,,cc-by-4.0,csv,365
ministere-eau,lacs-2025,https://example.org/lacs.json,2025-04-01,,cc0-1.0,json,
""",
        unknown={"dataset": "rives-2025"},
        needs=("opendata.inventory",),
    ),
    "plans.legal-dates": Sample(
        """\
organisation,since,until,plan_due_on
ministere-eau,2024-04-01,,2025-03-31
regie-forets,2024-04-01,,2025-03-31
""",
        unknown={"organisation": "ministere-inconnu"},
        of_another={},
    ),
    "plans.plans": Sample(
        """\
organisation,version,deposited_on,period_from,period_to,strategic_plan,page
ministere-eau,2025-1,2025-03-15,2025-04-01,2026-04-01,Plan 2024-2028,https://example.org/plan
ministere-eau,2026-1,2026-03-15,2026-04-01,2027-04-01,,
""",
        unknown={"organisation": "ministere-inconnu"},
    ),
    "plans.reviews": Sample(
        """\
organisation,version,decided_on,decision,due_on,reason
ministere-eau,2025-1,2025-04-20,accepted,,
ministere-eau,2026-1,2026-04-20,amendment,2026-06-30,Aucun jalon daté.
""",
        unknown={"version": "2031-1"},
        needs=("plans.plans",),
        of_another={},
    ),
    "plans.milestones": Sample(
        """\
organisation,milestone,name_fr,name_en,target,due_on,reached_on,evidence
ministere-eau,en-ligne,Demandes en ligne,Requests on line,5.1,2025-12-31,2025-12-12,https://example.org/jalon
ministere-eau,rappels,Rappels,Reminders,3.1,2026-06-30,,
""",
        unknown={"organisation": "ministere-inconnu"},
    ),
    "plans.workplaces": Sample(
        """\
organisation,unit,name_fr,name_en,counted_on,headcount,yes,no,asked_by,survey
ministere-eau,permis,Direction des permis,Permits,2026-03-31,84,41,22,survey,"Milieu de travail, version 2"
ministere-eau,rives,Direction des rives,Shores,2026-03-31,40,12,12,survey,"Milieu de travail, version 2"
""",
        unknown={"organisation": "ministere-inconnu"},
    ),
    "plans.projects": Sample(
        """\
organisation,project,since,name_fr,name_en,authorisation
ministere-eau,puits-en-ligne,2025-03-20,Puits en ligne,Wells on line,Décision 2025-14
ministere-eau,digues,2025-03-20,Suivi des digues,Dike monitoring,
""",
        unknown={"organisation": "ministere-inconnu"},
    ),
    "plans.project-baselines": Sample(
        """\
organisation,project,number,authorised_on,reason,starts_on,ends_on,cost,benefits
ministere-eau,puits-en-ligne,1,2025-03-20,Première autorisation,2025-04-01,2026-04-01,1250000.00,Dix minutes.
ministere-eau,puits-en-ligne,2,2025-11-20,La loi a changé,2025-04-01,2026-10-01,1400000.50,
""",
        unknown={"project": "lacs"},
        needs=("plans.projects",),
    ),
    "plans.project-reports": Sample(
        """\
organisation,project,as_of,forecast_end,forecast_cost,spent,consultants,declared,state,scope_done,note
ministere-eau,puits-en-ligne,2025-12-31,2026-10-01,1500000.00,610000.00,240000.00,green,underway,45,Deux semaines de plus.
ministere-eau,digues,2025-12-31,2026-04-01,90000.00,0.00,0.00,yellow,underway,,
""",
        unknown={"project": "lacs"},
        needs=("plans.projects",),
    ),
    "plans.project-scope-changes": Sample(
        """\
organisation,project,change,decided_on,author,reason,effect
ministere-eau,puits-en-ligne,papier,2025-11-04,Comité directeur,La loi a changé.,Deux mois de plus.
ministere-eau,digues,capteurs,2025-11-05,Comité directeur,Moins de capteurs.,Moins cher.
""",
        unknown={"project": "lacs"},
        needs=("plans.projects",),
    ),
    "plans.project-risks": Sample(
        """\
organisation,project,risk,assessed_on,level,why
regie-forets,puits-en-ligne,scope,2025-12-10,high,Trois ajouts en six mois.
regie-forets,puits-en-ligne,expertise,2025-12-10,low,L’équipe est là.
""",
        unknown={"project": "lacs"},
        needs=("plans.projects",),
        of_another={},
    ),
    "plans.project-milestones": Sample(
        """\
organisation,project,milestone,name_fr,name_en,due_on,amount,retained,indicator,unit,guarantee_days
ministere-eau,puits-en-ligne,mise-en-ligne,Mise en ligne,Going live,2026-03-31,300000.00,30000.00,services.take-up-above-75,puits,365
ministere-eau,digues,carte,Carte,Map,2026-03-31,20000.00,0.00,services.take-up-above-75,pompe,0
""",
        unknown={"indicator": "services.couleurs"},
        needs=("plans.projects",),
    ),
    "plans.project-code": Sample(
        """\
organisation,project,component,stated_on,url,licence,reason,why
ministere-eau,puits-en-ligne,formulaire,2026-03-31,https://example.org/code,LiLiQ-P-1.1,,
ministere-eau,digues,carte,2026-03-31,,,security,La carte montre des points faibles.
""",
        unknown={"project": "lacs"},
        needs=("plans.projects",),
    ),
    "plans.project-links": Sample(
        """\
organisation,project,link,code,since,until
ministere-eau,puits-en-ligne,service,puits,2025-04-01,
ministere-eau,puits-en-ligne,measure,demandes-en-ligne,2025-04-01,2026-04-01
""",
        unknown={"project": "lacs"},
        needs=("plans.projects",),
    ),
}
