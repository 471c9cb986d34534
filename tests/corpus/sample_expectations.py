"""What a reader takes from the samples: their facts, and who said what stands between marks."""

from datetime import date
from typing import NamedTuple


class Facts(NamedTuple):
    """What an article says about itself."""

    headline: str
    outlet: str
    author: str | None
    day: date | None


FACTS = {
    "01": Facts(
        "Senate speaks with one voice: investigate Putin for war crimes",
        "Harbour Courier",
        "Nora Ellison",
        date(2022, 3, 15),
    ),
    "02": Facts("Biden: Putin is “a war criminal”", "Meridian Wire", None, date(2022, 3, 16)),
    "03": Facts(
        "Kremlin calls Biden’s words on Putin unforgivable",
        "Northgate Post",
        "Tobias Marlowe",
        date(2022, 3, 16),
    ),
    "04": Facts(
        "Zelensky to Congress: “I have a need”",
        "Harbour Courier",
        "Nora Ellison",
        date(2022, 3, 16),
    ),
    "05": Facts("Kremlin shrugs off the world court", "Daily Lantern", None, date(2022, 3, 17)),
    "06": Facts(
        'Biden in Warsaw: Putin "cannot remain in power"', "Meridian Wire", None, date(2022, 3, 26)
    ),
    "07": Facts(
        'Biden in Warsaw: Putin "cannot remain in power"', "Daily Lantern", None, date(2022, 3, 27)
    ),
    "08": Facts(
        "Biden stands by Warsaw remark, says policy is unchanged",
        "Northgate Post",
        "Tobias Marlowe",
        date(2022, 3, 28),
    ),
    "09": Facts(
        "Biden wants a war crimes trial after Bucha",
        "Harbour Courier",
        "Emil Castellane",
        date(2022, 4, 4),
    ),
    "10": Facts("After Bucha, a single word divides the leaders", "Daily Lantern", None, None),
    "11": Facts(
        "UN suspends Russia from Human Rights Council", "Meridian Wire", None, date(2022, 4, 7)
    ),
    "12": Facts(
        "“Yes, I called it genocide,” Biden says",
        "Harbour Courier",
        "Nora Ellison",
        date(2022, 4, 13),
    ),
}

# By sample: some words of each quotation, and the surname, body or description of who said them.
SPEAKERS = {
    "01": {"All of us in this chamber": "Schumer"},
    "02": {
        "Did you ask me whether": "Biden",
        "Oh, I think he is a war criminal": "Biden",
        "He was speaking from his heart": "Psaki",
        "We consider unacceptable and unforgivable": "Peskov",
        "The world is united in our support": "Biden",
    },
    "03": {
        "I think he is a war criminal": "Biden",
        "unacceptable and unforgivable": "Peskov",
        "speaking from his heart": "Psaki",
        "His remarks speak for themselves": "Psaki",
        "The court is profoundly concerned": "Donoghue",
    },
    "04": {
        "these words are known to each of you": "Zelensky",
        "Is this too much to ask?": "Zelensky",
        "Being the leader of the world": "Zelensky",
        "The world is united in our support": "Biden",
        "I think he is a war criminal": "Biden",
    },
    "05": {
        "We cannot take this decision": "Peskov",
        "Personally, I agree": "Blinken",
        "Intentionally targeting civilians": "Blinken",
        "a murderous dictator": "Biden",
        "unacceptable and unforgivable": "Peskov",
    },
    "06": {
        "For God's sake": "Biden",
        "The President's point was": "White House official",
        "He was not discussing": "White House official",
        "That's not for Biden to decide": "Peskov",
        "He's a butcher": "Biden",
    },
    "07": {
        "For God's sake": "Biden",
        "He was not discussing": "White House official",
        "That's not for Biden to decide": "Peskov",
        "He's a butcher": "Biden",
    },
    "08": {
        "I’m not walking anything back": "Biden",
        "The fact of the matter": "Biden",
        "I wasn’t then, nor am I now": "Biden",
        "I make no apologies": "Biden",
        "cannot remain in power": "Biden",
        "I wouldn’t use this type of wording": "Macron",
        "we do not have a strategy of regime change": "Blinken",
        "This is a statement that is certainly alarming": "Peskov",
        "We will continue to track": "Peskov",
        "unworthy of a statesman": "Ministry",
    },
    "09": {
        "You may remember I got criticized": "Biden",
        "You saw what happened in Bucha": "Biden",
        "This guy is brutal": "Biden",
        "we have to get all the detail": "Biden",
        "No, I think it is a war crime": "Biden",
        "This information must be seriously questioned": "Peskov",
        "our experts have identified signs": "Peskov",
        "calls for a new round of sanctions": "Macron",
        "I am deeply shocked": "Guterres",
        "It is essential that an independent": "Guterres",
    },
    "10": {
        "Indeed. This is genocide": "Zelensky",
        "The elimination of the whole nation": "Zelensky",
        "a punch to the gut": "Blinken",
        "a new round of sanctions": "Macron",
        "signs of video falsification": "Peskov",
    },
    "11": {
        "is a farce": "Thomas-Greenfield",
        "illegitimate and politically motivated": "Kuzmin",
        "You do not submit your resignation": "Kyslytsya",
        "War criminals have no place": "Kuleba",
        "like adding fuel to the fire": "Jun",
        "an international pariah": "Biden",
        "Are you ready to close the UN?": "Zelensky",
        "If your answer is no": "Zelensky",
    },
    "12": {
        "commits genocide a half a world away": "Biden",
        "it has become clearer and clearer": "Biden",
        "We’ll let the lawyers decide": "Biden",
        "True words of a true leader": "Zelensky",
        "Calling things by their names": "Zelensky",
        "We categorically disagree": "Peskov",
        "hardly acceptable from a president": "Peskov",
        "I want to continue to try": "Macron",
        "an escalation of rhetoric": "Macron",
    },
}
