--liquibase formatted sql
--changeset ann:1
insert into root_table (id) values (20);
--rollback delete from root_table where id = 20;
