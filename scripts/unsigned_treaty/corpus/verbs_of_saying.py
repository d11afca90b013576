"""Verbs of saying: the words by which a text attributes what it tells to somebody.

They are wanted in two places: to tell a speaker's clause from the speech in which it stands (in
dialogue after dashes only the verb tells them apart), and to propose the sentences that hold a
statement without quotation marks.  A word stands here in the forms that news texts use; a stem
ends in ``*``.  Nothing is decided by them: what they find is proposed to a person.
"""

from __future__ import annotations

# By language (ISO 639-1); a new language is a new line. Where words are written with blanks, a
# phrase counts as whole words; a stem, marked by an asterisk, as the beginning of one; and between
# the halves of a verb that is parted, marked by "…", may stand who says it.
WORDS = {
    "en": (
        "say says said saying told tells telling stated stating noted noting adds added adding "
        "announce* declare declares declared declaring claimed claiming argue argues argued "
        "arguing believe believes believed thinks thought considers warn warns warned warning "
        "stresses stressed stressing emphasi* underlined underlines underlining underscored "
        "underscores explains explained explaining insist insists insisted insisting confirmed "
        "confirms confirming denies denied denying assert asserts asserted asserting maintains "
        "maintained suggests suggested suggesting acknowledg* admit admits admitted admitting "
        "concede* opine* remarked commented concluded recalled recalls recalling reiterat* "
        "repeated replied replies answered responded asked urged urges urging demanded demands "
        "demanding promised promises promising pledged pledges pledging vow vows vowed threatened "
        "threatens predict predicts predicted predicting expect expects expected hopes hoped "
        "hoping assured assures reported reportedly wrote writes quoted cited citing spoke "
        "expressed expresses expressing voiced referred echoed welcomed criticised criticized "
        "condemned accused accuses accusing proposed proposes described describes testified "
        "revealed disclosed indicated signalled signaled mentioned observed agreed disagreed "
        "objected complained lamented estimated estimates doubts doubted feared fears called "
        "dismissed rejected rejects refused ruled|out pointed|out points|out pointing|out "
        "pointed|to according|to in|his|view in|her|view in|their|view in|his|opinion "
        "in|her|opinion in|their|opinion in|the|opinion|of in|the|view|of in|his|words "
        "in|her|words in|the|words|of draws|attention drew|attention is|convinced are|convinced "
        "is|certain are|certain is|confident are|confident is|sure are|sure made|clear "
        "makes|clear went|on|to|say let|it|be|known concern|that statement|that clarified "
        "clarifies assessed assesses points|to draws|the|attention summed|up speculated conveyed "
        "cautioned cautions advised advises appealed invited thanked praised blamed blames "
        "disputed disputes contended contends affirmed affirms reaffirmed reaffirms hinted "
        "implied declined|to|comment termed terms quipped joked alleged alleges alleging averred "
        "informed informs recounted recounts wondered wonders deplored denounced denounces "
        "protested lauded hailed slammed flagged hit|out by|his|account by|her|account "
        "argues|that read|the|statement hinting cautioning deny fear|that claim|that hope|that "
        "suggest|that think|that expect|that agree|that complain worry|that talk|about "
        "talking|about talked|about talks|about speak|of speaks|of recall|that recall"
    ),
    "ru": (
        "сказал* заявил* заявля* отметил* отмеча* сообщил* сообща* подчеркнул* подчеркив* "
        "подчёркив* добавил* добавля* рассказал* рассказыва* пояснил* поясня* объяснил* объясня* "
        "считает считают считал* полага* уверен уверена уверены убежд* напомнил* напомина* "
        "указал* указыва* ответил* отвеча* написал* пишет пишут признал* призна* подтвердил* "
        "подтвержда* опроверг* утвержда* обвинил* обвиня* обещал* пообещал* обеща* призвал* "
        "призыва* предупредил* предупрежда* предположил* предполага* заметил* уточнил* уточня* "
        "выразил* выража* говорит говорят говорил* объявил* резюмировал* заключил* "
        "прокомментировал* комментир* высказал* передал* передаёт передает процитировал* цитирует "
        "констатир* предложил* предлага* потребовал* требует пригрозил* надеется надеются ожидает "
        "ожидают прогнозир* согласился согласилась назвал* спросил* возразил* отверг* отрица* "
        "приветствовал* осудил* обратил|внимание обращает|внимание по|словам по|мнению "
        "по|его|словам по|её|словам по|ее|словам по|их|словам по|его|мнению по|её|мнению "
        "по|ее|мнению по|их|мнению по|данным по|оценке по|оценкам согласно думает думают сетует "
        "сетовал* посетовал* дал|понять замеча* поделил* рассчитыва* опаса* пожаловал* жалу* "
        "ссыла* сослал* подытожил* возмутил* настаива* раскритиковал* критику* говорится|в "
        "заверил* заверя* посоветовал*"
    ),
    "uk": (
        "сказав сказала сказали заявив заявила заявили заявля* зазначив зазначила зазначили "
        "повідомив повідомила повідомили повідомля* підкресл* додав додала додали додає розповів "
        "розповіла пояснив пояснила пояснює вважає вважають переконан* впевнен* нагадав нагадала "
        "відповів відповіла написав написала пише визнав визнала підтвердив підтвердила спростув* "
        "стверджує стверджують звинуватив* пообіцяв* обіця* закликав* заклика* попередив* "
        "попереджа* припустив* зауважив* уточнив* висловив* каже кажуть говорить говорив* "
        "оголосив* наголосив* наголошу* за|словами на|думку за|його|словами за|її|словами "
        "за|даними згідно спитав* запитав* назвав* зазнача* розповіли розповіда* пояснили "
        "пояснюють нагадали нагаду* відповіли відповідає написали пишуть визнали визнає "
        "підтверджу* критику* розкритикува* прогнозу* очікує очікують сподіва* побою* запевнив "
        "запевнила запевнили запевня* уточню* обури* наполяга* запропонув* пропонує пропонують "
        "вимага* звернув|увагу звернула|увагу звертає|увагу на|переконання на|її|думку "
        "на|його|думку на|їхню|думку за|оцінкою за|оцінками за|інформацією йдеться|у йдеться|в "
        "згідно|з припуска* висловлю* констатув* цитує передає інформу* поінформув* поскаржи* "
        "скарж* дорік* звинувачу* обвинувати* гадає гадають думає думають назива* спростову* "
        "заперечи* заперечу* застеріг застерегла застеріга* підсумува* розкри* переконує "
        "переконують відзначи* відзнача*"
    ),
    "be": (
        "сказаў сказала заявіў заявіла адзначыў адзначыла паведаміў паведаміла лічыць дадаў "
        "сказалі кажа кажуць заявілі паведамілі паведамляе дадала дадалі падкрэсліў падкрэсліла "
        "растлумачыў растлумачыла расказаў расказала лічаць паводле|слоў на|думку адказаў "
        "адказала напісаў напісала піша сцвярджае прызнаў прызнала папярэдзіў папярэдзіла"
    ),
    "bg": (
        "каза заяви заявиха отбеляза съобщи добави подчерта смята смятат посочи обясни според "
        "казаха заявява твърди твърдят предупреди обяви призна потвърди отрече увери допълни "
        "разказа отговори по|думите|на поиска настоя изтъкна уточни коментира казва казват"
    ),
    "sr": (
        "rekao rekla izjavio izjavila dodao dodala smatra istakao naveo saopštio kazao kaže рекао "
        "рекла изјавио изјавила додао додала сматра истакао навео саопштио казао каже istaknula "
        "naglasio naglasila tvrdi tvrde poručio poručila upozorio upozorila objasnio objasnila "
        "priznao priznala navela navodi ocijenio ocijenila ocenio ocenila najavio najavila "
        "potvrdio potvrdila priopćio priopćila saopštila prema|riječima po|riječima prema|rečima "
        "po|rečima po|mišljenju smatraju misli kazala kažu odgovorio odgovorila napisao napisala "
        "тврди тврде нагласио нагласила објаснио објаснила признао признала навела оценио оценила "
        "најавио потврдио потврдила према|речима по|речима казала кажу мисли одговорио"
    ),
    "de": (
        "sagt sagte sagten sagen erklärt* erklären betont* betonen meint meinte meinten "
        "mitgeteilt hieß|es heißt|es laut zufolge warnt warnte warnten kündigt* behauptet* "
        "bestätigt* bestreitet bestritt versprach verspricht drohte droht forderte fordert "
        "forderten glaubt glaubte hält|für schrieb schreibt berichtet* unterstrich unterstreicht "
        "äußert* bemerkt* erwartet erwartete hofft hoffte verwies verweist bezeichnet* "
        "kritisiert* antwortet* erinnerte nannte nennt nach|Angaben nach|Ansicht nach|Worten "
        "nach|den|Worten nach|Einschätzung nach|Meinung seiner|Ansicht ihrer|Ansicht "
        "seiner|Meinung ihrer|Meinung plädiert* versichert* wirft warf sprach|sich gab|sich "
        "so|der so|die sei|ist|überzeugt zeigte|sich mahnt mahnte mahnten fragt fragte "
        "rechnet|mit rechnete|mit riet kommentiert* verteidigt* moniert* beteuert* beklagt* klagt "
        "klagte befürchtet* schätzt schätzte schätzten prognostiziert* verkündet* gesteht gestand "
        "zitiert* lobt lobte spricht|von geht|davon|aus ging|davon|aus nach|Auffassung "
        "nach|eigenen|Angaben nach|Darstellung urteilt* meinen gesagt erzählt* resümiert* "
        "ergänzt* verweisen beschwert* gibt|sich zweifelt* vermutet* sieht|darin teilte…mit "
        "teilten…mit teilt…mit fügte…hinzu fügt…hinzu räumte…ein räumt…ein räumten…ein "
        "wies…zurück weist…zurück wiesen…zurück lehnte…ab lehnt…ab lehnten…ab gibt…zu gab…zu "
        "gaben…zu gibt…an gab…an gaben…an hob…hervor hebt…hervor legte…dar stellte…klar "
        "stellt…klar wies…hin weist…hin gab…bekannt gibt…bekannt gaben…bekannt"
    ),
    "nl": (
        "zegt zei zeiden zeggen verklaart verklaarde verklaarden benadrukt benadrukte meldt "
        "meldde meldden aldus volgens waarschuwt waarschuwde vindt vond gelooft denkt dacht noemt "
        "noemde stelt stelde bevestigt bevestigde ontkent ontkende beloofde belooft schrijft "
        "schreef vertelt vertelde antwoordde antwoordt eist eiste verwacht verwachtte hoopt "
        "hoopte bekendgemaakt bekend|gemaakt erkent erkende erkennen erkenden concludeert "
        "concludeerde concludeerden concluderen reageert reageerde reageren meent meende menen "
        "beweert beweerde beweren klaagt klaagde berichtte waarschuwen waarschuwden stellen "
        "stelden vraagt vroeg pleit|voor pleitte|voor benadrukken benadrukten onderstreept "
        "onderstreepte meegedeeld gezegd verklaard verteld gemeld blijkt|uit blijkens bevestigen "
        "bevestigden herhaalt herhaalde vermoedt vermoedde vreest vreesde eisen eisten noemen "
        "noemden betoogt betoogde suggereert suggereerde oordeelt oordeelde schat schatte "
        "voorspelt voorspelde hekelt hekelde spreekt|van sprak|van naar|eigen|zeggen verwijt "
        "verwijten verweet verzekert verzekerde ziet|dat aangekondigd voegde…toe voegt…toe "
        "liet…weten laat…weten laten…weten lieten…weten maakte…bekend maakt…bekend maakten…bekend "
        "legt…uit legde…uit licht…toe lichtte…toe deelt…mee deelde…mee deelden…mee gaf…toe "
        "geeft…toe vult…aan vulde…aan kondigt…aan kondigde…aan roept…op riep…op wijst…erop "
        "wees…erop wijst|op wees|op"
    ),
    "sv": (
        "säger sade sagt uppger uppgav förklarar förklarade menar menade anser ansåg tillägger "
        "tillade betonar betonade varnar varnade hävdar hävdade skriver skrev berättar berättade "
        "meddelar meddelade uttalade bekräftar bekräftade förnekar förnekade lovar lovade kräver "
        "krävde tror trodde konstaterar konstaterade enligt svarar svarade påpekar påpekade "
        "sa|han sa|hon han|sa hon|sa sa|till medger medgav kallar kallade kritiserar kritiserade "
        "framhåller framhöll understryker underströk påstår påstod uppmanar uppmanade bedömer "
        "bedömde räknar|med räknade|med hoppas hoppades befarar befarade föreslår föreslog frågar "
        "frågade utbrister utbrast suckar skrattar fortsätter fortsatte avslöjar avslöjade "
        "rapporterar rapporterade informerar informerade upplyser upplyste intygar intygade "
        "poängterar poängterade beskriver beskrev betecknar undrar undrade fastslår framgår|av "
        "klagar klagade nekar nekade avfärdar avfärdade tillbakavisar anklagar anklagade "
        "resonerar sammanfattar sammanfattade sa erkänner erkände menas vädjar vädjade aviserar "
        "aviserade lägger…till lade…till slår…fast slog…fast förväntar väntar|sig tvivlar "
        "berömmer ser|framför"
    ),
    "no": (
        "sier uttalte uttaler opplyser opplyste mener mente tilføyer tilføyde understreker "
        "understreket advarer advarte hevder hevdet skriver skrev forteller fortalte melder "
        "meldte ifølge bekrefter bekreftet tror trodde påpeker svarte forklarer forklarte sa|han "
        "sa|hun han|sa hun|sa innrømmer innrømmet kaller kalte krever krevde lover lovet foreslår "
        "foreslo håper håpet frykter fryktet påstår påsto fastslår fastslo kritiserer kritiserte "
        "beskriver beskrev spør spurte fortsetter avviser avviste benekter benektet informerer "
        "opplyst uttalt sagt anslår vurderer presiserer poengterer sukker ler antyder antydet "
        "erkjenner erkjente sa meddeler meddelte legger…til la…til slår…fast slo…fast forventer "
        "forventet regner|med regnet|med tviler oppfordrer oppfordret roser"
    ),
    "da": (
        "siger sagde udtaler udtalte oplyser oplyste mener mente tilføjer tilføjede understreger "
        "understregede advarer advarede hævder hævdede skriver skrev fortæller fortalte ifølge "
        "bekræfter bekræftede tror troede forklarer forklarede svarede meddeler meddelte "
        "sagde|hun indrømmer indrømmede kalder kaldte kræver krævede lover lovede foreslår "
        "foreslog håber håbede frygter frygtede påstår påstod fastslår fastslog kritiserer "
        "kritiserede spørger spurgte fortsætter afviser afviste benægter oplyst udtalt sagt "
        "vurderer præciserer pointerer erkender erkendte konstaterer konstaterede beretter melder "
        "meldte lyder|det sukker griner slår…fast slog…fast forventer forventede regner|med "
        "regnede|med tvivler bebrejder roser opfordrer opfordrede"
    ),
    "fr": (
        "dit disait disent déclar* affirm* soulign* estim* ajout* expliqu* indiqu* rappel* "
        "précis* annonc* confirm* dément* répond* constat* prévenu promis promet juge jugé pense "
        "pensent croit écrit évoqu* reconnu reconnaît admis admet insist* conclut conclu dénonc* "
        "selon d’après d'après a|fait|savoir fait|valoir a|lancé espèr* redout* prévoi* raconte "
        "raconté note notent noté notait confie confié considère considèrent demande demandé "
        "demandent assure assuré assurent avertit averti plaide plaidé propose proposé accuse "
        "accusé accusent lâche lâché lance ironise ironisé regrette regretté déplore déploré "
        "réclame réclamé exige exigé poursuit glisse martèle martelé résume résumé soutient "
        "soutenu prétend prétendu nie nié reproche reproché craint craignent relève relevé "
        "se|félicite s’inquiète s'inquiète s’interroge s'interroge à|en|croire aux|yeux|de "
        "rapporte rapporté rapportent révèle révélé signale signalé témoigne témoigné réagit "
        "réagi rétorque rétorqué souffle soupire interroge conseille a|fait|part suggère suggéré "
        "critique|la prévient"
    ),
    "es": (
        "dijo dice dicen dijeron afirm* declar* señal* asegur* explic* agreg* añad* indic* "
        "subray* destac* advirt* advierte sostuvo sostien* manifest* anunci* confirm* desmint* "
        "respond* prometi* promete pidi* exigi* exige cree creen contó escrib* recordó recuerda "
        "admiti* admite reconoc* reiter* según apunt* recalc* precis* preguntó espera esperan "
        "propuso insisti* insiste concluyó concluye expresó expresa expresaron comentó comenta "
        "negó niega negaron considera consideró consideran opinó opina informó informa informaron "
        "acusó acusa acusaron cuenta contaron decía relató relata lamentó lamenta criticó critica "
        "denunció denuncia defendió defiende reclamó reclama detalló detalla aseveró asevera "
        "alertó calificó califica remarcó puntualizó bromeó bromea resumió resume rechazó rechaza "
        "cuestionó cuestiona reveló revela reportó teme temen prevé prevén sugirió sugiere estimó "
        "estima describió describe de|acuerdo|con a|juicio|de en|opinión|de en|palabras|de "
        "exclamó exclama replicó replica zanjó zanja matizó matiza"
    ),
    "pt": (
        "disse diz dizem disseram afirm* declar* explic* acrescent* sublinh* destac* advert* "
        "garant* anunci* confirm* respond* promet* pediu exig* acredit* escrev* lembr* admit* "
        "reconhec* reiter* segundo ressalt* avali* comentou negou nega considera considerou "
        "informou informa conta contou contaram revela revelou reclama reclamam reclamou "
        "reclamaram critica criticou criticam questiona questionou argumenta argumentou defende "
        "defendeu alerta alertou comenta comentam completa completou conclui concluiu resume "
        "resumiu brinca brincou ironiza ironizou lamenta lamentou observa observou pontua pontuou "
        "rebate rebateu sustenta sustentou aponta apontou relata relatou desabafa desabafou "
        "pondera ponderou reforça reforçou justifica justificou frisa frisou prevê preveem previu "
        "espera esperam pergunta perguntou indagou avisa avisou denuncia denunciou confessa "
        "confessou insiste insistiu sugere sugeriu estima estimam pensa julga descreve descreveu "
        "classifica classificou detalha detalhou de|acordo|com conforme na|avaliação|de "
        "na|avaliação|do na|avaliação|da na|opinião|de na|opinião|do na|opinião|da "
        "nas|palavras|de contesta contestou desmente desmentiu acusa acusou acusam rejeita "
        "rejeitou diziam teme temem cita citou chamou"
    ),
    "it": (
        "dice dicono detto disse dichiar* affermat* afferma affermano sottoline* aggiun* spieg* "
        "sosten* ritien* riten* avvert* annunci* conferm* smenti* risponde promess* chiest* "
        "chiede considera pensa crede scrive scritto ricorda* ammes* ammette ribadi* precis* "
        "racconta* replica* conclude concluso commenta commentano commentato commentò risposto "
        "rispondono osserva osservano osservato osservò secondo fa|sapere fanno|sapere "
        "fatto|sapere parla|di denuncia denunciano denunciato ironizza insiste insistono assicura "
        "assicurano assicurato garantisce garantito chiarisce chiarito rivela rivelato ipotizza "
        "lamenta lamentano lamentato rilancia prosegue taglia|corto evidenzia evidenziato segnala "
        "segnalato informa riferisce riferito riferiscono rassicura promette prevede prevedono "
        "stima stimano teme temono spera sperano a|detta|di a|giudizio|di a|parere|di "
        "a|parere|del a|parere|della stando|a si|legge reso|noto rende|noto lo|chiama la|chiama "
        "accusa accusano accusato attacca critica|la difende esclude escludono nega negano negato "
        "domanda sbotta scherza confida ammettono credono pensano chiedono scrivono sostiene "
        "sostengono sosteneva sostenuto sostenne rispose aggiunse chiese scrisse ammise promise "
        "ritenne"
    ),
    "ro": (
        "spus spune declarat afirmat subliniat adăugat explicat precizat susține susținut "
        "avertizat anunțat confirmat negat răspuns promis cerut consideră crede scris potrivit "
        "a|spus spun a|declarat susțin adaugă avertizează anunță confirmă neagă promite cere cred "
        "scrie a|transmis transmite a|menționat menționează a|arătat arată a|recunoscut "
        "recunoaște conform în|opinia a|reiterat apreciază a|apreciat afirmă"
    ),
    "pl": (
        "powiedział* mówi mówią mówił* oświadczył* stwierdził* stwierdza podkreślił* podkreśla "
        "dodał* dodaje zaznaczył* zaznacza poinformował* informuje wyjaśnił* wyjaśnia uważa "
        "uważają ocenił* ocenia ostrzegł* ostrzega przyznał* przyznaje zapowiedział* zapowiada "
        "twierdzi twierdzą potwierdził* zaprzeczył* odpowiedział* napisał* pisze przypomniał* "
        "zauważył* wskazał* zdaniem według jak|podał* podał* podkreślał* tłumaczy* skomentował* "
        "obiecał* zażądał* wezwał* przekonuje zapewnił* zapytał* rzekł* żali|się poskarżył* "
        "krytykuje skrytykował* apeluje zaapelował* obawia|się liczy|na proponuje zaproponował* "
        "szacuje prognozuje relacjonuje opowiada opowiadał* tłumaczył* przekazał* informował* "
        "deklaruje zadeklarował* zarzuca zarzucił* zaprzecza domaga|się wylicza żartuje "
        "argumentuje argumentował* pyta przewiduje nazwał* określił*"
    ),
    "cs": (
        "řekl* říká říkají uvedl* prohlásil* dodal* dodává zdůraznil* upozornil* varoval* "
        "vysvětlil* domnívá myslí tvrdí potvrdil* popřel* odpověděl* napsal* píše připomněl* "
        "oznámil* podle poznamenal* sdělil* slíbil* vyzval* označil* říkal* uvádí uváděl* "
        "prohlašuje podotkl* podotýká zmínil* zmiňuje namítl* namítá vzkázal* připustil* "
        "připouští přiznal* přiznává odmítl* odmítá kritizuje kritizoval* kritizují věří obává "
        "obávají očekává očekávají doufá předpokládá předpokládají odhaduje odhadují slibuje žádá "
        "požaduje požadují vyzývá varuje upozorňuje vysvětluje potvrzuje popírá zopakoval* "
        "shrnul* konstatoval* konstatuje komentoval* okomentoval* ujistil* informoval* informuje "
        "oznamuje sděluje řekli uvedli tvrdil* považuje považují zdůrazňuje dodávají stěžuje "
        "stěžoval* ptá zeptal* navrhl* navrhuje navrhl obvinil* obviňuje pochválil* nazval* "
        "reagoval* reaguje poukázal* poukazuje hodnotí ocenil* připomíná píšou vypověděl* "
        "vyjádřil* doplnil* doplňuje upřesnil* upřesňuje podle|něj podle|ní podle|nich dle "
        "v|tiskové|zprávě"
    ),
    "sk": (
        "povedal* hovorí uviedol uviedla vyhlásil* dodal* zdôraznil* upozornil* tvrdí podľa "
        "potvrdil* poprel* odpovedal* napísal* oznámil* myslí domnieva hovoria tvrdia povedali "
        "uviedli uvádza dodáva zdôrazňuje upozorňuje varoval* varuje vysvetlil* vysvetľuje "
        "priznal* pripustil* odmietol odmietla kritizuje kritizoval* verí obáva očakáva očakávajú "
        "dúfa predpokladá odhaduje sľúbil* sľubuje žiada požaduje vyzval* potvrdzuje konštatoval* "
        "konštatuje informoval* informuje oznamuje považuje sťažuje spýtal* navrhol navrhla "
        "obvinil* označil* nazval* reagoval* reaguje poukázal* pripomenul* pripomína píše "
        "vyjadril* doplnil* spresnil* podotkol podotkla poznamenal* uistil* domnieva|sa myslia"
    ),
    "hu": (
        "mondta mondja mondták közölte közölték jelentette|ki hozzátette hangsúlyozta szerint "
        "kijelentette figyelmeztetett elmondta megjegyezte állítja vélekedett írta mondják "
        "elismerte cáfolta megerősítette közlése tájékoztatott felhívta|a|figyelmet kifejtette "
        "emlékeztetett kiemelte ígérte válaszolta úgy|véli úgy|vélte véleménye szavai nyilatkozta "
        "beszámolt jelezte"
    ),
    "fi": (
        "sanoi sanoo sanoivat kertoi kertoo mukaan totesi toteaa korosti korostaa lisäsi ilmoitti "
        "ilmoittaa arvioi väittää väitti varoitti varoittaa uskoo kirjoitti kirjoittaa vakuutti "
        "sanovat sanotaan sanonut kertoivat kertovat kertonut mukaansa mielestä mielestään "
        "toteavat totesivat korostavat korostivat lisää lisäsivät ilmoittivat arvioivat arvelee "
        "arveli väittävät uskovat kirjoittivat vakuuttaa muistuttaa muistutti kiistää kiisti "
        "kiistivät lupaa lupasi lupasivat myöntää myönsi myönsivät vaatii vaati vaativat pyytää "
        "pyysi kysyy kysyi vastaa vastasi selittää selitti kuvailee kuvaili kommentoi katsoo "
        "katsoi huomauttaa huomautti painottaa painotti vahvistaa vahvisti tiedottaa tiedotti "
        "raportoi moittii moitti kritisoi arvostelee arvosteli syyttää syytti pelkää pelkäsi "
        "pelkäävät toivoo toivoi toivovat odottaa ehdottaa ehdotti esittää esitti perustelee "
        "perusteli kehottaa kehotti ihmettelee ihmetteli harmittelee nauraa huokaa jatkaa jatkoi "
        "tiivistää tiivisti linjaa linjasi viittaa|siihen todettiin todetaan kerrotaan kerrottiin "
        "sanottiin pitää|tärkeänä ennustaa ennusti paljasti paljastaa"
    ),
    "et": (
        "ütles ütleb lisas märkis teatas sõnul rõhutas selgitas kinnitas hoiatas arvab arvas "
        "ütlesid väidab väitis tunnistas lubas vastas kirjutas hinnangul arvates teatel nentis "
        "tõdes rääkis räägib usub ütlevad väidavad lisasid kinnitavad selgitab rõhutab hoiatab "
        "nendib tõdeb meenutab meenutas küsis küsib vastab kirjutab kurtis kurdab leiab leidis "
        "teatasid kritiseerib kritiseeris nõuab nõudis eitas eitab"
    ),
    "lv": (
        "sacīja teica norādīja paziņoja piebilda uzsvēra uzskata apgalvo vārdiem skaidroja saka "
        "uzsver piebilst brīdina brīdināja atzina atzīst apgalvoja solīja atbildēja rakstīja domā "
        "pēc|viņa|vārdiem pēc|viņas|vārdiem stāsta stāstīja informēja"
    ),
    "lt": (
        "sakė teigė pareiškė pridūrė pabrėžė pranešė teigia teigimu anot pasak aiškino sako "
        "tvirtina tvirtino pripažino perspėjo žadėjo atsakė rašė mano įsitikinęs įsitikinusi "
        "pasakojo pasakoja patikino informavo žodžiais nuomone"
    ),
    "el": (
        "είπε λέει είπαν δήλωσε δήλωσαν ανέφερε πρόσθεσε τόνισε υποστήριξε υποστηρίζει εξήγησε "
        "προειδοποίησε σύμφωνα|με πιστεύει απάντησε έγραψε λένε επεσήμανε επισημαίνει σημείωσε "
        "σημειώνει υπογράμμισε κατά|τον|ίδιο παραδέχθηκε παραδέχτηκε διέψευσε επιβεβαίωσε "
        "ανακοίνωσε υποσχέθηκε εξηγεί τονίζει δηλώνει προσθέτει κατήγγειλε χαρακτήρισε εκτιμά "
        "πιστεύουν ρώτησε"
    ),
    "tr": (
        "dedi diyor söyledi söylüyor belirtti belirtiyor açıkladı vurguladı ekledi kaydetti "
        "ifade|etti uyardı savundu savunuyor iddia|etti göre inanıyor yazdı yanıtladı "
        "dile|getirdi aktardı duyurdu eleştirdi ileri|sürdü öne|sürdü sordu yanıt|verdi "
        "cevap|verdi ifadesini|kullandı ifadelerini|kullandı diye|konuştu konuştu anlattı "
        "anlatıyor tekrarladı reddetti yalanladı bildirdi düşünüyor diyen dediler söylediler "
        "çağrısında|bulundu bildirildi belirtildi açıklandı vurgulandı söylendi öğrenildi "
        "kaydedildi denildi duyuruldu aktarıldı savunuldu iddia|edildi ifade|edildi bekliyor "
        "umuyor istedi kabul|etti"
    ),
    "he": (
        "אמר אמרה אמרו אומר אומרת ציין ציינה הוסיף הוסיפה הדגיש הדגישה הסביר הסבירה הצהיר הצהירה "
        "מסר מסרה טען טענה הזהיר הזהירה הבהיר הבהירה לדברי לפי לדבריו לדבריה השיב השיבה הודיע "
        "הודיעה סיפר סיפרה סיפרו מספרת אומרים הודה הודתה הודו מודה טוען טוענת טענו טוענים מדגיש "
        "מדגישה הדגישו הזהירו מזהיר מזהירה הוסיפו מוסיף מוסיפה ציינו מציין מציינת הודיעו מסרו "
        "נמסר הגיב הגיבה הגיבו מגיב תקף תקפה תקפו דחה דחתה דחו הכחיש הכחישה הכחישו אישר אישרה "
        "אישרו דרש דרשה דרשו כתב כתבו סבור סבורה סבורים מאמין מאמינה העריך העריכה מעריך מעריכה "
        "מעריכים הבטיח הבטיחה הבטיחו התלונן התלוננה התלוננו פורסם|כי דיווח דיווחה דיווחו דווח|כי "
        "לטענת לטענתו לטענתה לטענתם לדבריהם על|פי הציע הציעה פירט פירטה גינה גינתה בירך בירכה "
        "נכתב|כי הצהירו הסבירו מסביר מסבירה נשאל"
    ),
    "ar": (
        "قال قالت وقال وقالت يقول صرح صرحت وصرح أكد أكدت وأكد أضاف أضافت وأضاف أعلن أعلنت وأعلن "
        "أوضح أوضحت وأوضح ذكر ذكرت وذكر أشار أشارت وأشار بحسب وفقا اعتبر يعتقد حذر أفاد أفادت لفت "
        "لفتت شدد شددت نفى نفت اتهم اتهمت طالب طالبت دعا دعت رأى رأت أبلغ أبلغت كشف كشفت نقل نقلت "
        "وفق حسب تابع تابعت انتقد انتقدت وصف وصفت تعهد تعهدت هدد هددت توقع توقعت تقول يقولون يؤكد "
        "تؤكد يرى ترى اعترف اعترفت زعم زعمت نوه حذرت وفقاً مشيرا مؤكدا موضحا مضيفا قائلا"
    ),
    "fa": (
        "گفت گفته گفتند افزود اظهار تأکید تاکید اعلام خاطرنشان به|گفته هشدار می‌گوید می‌گویند "
        "تصریح تأکید|کرد گفته|است مدعی پاسخ|داد به|گزارش معتقد نوشت"
    ),
    "mk": (
        "рече изјави изјавија додаде истакна нагласи соопшти смета сметаат вели велат тврди "
        "тврдат објасни предупреди потврди негира според најави посочи одговори призна"
    ),
    "sl": (
        "dejal* pravi pravijo povedal* poudaril* poudarja dodal* dodaja opozoril* opozarja "
        "pojasnil* meni menijo menil* trdi trdijo zatrdil* sporočil* navaja navedel navedla "
        "napovedal* priznal* zanikal* zapisal* po|besedah po|mnenju po|navedbah izjavil* ocenil* "
        "ocenjuje odgovoril* zahteva"
    ),
    "ca": (
        "va|dir ha|dit han|dit diu diuen deia va|afirmar ha|afirmat afirma afirmen va|explicar "
        "ha|explicat explica expliquen va|afegir ha|afegit afegeix assegura asseguren "
        "ha|assegurat va|assegurar considera consideren creu creuen segons ha|anunciat "
        "va|anunciar anuncia adverteix ha|advertit va|advertir denuncia ha|denunciat "
        "ha|assenyalat assenyala destaca ha|destacat sosté sostenen reconeix ha|reconegut admet "
        "ha|admès lamenta ha|lamentat ha|respost respon va|respondre nega ha|negat recorda "
        "ha|recordat demana ha|demanat reclama insisteix apunta ha|apuntat"
    ),
    "gl": (
        "dixo dixeron di din afirmou afirma explicou explica engadiu engade asegurou asegura "
        "sinalou sinala segundo considera cre anunciou anuncia advertiu advirte denunciou "
        "denuncia recoñeceu recoñece lamentou lamenta respondeu responde negou lembrou lembra "
        "reclamou reclama declarou destacou destaca insistiu sostén"
    ),
    "af": (
        "sê gesê vertel meen glo volgens verduidelik waarsku gewaarsku beweer erken ontken "
        "bevestig voeg|by bygevoeg kondig|aan aangekondig antwoord beklemtoon beloof luidens"
    ),
    "is": (
        "segir segja sagði sögðu segist að|sögn telur telja taldi bætti|við bætir|við kveðst "
        "kvaðst tilkynnti tilkynnir fullyrðir benti|á bendir|á varaði|við varar|við staðfesti "
        "staðfestir neitar neitaði svaraði svarar skrifar skrifaði lofaði lofar viðurkenndi "
        "viðurkennir samkvæmt útskýrði útskýrir lagði|áherslu"
    ),
    "id": (
        "kata katanya ujar ujarnya tutur tuturnya ucap ucapnya mengatakan menyatakan menegaskan "
        "menjelaskan menambahkan mengungkapkan menyebut menyebutkan menurut jelasnya tegasnya "
        "ungkap ungkapnya memperingatkan mengakui membantah berjanji mengklaim berpendapat "
        "menilai menuding mengumumkan melaporkan imbuh imbuhnya papar memaparkan berkata "
        "memberitahu mendakwa"
    ),
    "vi": (
        "nói cho|biết cho|rằng khẳng|định nhấn|mạnh tuyên|bố chia|sẻ thừa|nhận bác|bỏ cảnh|báo "
        "giải|thích theo|ông theo|bà theo|lời phát|biểu nhận|định trả|lời kêu|gọi tiết|lộ "
        "thông|báo bày|tỏ đánh|giá nêu|rõ"
    ),
    "hi": (
        "कहा कहना बताया बोले बोला बोलीं दावा जोर|देकर आरोप|लगाया चेतावनी|दी मुताबिक अनुसार "
        "स्वीकार|किया घोषणा|की पूछा कहते कहती"
    ),
    "sq": (
        "tha thanë thotë thonë deklaroi deklaruan shtoi theksoi njoftoi pohoi sipas paralajmëroi "
        "shpjegoi beson mendon mohoi pranoi shkroi u|shpreh kërkoi"
    ),
}
# Written without blanks between words, so that a stem counts wherever it stands.
UNSPACED = {
    "ja": (
        "述べ 語っ 語り 話し 話す と言 という見方 明らかにし 強調し 指摘し 説明し "
        "主張し 否定し 表明し 発表し 批判し 警告し 訴え とし、 としている とした。 "
        "と答え と述 によると によれば と伝え 考えを示 見方を示 認識を示 との認識 "
        "との見方 求めた 呼びかけ 反論し 認めた 約束し コメントし 発言し とみてい とみる "
        "明かし 打ち明け 伝えた 報じ 答えた 見通しを示 懸念を示 期待を示 と強調 と説明 "
        "と指摘 と話 と語 と批判 と主張 と訴 と振り返 とコメント という。 と呼び掛け "
        "促した 非難し 要請し"
    ),
    "zh": (
        "说 說 表示 称， 稱， 称： 稱： 指出 强调 強調 认为 認為 透露 补充 補充 "
        "宣布 宣佈 回应 回應 答复 答覆 承认 承認 否认 否認 警告 呼吁 呼籲 批评 批評 "
        "写道 寫道 解释 解釋 声称 聲稱 声明 聲明 谈到 談到 据报道 據報道 告诉 告訴 "
        "坦言 重申 据了解 主张 主張 预测 預測 相信 介绍 介紹 提醒 反驳 反駁 直言 "
        "感叹 感嘆 抱怨 质疑 質疑 披露 通报称 證實 证实 讲述 講述 谴责 譴責 承诺 "
        "承諾 表态 表態 提到 报道称 報道稱 消息称 消息稱 报告称 報告稱 预计 預計 坦承"
    ),
    "ko": (
        "말했다 말한 밝혔다 밝힌 전했다 강조했다 덧붙였다 설명했다 지적했다 주장했다 "
        "발표했다 경고했다 비판했다 부인했다 답했다 따르면 보도했다 언급했다 평가했다 "
        "촉구했다 전망했다 라고 내다봤다 말했 밝혔 전했 강조했 덧붙였 설명했 지적했 "
        "주장했 발표했 경고했 비판했 부인했 답했 보도했 언급했 평가했 촉구했 전망했 "
        "해명했 반박했 약속했 호소했 토로했 당부했 요구했 제안했 인정했 고백했 털어놨 "
        "털어놓 반발했 우려했 예상했 예측했 추정했 소개했 알렸다 되물었 물었다 꼬집었 "
        "질타했 성토했 일축했 시사했 공개했 귀띔했 거들었 반문했 회상했 내다봤 말하며 "
        "말하고 라며 다며 말한다 밝힌다 강조한다 설명한다 주장한다 지적한다 전한다 "
        "비판한다 통보했 입장이다 설명이다"
    ),
    "th": ("กล่าว ระบุ เผย ยืนยัน แถลง ปฏิเสธ เตือน บอก"),
}
# Small words that are written as one with a verb: and, that, so.
PREFIXES = {"he": "וש", "ar": "وف"}
