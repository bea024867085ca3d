-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 4 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::after::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'after' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: local.xml::local::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'local' AND AUTHOR = 'ann' AND FILENAME = 'local.xml';
--  Rolling Back ChangeSet: changelog.xml::values::ann
delete from measured;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'values' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::measured::tester
DROP TABLE the_database.measured;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'measured' AND AUTHOR = 'tester' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
