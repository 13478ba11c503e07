"""Which text somebody gets: what is promised over many weeks, and to whom."""

from itertools import pairwise

import pytest

from assistant.domain import Practice
from assistant.factory_tips import Desk
from assistant.tips.catalogue import text_faults
from assistant.tips.values import IsoWeek, Role, iso_week, number_of
from assistant.weekly import NOTHING, Got, choose, due, menu_of

WEEK = iso_week("2026-W48")


def test_every_text_that_a_tip_can_be_passes_the_checks(desk: Desk) -> None:
    texts = [text for several in desk.catalogue.texts.values() for text in several]

    assert [(text.card, fault) for text in texts for fault in text_faults(text, desk.guidance)] == []


@pytest.mark.parametrize("role", list(Role))
def test_somebody_new_gets_a_tip_in_every_month_whatever_their_role(desk: Desk, role: Role) -> None:
    menus = [menu_of(desk.catalogue, WEEK.earlier(4 * month), 1, {}) for month in range(12)]

    chosen = [choose(number_of("any", "Ana"), role, menu, NOTHING) for menu in menus]

    assert all(text and role in text.roles for text in chosen)


def test_a_card_of_the_last_weeks_is_passed_over(desk: Desk) -> None:
    menu, ana = menu_of(desk.catalogue, WEEK, 1, {}), number_of("any", "Ana")
    first = choose(ana, Role.PEER, menu, NOTHING)
    assert first

    second = choose(ana, Role.PEER, menu, Got(cards=frozenset({first.card})))

    assert second
    assert second.card != first.card


def test_nearly_the_words_of_an_earlier_text_are_passed_over(desk: Desk) -> None:
    ana = number_of("any", "Ana")
    first = choose(ana, Role.PEER, menu_of(desk.catalogue, WEEK, 1, {}), NOTHING)
    assert first
    menu = menu_of(desk.catalogue, WEEK, 1, {7: first.say + " Really."})

    second = choose(ana, Role.PEER, menu, Got(texts=frozenset({7}), recent=frozenset({7})))

    assert second
    assert second.id != first.id


def test_nothing_is_chosen_where_everything_would_break_a_promise(desk: Desk) -> None:
    menu = menu_of(desk.catalogue, WEEK, 1, {})

    assert choose(1, Role.PEER, menu, Got(cards=frozenset(text.card for text in menu.texts))) is None


def test_the_practice_that_waited_longest_is_due() -> None:
    before = (Practice.QUESTION, Practice.INSIGHT, Practice.FEEDBACK, Practice.INTRODUCTION)

    assert due(1, before)[0] is Practice.ENCOURAGEMENT


def test_a_practice_that_six_tips_would_lack_is_the_only_one_due() -> None:
    before = (Practice.QUESTION, Practice.INSIGHT, Practice.QUESTION, Practice.FEEDBACK, Practice.INTRODUCTION)

    assert due(1, before) == [Practice.ENCOURAGEMENT]


def test_another_seed_gives_another_choice_and_the_same_seed_the_same(desk: Desk) -> None:
    one, same, other = (menu_of(desk.catalogue, WEEK, seed, {}) for seed in (1, 1, 2))

    assert one.texts == same.texts
    assert one.texts != other.texts


def test_weeks_run_on_over_the_turn_of_a_long_year() -> None:
    weeks = [iso_week(text) for text in ("2026-W52", "2026-W53", "2027-W01", "2027-W02")]

    assert [later.number - earlier.number for earlier, later in pairwise(weeks)] == [1, 1, 1]
    assert weeks[2].earlier(1) == IsoWeek(year=2026, week=53)
