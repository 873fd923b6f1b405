-- What the program's role may do in Vink's database: read and write rows, and nothing with tables or triggers.
-- Run as vink_owner, who owns the tables, once; run it again after an upgrade, which does no harm:
--   psql "postgres://vink_owner@host/vink" -v ON_ERROR_STOP=1 -f docs/roles.sql
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO vink_program;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO vink_program;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO vink_program;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO vink_program;
-- What is done to the database is not the program's to say.
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM vink_program;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO vink_program;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO vink_program;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO vink_program;
