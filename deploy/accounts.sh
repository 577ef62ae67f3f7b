# Makes the owner of the tables and the account of the service; the database's own entry point sources this.
docker_process_sql <<SQL
create user 'lunbo_owner'@'%' identified by '${LUNBO_DB_OWNER_PASSWORD}';
grant all privileges on lunbo.* to 'lunbo_owner'@'%' with grant option;
create user 'lunbo'@'%' identified by '${LUNBO_DB_PASSWORD}';
grant select on lunbo.* to 'lunbo'@'%';
SQL
