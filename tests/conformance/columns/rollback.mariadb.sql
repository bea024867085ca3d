-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 9 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::numbers::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'numbers' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::drop::ann
ALTER TABLE the_database.person ADD age BIGINT NULL, ADD city VARCHAR(30) NULL;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'drop' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::merge::ann
ALTER TABLE the_database.person ADD first VARCHAR(20) NULL, ADD last VARCHAR(20) NULL;
ALTER TABLE the_database.person DROP COLUMN name;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'merge' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::remarks::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'remarks' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::modify::ann
ALTER TABLE the_database.person MODIFY age INT;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'modify' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::rename::ann
ALTER TABLE the_database.person CHANGE city town VARCHAR(30);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'rename' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::add constrained::ann
ALTER TABLE the_database.person DROP FOREIGN KEY person_boss;
ALTER TABLE the_database.person DROP mail, DROP boss;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'add constrained' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::add::ann
ALTER TABLE the_database.person ALTER age DROP DEFAULT;
ALTER TABLE the_database.person DROP age, DROP town;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'add' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE the_database.person;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
