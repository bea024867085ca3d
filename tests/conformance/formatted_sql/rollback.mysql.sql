-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 4 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.sql
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.sql::delimiter::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'delimiter' AND AUTHOR = 'ann' AND FILENAME = 'changelog.sql';
--  Rolling Back ChangeSet: changelog.sql::skipped::bob
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'skipped' AND AUTHOR = 'bob' AND FILENAME = 'changelog.sql';
--  Rolling Back ChangeSet: changelog.sql::with-precondition::bob
delete from shelf
where id = 2;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'with-precondition' AND AUTHOR = 'bob' AND FILENAME = 'changelog.sql';
--  Rolling Back ChangeSet: changelog.sql::1::ann
drop table shelf;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'changelog.sql';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
