-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 9 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.yaml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.yaml::key gone::ann
ALTER TABLE the_database.book ADD PRIMARY KEY (id);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'key gone' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::no default::ann
ALTER TABLE the_database.book ALTER pages SET DEFAULT 10;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'no default' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::defaults::ann
ALTER TABLE the_database.book ALTER printed DROP DEFAULT;
ALTER TABLE the_database.book ALTER title DROP DEFAULT;
ALTER TABLE the_database.book ALTER pages DROP DEFAULT;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'defaults' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::null again::ann
ALTER TABLE the_database.book MODIFY title VARCHAR(100) NOT NULL;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'null again' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::not null::ann
ALTER TABLE the_database.book MODIFY title VARCHAR(100) NULL;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'not null' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::unique gone::ann
ALTER TABLE the_database.book ADD CONSTRAINT book_isbn UNIQUE (isbn, title);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'unique gone' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::unique::ann
ALTER TABLE the_database.book DROP KEY book_isbn;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'unique' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::key::ann
ALTER TABLE the_database.book DROP PRIMARY KEY;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'key' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Rolling Back ChangeSet: changelog.yaml::table::ann
DROP TABLE the_database.book;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
