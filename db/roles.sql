-- The accounts of Saldo and its database, for a PostgreSQL server of your own. Run once, as an administrator, with psql 15
-- or newer, and with the three passwords in the environment:
--   SALDO_MIGRATOR_PASSWORD=… SALDO_APP_PASSWORD=… SALDO_WORKER_PASSWORD=… psql -f db/roles.sql <address of the server>
\set ON_ERROR_STOP on
\getenv migrator_password SALDO_MIGRATOR_PASSWORD
\getenv app_password SALDO_APP_PASSWORD
\getenv worker_password SALDO_WORKER_PASSWORD

create role saldo_migrator login nosuperuser nocreatedb nocreaterole nobypassrls password :'migrator_password';
create role saldo_app login nosuperuser nocreatedb nocreaterole nobypassrls password :'app_password';
create role saldo_worker login nosuperuser nocreatedb nocreaterole nobypassrls password :'worker_password';

create database saldo owner saldo_migrator;
revoke all on database saldo from public;
grant connect, temporary on database saldo to saldo_app, saldo_worker;
-- The job queue of the worker brings its own schema.
grant create on database saldo to saldo_worker;

\connect saldo
alter schema public owner to saldo_migrator;
revoke create on schema public from public;
grant usage on schema public to saldo_app, saldo_worker;
