"""Is this process up, and is the house whole? Answers yes or no: no names, no versions, no reasons."""

from datetime import timedelta

import redis
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from centre.access import public
from centre.models import Heartbeat

BEAT_MAY_BE_SILENT = timedelta(seconds=90)


@require_GET
@never_cache
@public
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_GET
@never_cache
@public
def readyz(request):
    beat = beat_is_heard(timezone.now())
    whole = {"database": database_answers(), "broker": broker_answers(), "beat": beat}
    return JsonResponse(whole, status=200 if all(whole.values()) else 503)


def database_answers() -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    broker = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1)
    try:
        return bool(broker.ping())
    except redis.RedisError:
        return False
    finally:
        broker.close()


def beat_is_heard(now) -> bool:
    try:
        with transaction.atomic():
            return Heartbeat.objects.filter(name="beat", at__gt=now - BEAT_MAY_BE_SILENT).exists()
    except DatabaseError:
        return False


PROBES = {"/healthz": healthz, "/readyz": readyz}


def before_everything(get_response):
    """The first middleware: a probe is answered without session, transaction or redirect to https, so that a
    database that is away is a 503 with its reason and not a 500."""

    def middleware(request):
        probe = PROBES.get(request.path_info)
        return probe(request) if probe else get_response(request)

    return middleware
