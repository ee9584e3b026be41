#!/bin/sh
# Runs once, when the database's volume is new: both roles, and the database that the owner owns.
# The same four statements serve a PostgreSQL server of one's own.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
	--set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE engawa_owner LOGIN BYPASSRLS CREATEDB PASSWORD :'owner_password';
CREATE ROLE engawa_app LOGIN PASSWORD :'app_password';
CREATE DATABASE engawa OWNER engawa_owner;
REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
SQL
