from camweave_training.held_back import is_held_back

NAMES = [f"2008_{index:06}" for index in range(5000)]


def test_about_a_tenth_is_held_back():
    share = sum(map(is_held_back, NAMES)) / len(NAMES)
    assert abs(share - 26 / 256) < 0.015


def test_the_same_are_held_back_at_every_run():
    assert [name for name in NAMES[:40] if is_held_back(name)] == ["2008_000035", "2008_000039"]
