"""Know names that must not be taken for typos of others: drugs that look alike, and words of opposite meaning.

A pack may say `prednisolone` and never `prednisone`. Whoever types the latter means it, so it is no typo of the former, though
two letters apart. Nor is `hypoglycaemia` one of `hyperglycaemia`.
"""

from functools import cache

from reader.search.folding import fold

# Generic names of which one is within a few letters of another, as in the lists of confused names that pharmacists keep.
_NAMES = """
acetazolamide acetohexamide aciclovir alprazolam amantadine amikacin amiloride aminophylline amiodarone amitriptyline amlodipine
amoxicillin ampicillin anastrozole apixaban aripiprazole atenolol atomoxetine atorvastatin azacitidine azathioprine
azithromycin bendamustine bevacizumab bisoprolol bortezomib bosentan budesonide bumetanide bupivacaine buprenorphine bupropion
buspirone cabazitaxel captopril carbamazepine carbimazole carboplatin carfilzomib carvedilol cefalexin cefazolin cefepime
cefixime cefotaxime cefotetan cefoxitin cefpodoxime ceftazidime ceftriaxone cefuroxime cetirizine cetuximab chlorambucil
chloramphenicol chloroquine chlorpromazine chlorpropamide chlorothiazide ciclosporin cimetidine ciprofloxacin cisplatin
citalopram clarithromycin clindamycin clobazam clomifene clomipramine clonazepam clonidine clopidogrel clotrimazole clozapine
codeine colchicine cyclophosphamide cycloserine cyproheptadine dabigatran dacarbazine dactinomycin dapagliflozin dasatinib
daunorubicin decitabine denosumab desipramine dexamethasone dexamfetamine diazepam diazoxide diclofenac digitoxin digoxin
diltiazem dimenhydrinate diphenhydramine dipyridamole dobutamine docetaxel dopamine doxazosin doxepin doxorubicin doxycycline
duloxetine edoxaban empagliflozin enalapril entecavir ephedrine epinephrine epirubicin eplerenone eribulin erlotinib
erythromycin escitalopram esomeprazole estradiol estriol etanercept ethambutol etoposide everolimus exemestane ezetimibe
famciclovir famotidine felodipine fentanyl fexofenadine fluconazole fludarabine flunarizine fluorouracil fluoxetine
flupentixol fluphenazine flurazepam fluvoxamine folinic fosphenytoin fulvestrant furosemide gabapentin ganciclovir gefitinib
gemcitabine gentamicin glibenclamide gliclazide glimepiride glipizide glyburide guaifenesin guanfacine haloperidol
hydralazine hydrochlorothiazide hydrocodone hydrocortisone hydromorphone hydroxychloroquine hydroxyzine ibandronate ibuprofen
idarubicin ifosfamide imatinib imipramine infliximab ipilimumab irbesartan isoniazid itraconazole ketamine ketoconazole
ketorolac ketotifen labetalol lamivudine lamotrigine lansoprazole lapatinib leflunomide letrozole leucovorin levetiracetam
levocetirizine levodopa levofloxacin levothyroxine linezolid liothyronine lisinopril loperamide loratadine lorazepam losartan
lovastatin mebendazole medroxyprogesterone megestrol meloxicam melphalan memantine mercaptopurine mesalazine metformin
methadone methimazole methocarbamol methotrexate methyldopa methylphenidate methylprednisolone methyltestosterone
metoclopramide metolazone metoprolol metronidazole mianserin midazolam minoxidil mirtazapine mitomycin mitoxantrone
montelukast morphine moxifloxacin nadolol naloxone naltrexone naproxen naratriptan neratinib nicardipine nifedipine nilotinib
nimodipine nitrazepam nivolumab norepinephrine norethisterone nortriptyline ofatumumab ofloxacin olanzapine olaparib
omeprazole ondansetron oxaliplatin oxazepam oxcarbazepine oxybutynin oxycodone oxymetazoline oxymorphone paclitaxel
palbociclib paliperidone panitumumab pantoprazole paracetamol paroxetine pazopanib pembrolizumab pemetrexed penicillamine
penicillin pentobarbital pentoxifylline perphenazine pertuzumab phenelzine phenobarbital phentermine phentolamine phenytoin
pioglitazone piroxicam pramipexole prasugrel pravastatin prazosin prednisolone prednisone pregabalin primaquine primidone
probenecid procarbazine prochlorperazine progesterone promazine promethazine propafenone propofol propranolol propylthiouracil
pyrazinamide pyridostigmine pyridoxine quetiapine quinidine quinine rabeprazole raloxifene ramipril ranitidine ribociclib
rifampicin rifapentine rifabutin rifaximin riluzole risedronate risperidone rituximab rivaroxaban rizatriptan ropinirole
ropivacaine rosuvastatin saxagliptin selegiline sertraline sildenafil simvastatin sitagliptin sorafenib sotalol spironolactone
sufentanil sulfadiazine sulfasalazine sulfisoxazole sumatriptan sunitinib tacrolimus tadalafil tamoxifen tamsulosin temazepam
temsirolimus tenofovir terazosin terbinafine terbutaline teriparatide tetracycline thiamine thioguanine thioridazine tiagabine
ticagrelor timolol tinidazole tizanidine tobramycin tolazamide tolbutamide topiramate topotecan toremifene torasemide
tramadol trastuzumab trazodone triamcinolone trifluoperazine trimethoprim trimipramine valaciclovir valganciclovir valsartan
vancomycin vardenafil venlafaxine verapamil vinblastine vincristine vindesine vinorelbine voriconazole warfarin zidovudine
zoledronic zolmitriptan zolpidem zopiclone
"""
# What a word may begin with that would be the opposite, or another thing, with a letter or two changed.
_OPPOSITES = (
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("ante", "anti"),
    ("macro", "micro"),
    ("ab", "ad"),
    ("endo", "ecto"),
    ("supra", "infra"),
    ("afferent", "efferent"),
    ("ileo", "ilio"),
    ("pre", "pro"),
    ("mono", "non"),
)


@cache
def known_names() -> frozenset[str]:
    """Return names, in their form, that are meant when they are typed, whether a text has them or not."""
    return frozenset(fold(name) for name in _NAMES.split())


def are_opposite(typed: str, other: str) -> bool:
    """Tell whether two forms begin in ways that mean opposite things: `hypo` and `hyper`."""
    return any(
        (typed.startswith(one) and other.startswith(two)) or (typed.startswith(two) and other.startswith(one))
        for one, two in _OPPOSITES
    )
