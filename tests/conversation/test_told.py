"""What was told stays in the words, whatever is asked of them."""

from tests.conversation.talking import Talking


def test_another_one_is_made_of_the_same_and_never_the_same_again(talk: Talking) -> None:
    talked = talk("I forgot to invite Tom to the planning meeting", "another one", "shorter")

    assert len(set(talked.words)) == 3
    assert all("I forgot to invite you to the planning meeting" in said for said in talked.words)
