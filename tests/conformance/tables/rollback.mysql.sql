-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 5 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::drop::bob
CREATE TABLE the_database.new_name (id INT NULL);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'drop' AND AUTHOR = 'bob' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::remarks::bob
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'remarks' AND AUTHOR = 'bob' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::rename::bob
ALTER TABLE the_database.new_name RENAME the_database.old_name;
DROP TABLE the_database.old_name;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'rename' AND AUTHOR = 'bob' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::composite::ann
DROP TABLE the_database.pair;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'composite' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::types::ann
DROP TABLE the_database.every_type;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'types' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
