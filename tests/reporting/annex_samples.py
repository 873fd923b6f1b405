"""What did the municipality publish? Its two annexes as `Annex` values.

Sources: Bilag 1 of case 2020-0007694 (15 January 2020) and of case 2018-0051370 (7 March 2018). Letters that
the conversion to text had changed ("Table", "radikaliserings") are put right; the case officer's role stands
for the name.
"""

from datetime import date

from django.utils.safestring import SafeString, mark_safe

from reporting.annex.memo import Annex, AnnexRow, AnnexTable, Note


def paragraphs(*texts: str) -> str:
    """Set each text as a paragraph."""
    return "".join(f"<p>{text}</p>" for text in texts)


def bullets(*texts: str) -> str:
    """Set the texts as a bulleted list, each in the paragraph that the editor puts around it."""
    return f"<ul>{''.join(f'<li><p>{text}</p></li>' for text in texts)}</ul>"


def plain_bullets(*texts: str) -> str:
    """Set the texts as a bulleted list, as the editor's lists are stored: without the paragraphs."""
    return f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"


def row(
    wording: str,
    sentence: str,
    *commentary: str,
    heading: str = "",
    sub_heading: str = "",
    note_number: int | None = None,
    footnote: str = "",
) -> AnnexRow:
    """Make a row; the commentary's parts are joined, and trusted as the sanitiser's output is."""
    return AnnexRow(
        heading=heading,
        wording=wording,
        sentence=sentence,
        note_number=note_number,
        sub_heading=sub_heading,
        commentary=safe("".join(commentary)),
        footnote=footnote,
    )


def safe(html: str) -> SafeString:
    """Trust the HTML, as the sanitiser's output is trusted."""
    return mark_safe(html)  # noqa: S308  # written in this file


SENDER = (
    "CF 3. kontor - Integration og Vækst",
    "CF 3. kontor - Integration og Vækst, område 1",
    "Bernstorffsgade 17",
    "1577 København V",
)

