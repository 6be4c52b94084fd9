"""Names short enough for a cell, and still to be told apart."""

from roster.shortnames import short_names


def test_one_given_name_is_enough_where_it_is_alone() -> None:
    assert short_names({1: "Budi Santoso", 2: "Ayu Lestari"}) == {1: "Budi", 2: "Ayu"}


def test_namesakes_get_an_initial_and_the_same_initial_the_whole_name() -> None:
    names = {1: "Budi Santoso", 2: "Budi Wijaya", 3: "Budi Wibowo"}
    assert short_names(names) == {1: "Budi S.", 2: "Budi Wijaya", 3: "Budi Wibowo"}


def test_titles_and_degrees_are_left_out() -> None:
    assert short_names({1: "Dr. H. Ahmad Saputra, S.H."}) == {1: "Ahmad"}


def test_a_name_of_one_word_and_two_people_of_one_name_stay_readable() -> None:
    assert short_names({1: "Suparman", 2: "Suparman"}) == {1: "Suparman", 2: "Suparman"}
