-- Reason: SQLite drops the column in place; the copy that Liquibase makes of the table loses defaults, NOT NULL and keys
-- Lock Database
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKEDBY = 'the holder', LOCKGRANTED = CURRENT_TIMESTAMP WHERE ID = 1 AND LOCKED = 0;
-- *********************************************************************
-- Rollback 4 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.yaml
-- *********************************************************************
-- Rolling Back ChangeSet: part.yaml::included::bob
ALTER TABLE base DROP COLUMN extra;
DELETE FROM DATABASECHANGELOG WHERE ID = 'included' AND AUTHOR = 'bob' AND FILENAME = 'part.yaml';
-- Rolling Back ChangeSet: changelog.yaml::not prod::ann
delete from base where id = 3;
DELETE FROM DATABASECHANGELOG WHERE ID = 'not prod' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::test::ann
delete from base where id = 1;
DELETE FROM DATABASECHANGELOG WHERE ID = 'test' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::always::ann
DROP TABLE base;
DELETE FROM DATABASECHANGELOG WHERE ID = 'always' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
