"""Articles for these tests: invented people, places and words."""

FERRY = """Ferry strike enters second week

HARBOUR CITY, March 16, 2022 (The Harbour Post) - The ferries stayed in port on Wednesday.

"We will not sail on Friday," said union leader Mira Tolland. "They left us no choice."

Port director Oskar Lindqvist called the strike "a slap in the face of every islander."

"@everyone should read the **whole** offer before they vote," Lindqvist told reporters on Wednesday.

Tolland said the union had received no written offer.

"They have my telephone number," Tolland said.

"We are ready to talk at any hour," Tolland said.

"The islanders deserve better than silence," Tolland said.

"Our members are tired and they are angry," Tolland said.
"""

COAST = """Union stands firm as ferries stay idle

QUAY TOWN, March 17, 2022 (Coast Radio) - Talks about the idle ferries ended without a result.

"We will not sail on Friday," union leader Mira Tolland said on Wednesday.

Harbour mayor Mark Tolland condemned the strike on Thursday. "This must end before Easter," he said.
"""

SPEAKERS = ("Anna Berg", "Carl Dahl", "Eva Falk", "Gustav Holm", "Ida Jansson", "Karin Lund")
PROMISE = (
    "the promise to everyone who waits at the quay for the morning ferry in the dark of winter"
)
PROMISES = "Candidates speak on the ferry\n\nMarch 18, 2022\n\n" + "\n\n".join(
    f'"I will keep {PROMISE}," said candidate {speaker} on Friday.' for speaker in SPEAKERS
)
"""More quotes with the same words than a page holds; the words are too long for a custom id."""

ARTICLES = (("ferry.txt", FERRY), ("coast.txt", COAST))
