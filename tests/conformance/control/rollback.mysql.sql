-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 8 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::attributes::ann
DROP TABLE `the_database`.`Mixed Case`;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'attributes' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::modified::ann
drop table was_modified;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'modified' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::not failing::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'not failing' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::legacy::ann
DROP TABLE the_database.CamelCase;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'legacy' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::reserved::ann
DROP TABLE the_database.`group`;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'reserved' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::tag::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'tag' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::said::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'said' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::nothing::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'nothing' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
