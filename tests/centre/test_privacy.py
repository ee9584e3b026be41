"""Every field of ours is classified, and nothing is classified that does not exist."""

from django.apps import apps

from centre import privacy

OURS = [model for model in apps.get_models() if not model.__module__.startswith(("django.", "allauth."))]


def test_every_field_is_classified():
    assert len(OURS) >= 12
    expected = {model._meta.label: {field.name for field in model._meta.concrete_fields} for model in OURS}
    assert {model: set(kinds) for model, kinds in privacy.fields().items()} == expected


def test_every_kind_says_what_it_must():
    for kinds in privacy.fields().values():
        for kind in kinds.values():
            assert kind.class_ in {"public", "personal", "special"}
            assert kind.erased in {"kept", "blanked", "deleted"}
            assert kind.consent in {"", "living", "daily", "moving", "health", "never"}


def test_what_is_special_never_goes_to_a_relative_without_its_own_consent():
    special = [kind for kinds in privacy.fields().values() for kind in kinds.values() if kind.class_ == "special"]
    assert special
    assert {kind.consent for kind in special} <= {"health", "never"}
