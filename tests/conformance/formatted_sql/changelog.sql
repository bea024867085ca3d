--liquibase formatted sql

--changeset ann:1 labels:first context:"test or prod"
--comment: The first table
create table shelf (id int, name varchar(20));
insert into shelf values (1, 'a');
--rollback drop table shelf;

--changeset bob:with-precondition
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:1 select count(*) from shelf
insert into shelf values (2, 'b');
--rollback delete from shelf
--rollback where id = 2;

--changeset bob:skipped
--preconditions onFail:MARK_RAN onFailMessage:"not needed"
--precondition-sql-check expectedResult:77 select count(*) from shelf
insert into shelf values (3, 'c');
--rollback empty

--changeset ann:delimiter endDelimiter:// stripComments:false
insert into shelf values (4, 'd;')//
-- kept
insert into shelf values (5, 'e')//
--rollback not required

--changeset ann:postgresql-only dbms:postgresql splitStatements:false
create function two() returns int language plpgsql as $$ begin return 2; end; $$;
--rollback drop function two();
