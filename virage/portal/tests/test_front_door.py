"""The front door opens, in both languages, and says whether the database answers."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "words"), [("/", "Vérifier un chiffre"), ("/en/", "Check a figure")]
)
def test_the_home_page_says_the_three_things_one_can_do(path: str, words: str) -> None:
    page = Client().get(path)
    assert page.status_code == 200
    assert page.content.decode().count('class="card"') == 3
    assert words in page.content.decode()


def test_the_probe_answers_when_the_database_does() -> None:
    answer = Client().get("/sante")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]
