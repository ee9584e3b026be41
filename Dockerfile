# One image for every service of docker-compose.yml; what it does is the command it is given.
FROM python:3.13-slim-bookworm AS packages
COPY requirements/base.txt /requirements.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /requirements.txt

FROM python:3.13-slim-bookworm
RUN useradd --system --user-group --no-create-home --shell /usr/sbin/nologin engawa
COPY --from=packages /venv /venv
COPY . /engawa
WORKDIR /engawa
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Built with words that open nothing: no database is asked, and the key leaves no trace in the image.
RUN export SECRET_KEY=only-while-building DATABASE_URL=postgres://app@nowhere/engawa \
        DATABASE_OWNER_URL=postgres://owner@nowhere/engawa REDIS_URL=redis://nowhere:6379/0 \
    && python manage.py translations --compile \
    && python manage.py collectstatic --noinput --verbosity 0
USER engawa
EXPOSE 8000
CMD ["gunicorn", "centre.wsgi:application", "--bind", "0.0.0.0:8000"]
