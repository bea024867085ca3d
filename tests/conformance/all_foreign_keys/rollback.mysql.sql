-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 2 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::drop all::ann
ALTER TABLE the_database.book ADD CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES the_database.author (id);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'drop all' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::tables::ann
ALTER TABLE the_database.book DROP FOREIGN KEY book_author;
DROP TABLE the_database.book;
DROP TABLE the_database.author;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'tables' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
