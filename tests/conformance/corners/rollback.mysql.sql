-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 7 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: old_schema.xml::any-attribute::ann
DELETE FROM reading WHERE place = 'roof';
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'any-attribute' AND AUTHOR = 'ann' AND FILENAME = 'old_schema.xml';
--  Rolling Back ChangeSet: changelog.xml::other-database::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'other-database' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::no-default::ann
ALTER TABLE the_database.reading DROP COLUMN note;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'no-default' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::named-twice::ann
DELETE FROM reading WHERE place = 'attic';
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'named-twice' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE the_database.reading;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::asked-as-quoted::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'asked-as-quoted' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::upper-case::ann
DROP TABLE `the_database`.`MEASURE`;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'upper-case' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
