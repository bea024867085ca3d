-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 5 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::file::ann
drop table two;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'file' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::dialects::ann
delete from one where id = 7;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'dialects' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::delimiter::ann
delete from one where id > 4;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'delimiter' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::stripped::ann
delete from one where id in (3, 4);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'stripped' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::several::ann
drop table one;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'several' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
