-- Recorded from Liquibase 4.28.0
-- Lock Database
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKEDBY = 'the holder', LOCKGRANTED = CURRENT_TIMESTAMP WHERE ID = 1 AND LOCKED = 0;
-- *********************************************************************
-- Rollback 2 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.yaml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.yaml::view::ann
DROP VIEW names;
DELETE FROM DATABASECHANGELOG WHERE ID = 'view' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::table::ann
DROP TABLE town;
DELETE FROM DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
