"""One transaction a request: kept whole, or taken back whole; and no centre without a gate."""

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from centre.access import signed_in
from centre.middleware import OneTransaction
from centre.models import Heartbeat
from residents.models import Resident


@signed_in
def forgot_its_gate(request):
    return HttpResponse(str([r.name for r in Resident.unscoped.all()]))


@signed_in
def writes_and_fails(request):
    Heartbeat.objects.create(name="half", at="2026-01-01T00:00Z")
    raise RuntimeError


@signed_in
def writes_and_answers_503(request):
    Heartbeat.objects.create(name="half", at="2026-01-01T00:00Z")
    return HttpResponse(status=503)


urlpatterns = [
    path("forgot/", forgot_its_gate),
    path("fails/", writes_and_fails),
    path("answers-503/", writes_and_answers_503),
]
handler500 = "centre.views.server_error"


def test_a_view_without_a_gate_sees_nobody(as_worker, settings):
    assert as_worker.get("/c/north/people/").status_code == 200
    settings.ROOT_URLCONF = __name__
    assert as_worker.get("/forgot/").content == b"[]"


def test_after_a_request_the_centre_is_forgotten(as_worker, rf):
    as_worker.get("/c/north/people/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.centre')")
        assert cursor.fetchone() == ("",)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("url", ["/fails/", "/answers-503/"])
def test_what_failed_leaves_nothing_behind(as_worker, url):
    as_worker.raise_request_exception = False
    assert as_worker.get(url).status_code in {500, 503}
    assert not Heartbeat.objects.filter(name="half").exists()


def test_requests_do_not_nest(cast):
    request = RequestFactory().get("/")
    request.user = cast.north.worker
    nested = OneTransaction(OneTransaction(lambda request: HttpResponse()))
    with pytest.raises(RuntimeError, match="durable"):
        nested(request)


def test_a_fresh_connection_without_a_setting_raises(db):
    with pytest.raises(DatabaseError, match="app.nothing"), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.nothing')")
