-- The application's role; the migrations give it its rights. Run once, by the image of PostgreSQL, on an empty volume.
create role skyt_app login password 'skyt_app' nosuperuser nocreatedb nocreaterole nobypassrls;
