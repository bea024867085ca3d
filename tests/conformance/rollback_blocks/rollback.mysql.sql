-- Recorded from Liquibase 4.28.0
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  *********************************************************************
--  Rollback 9 Change(s) Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Rolling Back ChangeSet: changelog.xml::two inverses::ann
ALTER TABLE the_database.stone DROP COLUMN weight;
DROP INDEX sand_id ON the_database.sand;
DROP TABLE the_database.sand;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'two inverses' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::dialects::ann
delete from stone where id = 5 or id = 55;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'dialects' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::several::ann
delete from stone where id = 4;
delete from stone where id = 44;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'several' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::reference::ann
CREATE TABLE the_database.pebble (id INT NULL);
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'reference' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::made::ann
DROP TABLE the_database.pebble;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'made' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::empty::ann
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'empty' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::changes::ann
DELETE FROM the_database.stone WHERE id = 2;
delete from stone where id = 22;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'changes' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::sql::ann
delete from stone where id = 1;
update stone set id = 0 where id = 1;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'sql' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE the_database.stone;
DELETE FROM the_database.DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
