-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 5 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: logical.xml::1::ann
delete from root_table where id = 50;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'logical.xml';
--  Rolling Back ChangeSet: parts/030/nested.json::1::ann
delete from root_table where id = 30;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'parts/030/nested.json';
--  Rolling Back ChangeSet: parts/020.sql::1::ann
delete from root_table where id = 20;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'parts/020.sql';
--  Rolling Back ChangeSet: parts/010.xml::1::ann
ALTER TABLE the_database.root_table DROP COLUMN from_xml;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'parts/010.xml';
--  Rolling Back ChangeSet: first.yaml::1::ann
DROP TABLE the_database.root_table;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'first.yaml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
