--liquibase formatted sql
--changeset a:1
select 1;
--ignoreLines:start
x
--ignoreLines:end
--rollback empty