ANNEX_2019 = Annex(
    kind="Notat",
    title="Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019",
    dated_on=date(2020, 1, 15),
    details=(("Sagsnummer", "2020-0007694"), ("Dokumentnummer", "2020-0007694-2")),
    sender=SENDER,
    sender_details=(("EAN-nummer", "5798009710581"),),
    website="www.kk.dk",
    author="Københavns Kommune",
    intro=safe(paragraphs("Nedenfor afrapporteres for 2019 på VINK handleplan 2018-2019.")),
    closing=safe(""),
    tables=(
        AnnexTable(
            label="Tabel 1",
            title="Målrettet forebyggende indsats i civilsamfundet",
            goal_heading="Resultatmål",
            report_heading="Afrapportering 2019",
            rows=(
                row(
                    "10 målrettede dialogaktiviteter med borgere og lokale aktører",
                    "Målet er nået.",
                    paragraphs(
                        "VINK afholdt i alt 15 dialogaktiviteter med fokus på ekstremisme, medborgerskab "
                        "og myndighedsforståelse."
                    ),
                    plain_bullets(
                        "10 af dialogaktiviteterne blev afholdt for forældre- og mødre- og fædregrupper.",
                        "5 blev afholdt for folkeskoler og lokale unge.",
                        "Af de 15 dialogaktiviteter blev 12 afholdt i udsatte boligområder.",
                    ),
                    sub_heading="Dialogaktiviteter",
                ),
                row(
                    "Kapacitetsopbygning af 5 lokale institutioner og foreninger, herunder moskeer",
                    "Målet er nået.",
                    paragraphs(
                        "VINK har under kapacitetsopbygning af lokale institutioner og foreninger i 2019 "
                        "haft fokus på opbygning og drift af Københavns moskenetværk.",
                        "Aktuelt består moskenetværket af 6 moskeer. Der er i 2019 afviklet et program "
                        "med 4 fyraftensmøder og 2 heldagsmøder i netværket. Til arrangementerne har "
                        "deltagerne udvekslet erfaringer, mens der har været oplæg fra relevante "
                        "eksperter og sparring med VINK.",
                        "Programmet for 2019 har haft fokus på følgende emner:",
                    ),
                    plain_bullets(
                        "Plads til de unge og ældre",
                        "Organisering af frivillige",
                        "Økonomistyring og bogholderi",
                        "Projektstyring og -ledelse",
                        "Kommunikation",
                        "Den Professionelle Moske",
                    ),
                    sub_heading="Kapacitetsopbygning",
                ),
                row(
                    "200 unge deltager i workshops om at gennemskue og håndtere online hadtale og propaganda",
                    "Målet er nået.",
                    paragraphs(
                        "I alt 1830 unge har set forestillingen <em>Ekstremt Demokratisk</em> af C:NTECT, "
                        "og 1362 unge har deltaget i opfølgende workshop om ekstremisme og radikalisering.",
                        "Ekstremt Demokratisk er en forestilling baseret på personlige fortællinger fra "
                        "unge, der har haft radikalisering og ekstremisme tæt inde på livet. "
                        "Forestillingen adresserer, hvordan det er at være en del af et yderligtgående "
                        "miljø og veje ind og ud af ekstreme miljøer. Forestillingen kommer ligeledes ind "
                        "på online radikalisering bl.a. via opfølgende workshop, hvor der diskuteres "
                        "demokratiske værdier og regler online, såvel som offline.",
                        "De skoler, der har deltaget i forestillingen, har forpligtet sig på "
                        "efterfølgende at arbejde med et nyudviklet digitalt dialogværktøj om "
                        "ekstremisme, der får eleverne til at reflektere over ekstreme udsagn.",
                    ),
                    sub_heading="Dialog med unge",
                ),
            ),
            notes=(),
            remarks="",
        ),
        AnnexTable(
            label="Tabel 2",
            title="Foregribende indsats i relation til risikomiljøer og radikaliseringstruede borgere",
            goal_heading="Resultatmål",
            report_heading="Afrapportering 2019",
            rows=(
                row(
                    "Opkvalificering af 3 strategisk udvalgte faggrupper af frontpersonale med kontakt "
                    "til risikomiljøer",
                    "Målet er nået.",
                    paragraphs(
                        "VINK har i sin opkvalificering i 2019 haft fokus på ungdomsuddannelser, lærere "
                        "på friskoler og professionelle i psykiatrien.",
                        "I 2019 er der afholdt et længere opkvalificeringsforløb i konflikthåndtering for "
                        "undervisere og andet personale på én ungdomsuddannelse.",
                        "Derudover er der afholdt opkvalificering for undervisere på to friskoler.",
                        "Endelig er der gjort et forberedende arbejde for at identificere kommunale og "
                        "regionale psykiatriske institutioner, der er relevante for opkvalificering. "
                        "Selve afholdelsen har afventet offentliggørelse af national sagsgang for "
                        "samarbejde mellem infohuse og psykiatrien. Der er afholdt opkvalificering for et "
                        "distriktspsykiatrisk center (regionalt) og planlagt yderligere opkvalificering "
                        "af faggruppen.",
                    ),
                    sub_heading="Opkvalificering af faggrupper",
                ),
                row(
                    "Alle sager, som går gennem koordineringsenheden, og som kræver lokal indsats, skal "
                    "som udgangspunkt visiteres inden for 48 timer uanset alvorlighedsgrad",
                    "Målet er nået.",
                    paragraphs(
                        "Der har i 2019 samlet været 48 bekymringshenvendelser til Infohus København. "
                        "Alle sager er visiteret indenfor 48 timer.",
                        "19 henvendelser er vurderet som begrundede sager. Henvendelser betegnes som "
                        "begrundede, når infohuset efter kvalificering vurderer, at henvendelsen "
                        "omhandler risiko for radikalisering.",
                    ),
                    sub_heading="Visitation af sager",
                ),
            ),
            notes=(),
            remarks="",
        ),
        AnnexTable(
            label="Tabel 3",
            title=(
                "Foregribende indsats i relation til radikaliseringstruede borgere og indgribende indsats "
                "for individer i ekstremistiske miljøer"
            ),
            goal_heading="Resultatmål",
            report_heading="Afrapportering 2019",
            rows=(
                row(
                    "70 pct. af alle borgere, der gennemfører 1-1 forløb, er i enten uddannelse eller "
                    "beskæftigelse indenfor 12 måneder",
                    "Målet er ikke nået.",
                    paragraphs(
                        "47 pct. var i uddannelse eller beskæftigelse indenfor 12 måneder (7 ud af 15 "
                        "borgere i verserende 1-1 forløb). En stor del af sagerne omhandlede borgere med "
                        "komplekse sociale problemstillinger, hvilket har influeret på målopfyldelsen."
                    ),
                    sub_heading="Borgere i uddannelse eller beskæftigelse",
                ),
                row(
                    "70 pct. af alle borgere, der gennemfører 1-1 forløb, vurderes 6 måneder efter endt "
                    "forløb ikke at være radikaliseringstruet",
                    "Målet er nået.",
                    paragraphs(
                        "75 pct. af alle borgere, der har afsluttet 1-1 forløb vurderes 6 måneder efter "
                        "endt forløb ikke at være radikaliseringstruet (3 ud af 4 borgere 6 måneder efter "
                        "endt forløb)",
                        "Der er afsluttet 3 yderligere forløb, som ikke indgår i opgørelsen. To af disse "
                        "er afsluttet for under 6 måneder siden, og en tredje er fraflyttet København og "
                        "kan derfor ikke indgå.",
                    ),
                    sub_heading="Efter endt 1-1 forløb",
                ),
            ),
            notes=(),
            remarks=(
                "Handleplanens resultatmål vedrørende borgere i uddannelse og beskæftigelse og for "
                "borgere, der 6 måneder efter endt forløb vurderes ikke at være radikaliseringstruet, er "
                "fælles for 1-1 forløb på tværs af kategorierne foregribende og indgribende indsatser. "
                "Målene er opgjort i ovenstående tabel."
            ),
        ),
    ),
)

