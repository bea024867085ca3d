-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 4 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::drop::ann
CREATE SEQUENCE the_database.numbers;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'drop' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::use::ann
DROP TABLE the_database.ticket;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'use' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::alter::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'alter' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::create::ann
DROP SEQUENCE the_database.plain;
DROP SEQUENCE the_database.numbers;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'create' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
