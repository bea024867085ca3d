-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 4 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.json
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.json::delete::ann
INSERT INTO the_database.thing (id) VALUES (2);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'delete' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
--  Rolling Back ChangeSet: changelog.json::update::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'update' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
--  Rolling Back ChangeSet: changelog.json::insert::ann
delete from thing where id in (1, 2);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'insert' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
--  Rolling Back ChangeSet: changelog.json::table::ann
DROP TABLE the_database.thing;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