ANNEX_2016_2017 = Annex(
    kind="Notat",
    title="Bilag 1. Status på resultatmål i VINK's handleplan 2016-17",
    dated_on=date(2018, 3, 7),
    details=(
        ("Sagsnr.", "2018-0051370"),
        ("Dokumentnr.", "2018-0051370-3"),
        ("Sagsbehandler", "Medarbejder i VINK"),
    ),
    sender=(),
    sender_details=(),
    website="",
    author="Københavns Kommune",
    intro=safe(
        paragraphs(
            "Nedenfor afrapporteres på resultatmålene i VINK's handleplan 2016-17, dvs. VINK's tidligere "
            "handleplan."
        )
    ),
    closing=safe(""),
    tables=(
        AnnexTable(
            label="Tabel 1",
            title="Håndtering af bekymringer (foregribende indsatser)",
            goal_heading="Resultatmål",
            report_heading="Afrapportering for 2016-17",
            rows=(
                row(
                    "Minimum 60 pct. af de unge/forældre, som tilbydes frivillige en-til-en forløb med "
                    "mentor, resocialiserende forløb eller forældrecoach gennem koordineringsenheden, "
                    "tager imod tilbuddet",
                    "Målet er delvist indfriet.",
                    bullets(
                        "Koordineringsenheden har i perioden 2016-2017 tilbudt en-til-en forløb til 19 "
                        "borgere.",
                        "53 pct. har taget imod tilbuddet om en-til-en forløb. Der afventes svar på "
                        "tilbud fra to af de borgere, der er tilbudt forløb i 2017.",
                    ),
                    heading="Understøttelse af koordineringsenhedens mål",
                    note_number=1,
                ),
                row(
                    "100 pct. af de borgere, som vurderes relevante for forløb, men som afviser, tilbydes "
                    "forløb igen inden for henholdsvis 3 og 6 måneder",
                    "Målet er indfriet.",
                    bullets(
                        "7 personer har ikke taget imod tilbud om en-til-en forløb i perioden 2016-17.",
                        "Der genfremsættes tilbud om forløb efter 3 og 6 måneder til de personer, som "
                        "ikke har taget imod tilbud. Når en borger ikke tager imod tilbud, følger "
                        "politimyndigheder - hvis relevant - borgeren.",
                    ),
                ),
                row(
                    "70 pct. af alle borgere, som gennemfører mentorforløb eller forløb i den "
                    "resocialiserende indsats, er i enten uddannelse eller beskæftigelse indenfor 12 "
                    "måneder",
                    "Målet er indfriet.",
                    bullets(
                        "I alt 14 borgere har været i mentorforløb (11 borgere) eller forløb i den "
                        "resocialiserende indsats (3 borgere) i perioden 2016-17*.",
                        "Heraf var 11 i uddannelse eller beskæftigelse indenfor 12 måneder. Af de tre "
                        "sidste har en været på barsel til januar 2018, en er fængslet og en er i "
                        "aktivering.",
                        "79 pct. af de borgere, som har været i mentorforløb eller forløb i den "
                        "resocialiserende indsats i 2016-17, har været i uddannelse eller beskæftigelse "
                        "indenfor 12 måneder.",
                    ),
                    footnote=("* Dækker både forløb igangsat i perioden 2016-17 og forløb overført fra 2015"),
                ),
                row(
                    "70 pct. af alle borgere, som tilbydes mentorforløb, vurderes 6 måneder efter endt "
                    "mentorforløb ikke at være radikaliseringstruet",
                    "Målet er indfriet",
                    bullets(
                        "Der er afsluttet 11 forløb i 2016-2017. To af disse forløb er afsluttet i sidste "
                        "halvår 2017 og indgår derfor ikke i målet.",
                        "Alle borgere vurderes seks måneder efter endt mentorforløb ikke at være "
                        "radikaliseringstruet.",
                    ),
                ),
                row(
                    "Alle sager, som går gennem koordineringsenheden, og som kræver lokal indsats, skal "
                    "som udgangspunkt visiteres videre inden for 24, 48 eller 72 timer alt efter "
                    "alvorlighedsgrad",
                    "Målet er indfriet",
                    bullets("Alle sager er visiteret inden for tidsfristerne."),
                ),
                row(
                    "60 pct. af deltagerne i en-til-en mentorforløb oplever progression ift. reduktion af "
                    "bekymringstegn og øget modstandskraft hos deltagerne",
                    "Målet er indfriet",
                    bullets("Der er sket progression i alle mentorforløb."),
                    heading="Progressionsmålinger for en-til-en forløb",
                ),
                row(
                    "70 pct. af deltagerne i en-til-en forældrecoachforløb oplever progression ift. at "
                    "støtte den unge, styrket relation og øget evne til at håndtere konflikt med den unge",
                    "Målet kan ikke opgøres i procent.",
                    bullets(
                        "Der har været i alt 4 aktive forældrecoachforløb i perioden.",
                        "Tre af forløbene har omhandlet pårørende til unge, der er udrejst, hvorfor "
                        "forløbene primært har bestået i støtte til de pårørende. Disse forløb er "
                        "afsluttet.",
                        "Det sidste forløb er opstartet for nyligt og der kan derfor endnu ikke måles "
                        "progression.",
                    ),
                ),
            ),
            notes=(
                Note(
                    1,
                    "Ved mindre end 15% afvigelse fra resultatmålet er status angivet som delvist indfriet.",
                ),
            ),
            remarks="",
        ),
        AnnexTable(
            label="Tabel 2",
            title="Rådgivning og opkvalificering af frontpersonale (foregribende indsatser)",
            goal_heading="Resultatmål",
            report_heading="Afrapportering for 2016-17",
            rows=(
                row(
                    "Viden om radikalisering udbredes til min. 1.000 frontmedarbejdere med ungekontakt",
                    "Målet er indfriet",
                    bullets(
                        "VINK har holdt opmærksomhedsoplæg og temadage om radikalisering for omkring "
                        "2.100 frontmedarbejdere i 2016-17. Deltagerne har været socialrådgivere, lærere, "
                        "pædagoger, beskæftigelseskonsulenter, gadeplansmedarbejdere, "
                        "integrationsvejledere og sundhedsplejersker m.v."
                    ),
                ),
                row(
                    "80 pct. af de frontmedarbejdere og repræsentanter fra civilsamfundet, der deltager i "
                    "VINK's temadage, oplever sig i stand til at hjælpe unge, der er udfordret af "
                    "ekstremistiske fællesskabers påvirkning",
                    "Målet er delvist indfriet.",
                    bullets(
                        "VINK har afholdt 7 temadage i 2016-2017.",
                        "70 pct. af deltagerne på temadagene har udtrykt, at de oplever sig i stand til "
                        "at hjælpe unge, der er udfordret af ekstremistiske fællesskabers påvirkning.",
                    ),
                ),
                row(
                    "100 forældre til unge, der er udfordret af ekstremistiske fællesskabers påvirkning, "
                    "har deltaget i oplæg om radikalisering",
                    "Målet er delvist indfriet.",
                    bullets("90 forældre har deltaget i oplæg om radikalisering i 2016-17."),
                ),
                row(
                    "200 skoleelever/unge i ungdomsklubber har deltaget i oplæg om radikalisering og "
                    "demokratiske rettigheder",
                    "Målet er indfriet.",
                    bullets(
                        "574 skoleelever/unge har deltaget i oplæg om radikalisering og demokratiske "
                        "rettigheder i 2016-17."
                    ),
                ),
            ),
            notes=(),
            remarks="",
        ),
        AnnexTable(
            label="Tabel 3",
            title="Understøttende indsatser i civilsamfundet (forebyggende og foregribende indsatser)",
            goal_heading="Resultatmål",
            report_heading="Status for 2016-17",
            rows=(
                row(
                    "Der afholdes 2 møder i medborgerforum i 2016 og 4 møder i 2017 samt 1 åbent "
                    "høringsarrangement i 2016 og 2 i 2017",
                    "Målet er ikke indfriet",
                    bullets(
                        "Der er samlet afholdt fire møder. På møderne har været drøftet temaer som "
                        "forældreinddragelse, civilsamfundsinddragelse i forebyggelsesarbejde i udsatte "
                        "boligområder samt højreekstremisme."
                    ),
                    "<p><em>Høringsarrangement</em></p>",
                    bullets(
                        "Der er afholdt to høringsarrangementer under overskrifterne ”Positive historier "
                        "fra Nørrebro og Tingbjerg” og ”Tro og religiøse leders rolle i en fredsproces”."
                    ),
                    sub_heading="Medborgerforum",
                ),
                row(
                    "Minimum 15 lokale aktører og foreninger inddrages i medborgerforum",
                    "Målet er indfriet.",
                    bullets("20 lokale aktører og foreninger deltager i medborgerforum."),
                ),
                row(
                    "80 pct. af de forældre og pårørende, der deltager i forældre- og pårørendekurser, "
                    "oplever sig bedre i stand til at forstå og engagere sig i de unges tilværelse og "
                    "oplever, at deres muligheder for at støtte unge i at forlade voldeligt "
                    "ekstremistiske miljøer styrkes",
                    "Målet kan ikke opgøres i procent.",
                    bullets(
                        "Der har været individuelle samtaler og gruppedialog med forældre om håndtering "
                        "af deres børn i forhold til ekstremisme, men ikke afholdt formelle kurser."
                    ),
                ),
            ),
            notes=(),
            remarks="",
        ),
    ),
)
