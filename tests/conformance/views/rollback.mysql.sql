-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 5 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.yaml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.yaml::dropped::ann
CREATE VIEW the_database.town_names AS select id, name from town;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'dropped' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::renamed::ann
RENAME TABLE the_database.town_names TO the_database.names;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'renamed' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::replaced::ann
DROP VIEW the_database.again;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'replaced' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::view::ann
DROP VIEW the_database.names;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'view' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::table::ann
DROP TABLE the_database.town;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
