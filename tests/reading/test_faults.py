"""Acts to mend, told apart from those that mended something."""

import pytest

from assistant.domain import Situation
from assistant.reading import read

FAULTS = [
    "my colleague never answers mails",
    "Kirsten didn't come to the meeting again",
    "the surgeon thanked everyone but the scrub nurse",
    "the director corrected Ines in front of everyone",
    "Dr Okonkwo corrected my dosage in front of the patient",
    "Mei and Jin missed the deadline again",
    "Wei asks the same question every day",
    "the foreman scolded the apprentice",
    "the driver nearly hit a pallet",
    "my pastry chef throws away half the dough",
    "Jin missed the deadline again",
    "Bo cut me off three times",
    "Pedro shouted at the waiter",
    "Petra forgot to invite Luca",
    "Noor ignored the alarm",
    "Tariq avoids me since the audit",
    "Leila pushed a bug to production",
    "Nils put the wrong label on the sample",
    "Orla entered the wrong dose in the chart",
    "Give feedback to Ursula: she sent the invoice to the wrong client",
    "Ellie rejected my request without explaining",
    "Ingrid didn't send the notes",
    "Vera did not escalate the ticket",
    "Tove ran the shop badly",
    "Gwen rolled her eyes when I spoke",
    "My manager forgot my name",
    "Sam talked over Grace twice",
    "My manager took all the credit",
    "Ben was late for the start",
    "Priyanka showed last year's numbers to everybody by accident",
    "Oskar mailed the whole list by mistake",
    "the sous chef plated everything wrong again",
    "our salesman doesn't write anything into the customer list",
]

RESCUES = [
    "Al-Amin writes the best commit messages",
    "Kirsten sent a kind message to the whole shift",
    "Mei handled a rude caller with grace",
    "the porter calmed two shouting visitors",
    "Nkechi noticed the wrong dose",
    "Naomi spotted an error in the invoice",
    "Rina owned up to the mistake at once",
    "Viktor prevented an outage by checking the certificates",
    "Adaeze worked late three nights to finish the tender",
    "Priya stayed late and fixed the build",
    "I want to thank Priya for staying late",
    "Musa made me smile when I was tired",
    "Quinn delivered the bad news kindly",
    "Hana caught a bug before the launch",
    "our intern found the mistake before we printed it",
    "Samir skipped lunch to help me",
    "Our apprentice wired the whole floor and the inspector found nothing",
    "they asked her to fetch the coffee and she didn't laugh",
    "Yusuf stood up for a customer who was being laughed at",
    "Pavel took over the late shift so that I could see the play",
    "Emeka wrote a guide that nobody asked for",
    "Nadia didn't panic when the lights went out",
    "One of my teachers changed her lesson when she noticed that the class was lost",
    "Samir skipped his break so that I could finish",
    "the cleaner found my lost badge and brought it to my desk",
    "our mechanic mended the broken lift",
    "Aisha explained the rules so clearly that the calls dropped by half",
    "my team lead takes the blame for us every time",
]


@pytest.mark.parametrize("text", FAULTS)
def test_an_act_that_did_harm_is_one_to_mend(text: str) -> None:
    reading = read(Situation(text=text))

    assert ("act" in reading.told, reading.is_fault) == (True, True)


@pytest.mark.parametrize("text", RESCUES)
def test_an_act_that_met_a_fault_well_is_none_itself(text: str) -> None:
    reading = read(Situation(text=text))

    assert ("act" in reading.told, reading.is_fault) == (True, False)


def test_without_an_act_there_is_nothing_to_mend() -> None:
    reading = read(Situation(text="The deadline was missed and the build failed badly."))

    assert reading.is_fault is False
