-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 4 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.yaml
--  *********************************************************************
--  Rolling Back ChangeSet: part.yaml::included::bob
ALTER TABLE the_database.base DROP COLUMN extra;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'included' AND AUTHOR = 'bob' AND FILENAME = 'part.yaml';
--  Rolling Back ChangeSet: changelog.yaml::not prod::ann
delete from base where id = 3;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'not prod' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::test::ann
delete from base where id = 1;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'test' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::always::ann
DROP TABLE the_database.base;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'always' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
