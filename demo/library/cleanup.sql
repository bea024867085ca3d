--liquibase formatted sql

--changeset dora:forget-readers
DELETE FROM reader WHERE NOT active;
--rollback -- NOT REVERSIBLE: restore the table reader from the backup of the night
