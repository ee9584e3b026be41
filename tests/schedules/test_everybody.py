"""Whoever is expected, in the word of the house."""


def test_everybody_is_called_by_the_word_of_the_house(as_director, north):
    north.centre.residents_word, north.centre.resident_word_ja = "students", "生徒"
    north.centre.save()
    path = f"/c/north/timetable/{north.today}/event/"
    assert "All students" in as_director.get(path).content.decode()
    type(north.director).objects.filter(pk=north.director.pk).update(language="ja")
    assert "生徒全員" in as_director.get(path).content.decode()
