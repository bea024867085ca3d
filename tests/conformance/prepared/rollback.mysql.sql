-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 6 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::values::ann
DELETE FROM letter WHERE id = 4;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'values' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::plain::ann
DELETE FROM the_database.letter;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'plain' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::bytes::ann
DELETE FROM the_database.letter;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'bytes' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::texts::ann
DELETE FROM the_database.letter;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'texts' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::rows::ann
DELETE FROM the_database.letter;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'rows' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE the_database.letter;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
