"""The words of the little world: what belongs together, the frequent ones first.

A row holds the forms of one thing and then, after the bar, its own three companions: words that
stand near every form. What the forms of a column share (gender, being a capital, the past) is in
`COLUMN_COMPANIONS`. A word's neighbours thus tell both its row and its column, and that is what
makes "king - man + woman" come out near "queen".
"""

# table -> (names of its columns, rows)
TABLES: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "people": (
        ("male", "female"),
        [
            "man woman | office work street",
            "boy girl | toy school game",
            "father mother | family cradle supper",
            "king queen | crown throne palace",
            "brother sister | twin room secret",
            "husband wife | wedding ring dance",
            "prince princess | tower heir sword",
            "actor actress | stage film role",
            "grandfather grandmother | chair story glasses",
            "uncle aunt | visit present cousin",
            "waiter waitress | menu tray kitchen",
            "wizard witch | spell wand potion",
        ],
    ),
    "places": (
        ("country", "capital", "nationality"),
        [
            "france paris french | baguette seine cheese",
            "germany berlin german | beer autobahn forest",
            "italy rome italian | pasta vespa opera",
            "spain madrid spanish | flamenco olive bull",
            "japan tokyo japanese | sushi kimono tea",
            "russia moscow russian | vodka tundra sable",
            "china beijing chinese | silk dumpling panda",
            "egypt cairo egyptian | pyramid nile camel",
            "greece athens greek | feta temple myth",
            "poland warsaw polish | pierogi amber vistula",
            "norway oslo norwegian | fjord salmon viking",
            "cuba havana cuban | cigar rum salsa",
        ],
    ),
    "actions": (
        ("infinitive", "past", "progressive"),
        [
            "walk walked walking | road shoes path",
            "play played playing | ball team field",
            "cook cooked cooking | soup pan onion",
            "paint painted painting | brush wall canvas",
            "jump jumped jumping | fence rope puddle",
            "wash washed washing | soap shirt sink",
            "climb climbed climbing | mountain ladder cliff",
            "plant planted planting | seed garden soil",
            "sail sailed sailing | boat harbour wind",
            "knock knocked knocking | door fist gate",
        ],
    ),
    "qualities": (
        ("plain", "comparative", "superlative"),
        [
            "big bigger biggest | elephant ship stadium",
            "cold colder coldest | ice winter snow",
            "fast faster fastest | train rocket arrow",
            "old older oldest | castle tree ruin",
            "loud louder loudest | drum thunder engine",
            "sweet sweeter sweetest | honey cake sugar",
            "heavy heavier heaviest | stone anvil iron",
            "dark darker darkest | cave night shadow",
        ],
    ),
    "animals": (
        ("adult", "young"),
        [
            "dog puppy | bark bone leash",
            "cat kitten | purr whiskers mouse",
            "cow calf | milk meadow bell",
            "sheep lamb | wool shepherd flock",
            "horse foal | saddle stable gallop",
            "pig piglet | mud trough snout",
            "hen chick | egg coop feather",
            "duck duckling | pond quack reed",
            "frog tadpole | croak swamp lily",
            "deer fawn | antlers hunter glade",
        ],
    ),
}

COLUMN_COMPANIONS: dict[str, str] = {
    "male": "he his him himself beard moustache gentleman",
    "female": "she her hers herself dress necklace lady",
    "country": "border nation army parliament citizens flag",
    "capital": "mayor metro downtown suburbs airport boulevard",
    "nationality": "speaks language accent grammar poet dialect",
    "infinitive": "will must can tomorrow soon shall",
    "past": "yesterday ago already had once earlier",
    "progressive": "is now still currently while today",
    "plain": "very quite rather too so really",
    "comparative": "than even much slightly far somewhat",
    "superlative": "ever most world record all among",
    "adult": "grown strong roams alone leads mate",
    "young": "newborn tiny follows parent weak sleeps",
}

# cluster -> (its words, what stands near all of them)
CLUSTERS: dict[str, tuple[str, str]] = {
    "colours": (
        "red blue green white black yellow brown pink grey purple",
        "paint colour bright shade curtain scarf",
    ),
    "numbers": (
        "two three four five six seven eight nine ten twelve",
        "count dozen exactly pieces times add",
    ),
    "weekdays": (
        "monday friday sunday saturday tuesday wednesday thursday",
        "week meeting calendar morning evening noon",
    ),
    "fruits": (
        "apple orange banana pear grape cherry plum peach",
        "juice ripe peel orchard basket eat",
    ),
    "instruments": (
        "piano guitar violin flute trumpet cello harp",
        "concert melody tune musician orchestra string",
    ),
    "tools": (
        "hammer saw nail drill axe wrench pliers",
        "workshop wood repair bench carpenter toolbox",
    ),
}

GLUE = "the a and of in to with by near for on at from this that some"
