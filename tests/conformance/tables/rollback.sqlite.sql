-- Recorded from Liquibase 4.28.0
-- Lock Database
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKEDBY = 'the holder', LOCKGRANTED = CURRENT_TIMESTAMP WHERE ID = 1 AND LOCKED = 0;
-- *********************************************************************
-- Rollback 4 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.xml::drop::bob
CREATE TABLE new_name (id INTEGER);
DELETE FROM DATABASECHANGELOG WHERE ID = 'drop' AND AUTHOR = 'bob' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::rename::bob
ALTER TABLE new_name RENAME TO old_name;
DROP TABLE old_name;
DELETE FROM DATABASECHANGELOG WHERE ID = 'rename' AND AUTHOR = 'bob' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::composite::ann
DROP TABLE pair;
DELETE FROM DATABASECHANGELOG WHERE ID = 'composite' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::types::ann
DROP TABLE every_type;
DELETE FROM DATABASECHANGELOG WHERE ID = 'types' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
