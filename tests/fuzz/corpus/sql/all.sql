--liquibase formatted sql logicalFilePath:a/b.sql
--property name:t value:person dbms:postgresql
--changeset ann:1 context:"a or b" labels:x runOnChange:true splitStatements:true endDelimiter:/ dbms:postgresql,!h2
--comment who
--validCheckSum: any
--preconditions onFail:MARK_RAN onError:HALT
--precondition-sql-check expectedResult:0 select count(*) from ${t}
--precondition-table-exists table:t schema:s
create table ${t} (id int)
/
--rollback drop table ${t};
--ignoreLines:1
x
--changeset "ann o":"2 3"
select 1;
/* liquibase rollback
select 2;
*/
--changeset ann:4
select 3;
--rollback changesetId:1 changesetAuthor:ann changesetPath:c.sql
