-- Recorded from Liquibase 4.28.0
-- Lock Database
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKEDBY = 'the holder', LOCKGRANTED = CURRENT_TIMESTAMP WHERE ID = 1 AND LOCKED = 0;
-- *********************************************************************
-- Rollback 4 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.xml::update::ann
DELETE FROM DATABASECHANGELOG WHERE ID = 'update' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::more::ann
delete from country where code in ('xa', 'xb');
DELETE FROM DATABASECHANGELOG WHERE ID = 'more' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::load::ann
DELETE FROM country;
DELETE FROM DATABASECHANGELOG WHERE ID = 'load' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE country;
DELETE FROM DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
