-- Reason: a default goes with its column, so the inverse of addColumn need not drop it first, which SQLite cannot
-- Lock Database
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKEDBY = 'the holder', LOCKGRANTED = CURRENT_TIMESTAMP WHERE ID = 1 AND LOCKED = 0;
-- *********************************************************************
-- Rollback 3 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.xml::rename::ann
ALTER TABLE person RENAME COLUMN city TO town;
DELETE FROM DATABASECHANGELOG WHERE ID = 'rename' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::add::ann
ALTER TABLE person DROP COLUMN age;
ALTER TABLE person DROP COLUMN town;
DELETE FROM DATABASECHANGELOG WHERE ID = 'add' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE person;
DELETE FROM DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
