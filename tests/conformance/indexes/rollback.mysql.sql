-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 4 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.json
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.json::drop::ann
CREATE INDEX song_title ON the_database.song(title);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'drop' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
--  Rolling Back ChangeSet: changelog.json::unique::ann
DROP INDEX song_year ON the_database.song;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'unique' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
--  Rolling Back ChangeSet: changelog.json::plain::ann
DROP INDEX song_title ON the_database.song;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'plain' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
--  Rolling Back ChangeSet: changelog.json::table::ann
DROP TABLE the_database.song;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
