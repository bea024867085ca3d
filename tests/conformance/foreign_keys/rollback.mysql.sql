-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 4 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::lookup::ann
ALTER TABLE the_database.book DROP FOREIGN KEY book_genre;
DROP TABLE the_database.genre;
DELETE FROM the_database.book;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'lookup' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::drop one::ann
ALTER TABLE the_database.book ADD CONSTRAINT book_editor FOREIGN KEY (editor_id) REFERENCES the_database.author (id) ON UPDATE RESTRICT ON DELETE SET NULL;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'drop one' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::keys::ann
ALTER TABLE the_database.book DROP FOREIGN KEY book_editor;
ALTER TABLE the_database.book DROP FOREIGN KEY book_author;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'keys' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::tables::ann
DROP TABLE the_database.book;
DROP TABLE the_database.author;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'tables' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
