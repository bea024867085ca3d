
--  Changeset changes.xml::ty-0::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ty-1::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ty-2::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ty-3::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ty-4::ann
CREATE TABLE t (c MEDIUMINT NULL);

--  Changeset changes.xml::ty-5::ann
CREATE TABLE t (c MEDIUMINT NULL);

--  Changeset changes.xml::ty-6::ann
CREATE TABLE t (c TINYINT NULL);

--  Changeset changes.xml::ty-7::ann
CREATE TABLE t (c TINYINT(1) NULL);

--  Changeset changes.xml::ty-8::ann
CREATE TABLE t (c SMALLINT NULL);

--  Changeset changes.xml::ty-9::ann
CREATE TABLE t (c SMALLINT NULL);

--  Changeset changes.xml::ty-10::ann
CREATE TABLE t (c BIGINT NULL);

--  Changeset changes.xml::ty-11::ann
CREATE TABLE t (c BIGINT NULL);

--  Changeset changes.xml::ty-12::ann
CREATE TABLE t (c numeric NULL);

--  Changeset changes.xml::ty-13::ann
CREATE TABLE t (c numeric(10) NULL);

--  Changeset changes.xml::ty-14::ann
CREATE TABLE t (c numeric(10, 2) NULL);

--  Changeset changes.xml::ty-15::ann
CREATE TABLE t (c numeric NULL);

--  Changeset changes.xml::ty-16::ann
CREATE TABLE t (c numeric(8, 3) NULL);

--  Changeset changes.xml::ty-17::ann
CREATE TABLE t (c DECIMAL NULL);

--  Changeset changes.xml::ty-18::ann
CREATE TABLE t (c DECIMAL(10, 2) NULL);

--  Changeset changes.xml::ty-19::ann
CREATE TABLE t (c DECIMAL(19) NULL);

--  Changeset changes.xml::ty-20::ann
CREATE TABLE t (c FLOAT NULL);

--  Changeset changes.xml::ty-21::ann
CREATE TABLE t (c FLOAT(10) NULL);

--  Changeset changes.xml::ty-22::ann
CREATE TABLE t (c FLOAT(53) NULL);

--  Changeset changes.xml::ty-23::ann
CREATE TABLE t (c DOUBLE NULL);

--  Changeset changes.xml::ty-24::ann
CREATE TABLE t (c DOUBLE(10, 2) NULL);

--  Changeset changes.xml::ty-25::ann
CREATE TABLE t (c DOUBLE NULL);

--  Changeset changes.xml::ty-26::ann
CREATE TABLE t (c DOUBLE_PRECISION NULL);

--  Changeset changes.xml::ty-27::ann
CREATE TABLE t (c REAL NULL);

--  Changeset changes.xml::ty-28::ann
CREATE TABLE t (c DECIMAL NULL);

--  Changeset changes.xml::ty-29::ann
CREATE TABLE t (c DECIMAL NULL);

--  Changeset changes.xml::ty-30::ann
CREATE TABLE t (c DECIMAL NULL);

--  Changeset changes.xml::ty-31::ann
CREATE TABLE t (c BIT NULL);

--  Changeset changes.xml::ty-32::ann
CREATE TABLE t (c BIT(1) NULL);

--  Changeset changes.xml::ty-33::ann
CREATE TABLE t (c BIT(8) NULL);

--  Changeset changes.xml::ty-34::ann
CREATE TABLE t (c TINYINT(1) NULL);

--  Changeset changes.xml::ty-35::ann
CREATE TABLE t (c TINYINT(1) NULL);

--  Changeset changes.xml::ty-36::ann
CREATE TABLE t (c TINYINT(1) NULL);

--  Changeset changes.xml::ty-37::ann
CREATE TABLE t (c CHAR NULL);

--  Changeset changes.xml::ty-38::ann
CREATE TABLE t (c CHAR(5) NULL);

--  Changeset changes.xml::ty-39::ann
CREATE TABLE t (c VARCHAR NULL);

--  Changeset changes.xml::ty-40::ann
CREATE TABLE t (c VARCHAR(255) NULL);

--  Changeset changes.xml::ty-41::ann
CREATE TABLE t (c VARCHAR(20) NULL);

--  Changeset changes.xml::ty-42::ann
CREATE TABLE t (c VARCHAR(4000) NULL);

--  Changeset changes.xml::ty-43::ann
CREATE TABLE t (c VARCHAR(max) NULL);

--  Changeset changes.xml::ty-44::ann
CREATE TABLE t (c VARCHAR(20) NULL);

--  Changeset changes.xml::ty-45::ann
CREATE TABLE t (c NVARCHAR(20) NULL);

--  Changeset changes.xml::ty-46::ann
CREATE TABLE t (c NVARCHAR(max) NULL);

--  Changeset changes.xml::ty-47::ann
CREATE TABLE t (c NVARCHAR(10) NULL);

--  Changeset changes.xml::ty-48::ann
CREATE TABLE t (c NCHAR(4) NULL);

--  Changeset changes.xml::ty-49::ann
CREATE TABLE t (c NCHAR NULL);

--  Changeset changes.xml::ty-50::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-51::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-52::ann
CREATE TABLE t (c CHAR NULL);

--  Changeset changes.xml::ty-53::ann
CREATE TABLE t (c VARYING(20) NULL);

--  Changeset changes.xml::ty-54::ann
CREATE TABLE t (c CHAR(3) NULL);

--  Changeset changes.xml::ty-55::ann
CREATE TABLE t (c TEXT NULL);

--  Changeset changes.xml::ty-56::ann
CREATE TABLE t (c TEXT NULL);

--  Changeset changes.xml::ty-57::ann
CREATE TABLE t (c TINYTEXT NULL);

--  Changeset changes.xml::ty-58::ann
CREATE TABLE t (c MEDIUMTEXT NULL);

--  Changeset changes.xml::ty-59::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-60::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-61::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-62::ann
CREATE TABLE t (c LONGTEXT CHARACTER SET utf8 NULL);

--  Changeset changes.xml::ty-63::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-64::ann
CREATE TABLE t (c BLOB NULL);

--  Changeset changes.xml::ty-65::ann
CREATE TABLE t (c LONGBLOB NULL);

--  Changeset changes.xml::ty-66::ann
CREATE TABLE t (c TINYBLOB NULL);

--  Changeset changes.xml::ty-67::ann
CREATE TABLE t (c MEDIUMBLOB NULL);

--  Changeset changes.xml::ty-68::ann
CREATE TABLE t (c BINARY NULL);

--  Changeset changes.xml::ty-69::ann
CREATE TABLE t (c BINARY(16) NULL);

--  Changeset changes.xml::ty-70::ann
CREATE TABLE t (c VARBINARY(100) NULL);

--  Changeset changes.xml::ty-71::ann
CREATE TABLE t (c VARBINARY NULL);

--  Changeset changes.xml::ty-72::ann
CREATE TABLE t (c LONGBLOB NULL);

--  Changeset changes.xml::ty-73::ann
CREATE TABLE t (c LONGBLOB NULL);

--  Changeset changes.xml::ty-74::ann
CREATE TABLE t (c BYTEA NULL);

--  Changeset changes.xml::ty-75::ann
CREATE TABLE t (c RAW(16) NULL);

--  Changeset changes.xml::ty-76::ann
CREATE TABLE t (c OID NULL);

--  Changeset changes.xml::ty-77::ann
CREATE TABLE t (c time NULL);

--  Changeset changes.xml::ty-78::ann
CREATE TABLE t (c time NULL);

--  Changeset changes.xml::ty-79::ann
CREATE TABLE t (c datetime NULL);

--  Changeset changes.xml::ty-80::ann
CREATE TABLE t (c datetime(3) NULL);

--  Changeset changes.xml::ty-81::ann
CREATE TABLE t (c datetime NULL);

--  Changeset changes.xml::ty-82::ann
CREATE TABLE t (c datetime(3) NULL);

--  Changeset changes.xml::ty-83::ann
CREATE TABLE t (c DATETIMEOFFSET NULL);

--  Changeset changes.xml::ty-84::ann
CREATE TABLE t (c DATETIMEOFFSET(3) NULL);

--  Changeset changes.xml::ty-85::ann
CREATE TABLE t (c datetime NULL);

--  Changeset changes.xml::ty-86::ann
CREATE TABLE t (c date NULL);

--  Changeset changes.xml::ty-87::ann
CREATE TABLE t (c timestamp NULL);

--  Changeset changes.xml::ty-88::ann
CREATE TABLE t (c timestamp(3) NULL);

--  Changeset changes.xml::ty-89::ann
CREATE TABLE t (c timestamp NULL);

--  Changeset changes.xml::ty-90::ann
CREATE TABLE t (c timestamp NULL);

--  Changeset changes.xml::ty-91::ann
CREATE TABLE t (c timestamptz(3) NULL);

--  Changeset changes.xml::ty-92::ann
CREATE TABLE t (c time NULL);

--  Changeset changes.xml::ty-93::ann
CREATE TABLE t (c YEAR NULL);

--  Changeset changes.xml::ty-94::ann
CREATE TABLE t (c YEAR(4) NULL);

--  Changeset changes.xml::ty-95::ann
CREATE TABLE t (c UUID NULL);

--  Changeset changes.xml::ty-96::ann
CREATE TABLE t (c UUID NULL);

--  Changeset changes.xml::ty-97::ann
CREATE TABLE t (c UUID NULL);

--  Changeset changes.xml::ty-98::ann
CREATE TABLE t (c INT AUTO_INCREMENT NULL);

--  Changeset changes.xml::ty-99::ann
CREATE TABLE t (c BIGINT AUTO_INCREMENT NULL);

--  Changeset changes.xml::ty-100::ann
CREATE TABLE t (c SMALLINT AUTO_INCREMENT NULL);

--  Changeset changes.xml::ty-101::ann
CREATE TABLE t (c BIGINT AUTO_INCREMENT NULL);

--  Changeset changes.xml::ty-102::ann
CREATE TABLE t (c BIGINT NULL);

--  Changeset changes.xml::ty-103::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ty-104::ann
CREATE TABLE t (c SMALLINT NULL);

--  Changeset changes.xml::ty-105::ann
CREATE TABLE t (c INTEGER4 NULL);

--  Changeset changes.xml::ty-106::ann
CREATE TABLE t (c INTERVAL NULL);

--  Changeset changes.xml::ty-107::ann
CREATE TABLE t (c JSON NULL);

--  Changeset changes.xml::ty-108::ann
CREATE TABLE t (c JSONB NULL);

--  Changeset changes.xml::ty-109::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-110::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-111::ann
CREATE TABLE t (c INET NULL);

--  Changeset changes.xml::ty-112::ann
CREATE TABLE t (c CIDR NULL);

--  Changeset changes.xml::ty-113::ann
CREATE TABLE t (c HSTORE NULL);

--  Changeset changes.xml::ty-114::ann
CREATE TABLE t (c TSVECTOR NULL);

--  Changeset changes.xml::ty-115::ann
CREATE TABLE t (c POINT NULL);

--  Changeset changes.xml::ty-116::ann
CREATE TABLE t (c GEOMETRY NULL);

--  Changeset changes.xml::ty-117::ann
CREATE TABLE t (c GEOGRAPHY(Point, 4326) NULL);

--  Changeset changes.xml::ty-118::ann
CREATE TABLE t (c MY_TYPE NULL);

--  Changeset changes.xml::ty-119::ann
CREATE TABLE t (c MY_TYPE(3, 4) NULL);

--  Changeset changes.xml::ty-120::ann
CREATE TABLE t (c S1.MY_TYPE NULL);

--  Changeset changes.xml::ty-121::ann
CREATE TABLE t (c INT[] NULL);

--  Changeset changes.xml::ty-122::ann
CREATE TABLE t (c TEXT[] NULL);

--  Changeset changes.xml::ty-123::ann
CREATE TABLE t (c BFILE NULL);

--  Changeset changes.xml::ty-124::ann
CREATE TABLE t (c ROWID NULL);

--  Changeset changes.xml::ty-125::ann
CREATE TABLE t (c SYSNAME NULL);

--  Changeset changes.xml::ty-126::ann
CREATE TABLE t (c SET('a', 'b') NULL);

--  Changeset changes.xml::ty-127::ann
CREATE TABLE t (c ENUM('a', 'b') NULL);

--  Changeset changes.xml::ty-128::ann
CREATE TABLE t (c FUNCTION NULL);

--  Changeset changes.xml::ty-129::ann
CREATE TABLE t (c OTHER NULL);

--  Changeset changes.xml::ty-130::ann
CREATE TABLE t (c UNKNOWN NULL);

--  Changeset changes.xml::ty-131::ann
CREATE TABLE t (c TIMESTAMP WITHOUT TIME ZONE NULL);

--  Changeset changes.xml::ty-132::ann
CREATE TABLE t (c timestamp with time zone NULL);

--  Changeset changes.xml::ty-133::ann
CREATE TABLE t (c TIMESTAMP(3) WITH TIME ZONE NULL);

--  Changeset changes.xml::ty-134::ann
CREATE TABLE t (c timestamp with local time zone NULL);

--  Changeset changes.xml::ty-135::ann
CREATE TABLE t (c time NULL);

--  Changeset changes.xml::ty-136::ann
CREATE TABLE t (c time NULL);

--  Changeset changes.xml::ty-137::ann
CREATE TABLE t (c INT unsigned NULL);

--  Changeset changes.xml::ty-138::ann
CREATE TABLE t (c BIGINT unsigned NULL);

--  Changeset changes.xml::ty-139::ann
CREATE TABLE t (c DOUBLE PRECISION NULL);

--  Changeset changes.xml::ty-140::ann
CREATE TABLE t (c VARCHAR(20) NULL);

--  Changeset changes.xml::ty-141::ann
CREATE TABLE t (c VARCHAR NULL);

--  Changeset changes.xml::ty-142::ann
CREATE TABLE t (c NVARCHAR(10) NULL);

--  Changeset changes.xml::ty-143::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-144::ann
CREATE TABLE t (c LONG NULL);

--  Changeset changes.xml::ty-145::ann
CREATE TABLE t (c BIT VARYING(5) NULL);

--  Changeset changes.xml::ty-146::ann
CREATE TABLE t (c VARCHAR(20) character set utf8 NULL);

--  Changeset changes.xml::ty-147::ann
CREATE TABLE t (c VARCHAR(20 CHAR) NULL);

--  Changeset changes.xml::ty-148::ann
CREATE TABLE t (c VARCHAR(20 byte) NULL);

--  Changeset changes.xml::ty-149::ann
CREATE TABLE t (c CHAR(3 char) NULL);

--  Changeset changes.xml::ty-150::ann
CREATE TABLE t (c datetime NULL);

--  Changeset changes.xml::ty-151::ann
CREATE TABLE t (c INT AUTO_INCREMENT NULL);

--  Changeset changes.xml::ty-152::ann
CREATE TABLE t (c timestamp without timezone NULL);

--  Changeset changes.xml::ty-153::ann
CREATE TABLE t (c TIMESTAMP WITH TIMEZONE NULL);

--  Changeset changes.xml::ty-154::ann
CREATE TABLE t (c FLOAT4 NULL);

--  Changeset changes.xml::ty-155::ann
CREATE TABLE t (c FLOAT8 NULL);

--  Changeset changes.xml::ty-156::ann
CREATE TABLE t (c DECIMAL(10, 2) NULL);

--  Changeset changes.xml::ty-157::ann
CREATE TABLE t (c numeric(8) NULL);

--  Changeset changes.xml::ty-158::ann
CREATE TABLE t (c VARCHAR(30) NULL);

--  Changeset changes.xml::ty-159::ann
CREATE TABLE t (c ${T} NULL);

--  Changeset changes.xml::ty-160::ann
CREATE TABLE t (c JAVA.SQL.TYPES.ARRAY NULL);

--  Changeset changes.xml::ty-161::ann
CREATE TABLE t (c BIGINT NULL);

--  Changeset changes.xml::ty-162::ann
CREATE TABLE t (c LONGBLOB NULL);

--  Changeset changes.xml::ty-163::ann
CREATE TABLE t (c JAVA.SQL.TYPES.BIT NULL);

--  Changeset changes.xml::ty-164::ann
CREATE TABLE t (c BLOB NULL);

--  Changeset changes.xml::ty-165::ann
CREATE TABLE t (c TINYINT(1) NULL);

--  Changeset changes.xml::ty-166::ann
CREATE TABLE t (c CHAR NULL);

--  Changeset changes.xml::ty-167::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-168::ann
CREATE TABLE t (c date NULL);

--  Changeset changes.xml::ty-169::ann
CREATE TABLE t (c DECIMAL NULL);

--  Changeset changes.xml::ty-170::ann
CREATE TABLE t (c DOUBLE NULL);

--  Changeset changes.xml::ty-171::ann
CREATE TABLE t (c FLOAT NULL);

--  Changeset changes.xml::ty-172::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ty-173::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-174::ann
CREATE TABLE t (c LONGBLOB NULL);

--  Changeset changes.xml::ty-175::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-176::ann
CREATE TABLE t (c NCHAR NULL);

--  Changeset changes.xml::ty-177::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-178::ann
CREATE TABLE t (c numeric NULL);

--  Changeset changes.xml::ty-179::ann
CREATE TABLE t (c NVARCHAR NULL);

--  Changeset changes.xml::ty-180::ann
CREATE TABLE t (c JAVA.SQL.TYPES.OTHER NULL);

--  Changeset changes.xml::ty-181::ann
CREATE TABLE t (c FLOAT NULL);

--  Changeset changes.xml::ty-182::ann
CREATE TABLE t (c SMALLINT NULL);

--  Changeset changes.xml::ty-183::ann
CREATE TABLE t (c time NULL);

--  Changeset changes.xml::ty-184::ann
CREATE TABLE t (c timestamp NULL);

--  Changeset changes.xml::ty-185::ann
CREATE TABLE t (c timestamp NULL);

--  Changeset changes.xml::ty-186::ann
CREATE TABLE t (c JAVA.SQL.TYPES.TIME_WITH_TIMEZONE NULL);

--  Changeset changes.xml::ty-187::ann
CREATE TABLE t (c TINYINT NULL);

--  Changeset changes.xml::ty-188::ann
CREATE TABLE t (c VARBINARY NULL);

--  Changeset changes.xml::ty-189::ann
CREATE TABLE t (c VARCHAR NULL);

--  Changeset changes.xml::ty-190::ann
CREATE TABLE t (c LONGTEXT NULL);

--  Changeset changes.xml::ty-191::ann
CREATE TABLE t (c JAVA.SQL.TYPES.ROWID NULL);

--  Changeset changes.xml::ty-192::ann
CREATE TABLE t (c JAVA.SQL.TYPES.JAVA_OBJECT NULL);

--  Changeset changes.xml::ty-193::ann
CREATE TABLE t (c VARCHAR(30) NULL);

--  Changeset changes.xml::ty-194::ann
CREATE TABLE t (c DECIMAL(10, 2) NULL);

--  Changeset changes.xml::ty-195::ann
CREATE TABLE t (c CHAR(2) NULL);

--  Changeset changes.xml::ty-196::ann
CREATE TABLE t (c FLOAT(10) NULL);

--  Changeset changes.xml::ty-197::ann
CREATE TABLE t (c numeric(5) NULL);

--  Changeset changes.xml::ty-198::ann
CREATE TABLE t (c VARCHAR NULL);

--  Changeset changes.xml::ty-199::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ty-200::ann
CREATE TABLE t (c BIGINT NULL);

--  Changeset changes.xml::ty-201::ann
CREATE TABLE t (c DECIMAL NULL);

--  Changeset changes.xml::ty-202::ann
CREATE TABLE t (c BIGINT NULL);

--  Changeset changes.xml::ty-203::ann
CREATE TABLE t (c datetime NULL);

--  Changeset changes.xml::ty-204::ann
CREATE TABLE t (c timestamp NULL);

--  Changeset changes.xml::tya-3::ann
ALTER TABLE t ADD c CHAR NULL;

--  Changeset changes.xml::tya-5::ann
ALTER TABLE t ADD c DECIMAL(10, 2) NULL;

--  Changeset changes.xml::tya-8::ann
ALTER TABLE t ADD c YEAR NULL;

--  Changeset changes.xml::tya-9::ann
ALTER TABLE t ADD c CHAR(3 char) NULL;

--  Changeset changes.xml::tya-12::ann
ALTER TABLE t ADD c CHAR(3) NULL;

--  Changeset changes.xml::tya-14::ann
ALTER TABLE t ADD c FLOAT(53) NULL;

--  Changeset changes.xml::tya-17::ann
ALTER TABLE t ADD c DECIMAL NULL;

--  Changeset changes.xml::tya-18::ann
ALTER TABLE t ADD c LONGTEXT NULL;

--  Changeset changes.xml::tya-19::ann
ALTER TABLE t ADD c DOUBLE NULL;

--  Changeset changes.xml::tya-21::ann
ALTER TABLE t ADD c JSONB NULL;

--  Changeset changes.xml::tya-24::ann
ALTER TABLE t ADD c BIT NULL;

--  Changeset changes.xml::tya-32::ann
ALTER TABLE t ADD c BIGINT NULL;

--  Changeset changes.xml::tya-39::ann
ALTER TABLE t ADD c VARBINARY NULL;

--  Changeset changes.xml::tya-42::ann
ALTER TABLE t ADD c DECIMAL NULL;

--  Changeset changes.xml::tya-44::ann
ALTER TABLE t ADD c time NULL;

--  Changeset changes.xml::tya-50::ann
ALTER TABLE t ADD c NCHAR(4) NULL;

--  Changeset changes.xml::tya-55::ann
ALTER TABLE t ADD c FLOAT NULL;

--  Changeset changes.xml::tya-59::ann
ALTER TABLE t ADD c time NULL;

--  Changeset changes.xml::tym-3::ann
ALTER TABLE t MODIFY c MY_TYPE(3, 4);

--  Changeset changes.xml::tym-6::ann
ALTER TABLE t MODIFY c time;

--  Changeset changes.xml::tym-9::ann
ALTER TABLE t MODIFY c NVARCHAR(max);

--  Changeset changes.xml::tym-11::ann
ALTER TABLE t MODIFY c LONGTEXT CHARACTER SET utf8;

--  Changeset changes.xml::tym-12::ann
ALTER TABLE t MODIFY c FLOAT;

--  Changeset changes.xml::tym-16::ann
ALTER TABLE t MODIFY c SET('a', 'b');

--  Changeset changes.xml::tym-21::ann
ALTER TABLE t MODIFY c FLOAT8;

--  Changeset changes.xml::tym-24::ann
ALTER TABLE t MODIFY c TIMESTAMP WITHOUT TIME ZONE;

--  Changeset changes.xml::tym-28::ann
ALTER TABLE t MODIFY c CHAR(5);

--  Changeset changes.xml::tym-31::ann
ALTER TABLE t MODIFY c BIGINT;

--  Changeset changes.xml::tym-37::ann
ALTER TABLE t MODIFY c LONGTEXT;

--  Changeset changes.xml::dct-0::ann
CREATE TABLE t (c VARCHAR(5) NULL);

--  Changeset changes.xml::dct-1::ann
CREATE TABLE t (c TINYINT(1) DEFAULT 0 NULL);

--  Changeset changes.xml::dct-2::ann
CREATE TABLE t (c VARCHAR(40) DEFAULT NOW() NULL);

--  Changeset changes.xml::dct-4::ann
CREATE TABLE t (c CHAR(3) DEFAULT null NULL);

--  Changeset changes.xml::dct-9::ann
CREATE TABLE t (c VARCHAR(30) DEFAULT NOW() NULL);

--  Changeset changes.xml::dct-11::ann
CREATE TABLE t (c TINYINT(1) DEFAULT null NULL);

--  Changeset changes.xml::dct-13::ann
CREATE TABLE t (c datetime(6) DEFAULT sysdate NULL);

--  Changeset changes.xml::dct-14::ann
CREATE TABLE t (c datetime DEFAULT NOW() NULL);

--  Changeset changes.xml::dct-15::ann
CREATE TABLE t (c UUID DEFAULT sysdate NULL);

--  Changeset changes.xml::dct-21::ann
CREATE TABLE t (c CHAR(3) DEFAULT 'é' NULL);

--  Changeset changes.xml::dct-24::ann
CREATE TABLE t (c TINYINT(1) DEFAULT a || b NULL);

--  Changeset changes.xml::dct-31::ann
CREATE TABLE t (c date DEFAULT '2020-01-02 03:04:05' NULL);

--  Changeset changes.xml::dct-35::ann
CREATE TABLE t (c INT DEFAULT now() NULL);

--  Changeset changes.xml::dct-37::ann
CREATE TABLE t (c LONGTEXT DEFAULT 'é' NULL);

--  Changeset changes.xml::dct-40::ann
CREATE TABLE t (c datetime DEFAULT '2020-01-02' NULL);

--  Changeset changes.xml::dct-41::ann
CREATE TABLE t (c TINYINT(1) DEFAULT 1e3 NULL);

--  Changeset changes.xml::dct-45::ann
CREATE TABLE t (c CHAR(3) DEFAULT 'true' NULL);

--  Changeset changes.xml::dct-50::ann
CREATE TABLE t (c VARCHAR(20) DEFAULT '1.5' NULL);

--  Changeset changes.xml::dct-61::ann
CREATE TABLE t (c LONGTEXT DEFAULT '1.5' NULL);

--  Changeset changes.xml::dct-68::ann
CREATE TABLE t (c datetime DEFAULT 'abc' NULL);

--  Changeset changes.xml::dct-71::ann
CREATE TABLE t (c TINYINT(1) DEFAULT 0 NULL);

--  Changeset changes.xml::dct-78::ann
CREATE TABLE t (c BIT(1) DEFAULT 0 NULL);

--  Changeset changes.xml::dct-83::ann
CREATE TABLE t (c time DEFAULT NOW() NULL);

--  Changeset changes.xml::dct-85::ann
CREATE TABLE t (c VARCHAR(30) DEFAULT '2020-01-02 03:04:05.0' NULL);

--  Changeset changes.xml::dct-86::ann
CREATE TABLE t (c datetime DEFAULT '2020-01-02 03:04:05.678' NULL);

--  Changeset changes.xml::dct-91::ann
CREATE TABLE t (c UUID DEFAULT NOW(6) NULL);

--  Changeset changes.xml::dct-100::ann
CREATE TABLE t (c timestamp DEFAULT NULL NULL);

--  Changeset changes.xml::dct-104::ann
CREATE TABLE t (c datetime DEFAULT 'CURRENT_TIMESTAMP' NULL);

--  Changeset changes.xml::dct-111::ann
CREATE TABLE t (c TEXT DEFAULT 'a\\b' NULL);

--  Changeset changes.xml::dct-112::ann
CREATE TABLE t (c VARCHAR(20) DEFAULT 'abc' NULL);

--  Changeset changes.xml::dct-114::ann
CREATE TABLE t (c datetime DEFAULT uuid_generate_v4() NULL);

--  Changeset changes.xml::dct-121::ann
CREATE TABLE t (c timestamp with time zone DEFAULT '2020-01-02 03:04:05.123456' NULL);

--  Changeset changes.xml::dct-124::ann
CREATE TABLE t (c datetime DEFAULT '1.5' NULL);

--  Changeset changes.xml::dct-129::ann
CREATE TABLE t (c date DEFAULT sysdate NULL);

--  Changeset changes.xml::dct-134::ann
CREATE TABLE t (c FLOAT DEFAULT .5 NULL);

--  Changeset changes.xml::dct-141::ann
CREATE TABLE t (c FLOAT DEFAULT 1 NULL);

--  Changeset changes.xml::dct-142::ann
CREATE TABLE t (c CHAR(3) DEFAULT 'x;y' NULL);

--  Changeset changes.xml::dct-146::ann
CREATE TABLE t (c INT DEFAULT 'x' NULL);

--  Changeset changes.xml::dct-148::ann
CREATE TABLE t (c BIT(1) DEFAULT 1 NULL);

--  Changeset changes.xml::dct-150::ann
CREATE TABLE t (c CHAR(3) DEFAULT '1.5' NULL);

--  Changeset changes.xml::dct-156::ann
CREATE TABLE t (c datetime DEFAULT 'it''s' NULL);

--  Changeset changes.xml::dct-160::ann
CREATE TABLE t (c TINYINT(1) DEFAULT NULL NULL);

--  Changeset changes.xml::dct-161::ann
CREATE TABLE t (c VARCHAR(5) DEFAULT '-5' NULL);

--  Changeset changes.xml::dct-164::ann
CREATE TABLE t (c BIT(1) DEFAULT 0 NULL);

--  Changeset changes.xml::dad-1::ann
ALTER TABLE t ALTER c SET DEFAULT '2020-01-02';

--  Changeset changes.xml::dad-4::ann
ALTER TABLE t ALTER c SET DEFAULT '2020-01-02 03:04:05.123456';

--  Changeset changes.xml::dad-8::ann
ALTER TABLE t ALTER c SET DEFAULT (true);

--  Changeset changes.xml::dad-9::ann
ALTER TABLE t ALTER c SET DEFAULT (NULL);

--  Changeset changes.xml::dad-11::ann
ALTER TABLE t ALTER c SET DEFAULT (sysdate);

--  Changeset changes.xml::dad-19::ann
ALTER TABLE t ALTER c SET DEFAULT (CURRENT_TIMESTAMP);

--  Changeset changes.xml::dad-20::ann
ALTER TABLE t ALTER c SET DEFAULT '2020-01-02';

--  Changeset changes.xml::dad-21::ann
ALTER TABLE t ALTER c SET DEFAULT 1;

--  Changeset changes.xml::dad-24::ann
ALTER TABLE t ALTER c SET DEFAULT (sysdate);

--  Changeset changes.xml::dad-27::ann
ALTER TABLE t ALTER c SET DEFAULT 'it''s';

--  Changeset changes.xml::dad-28::ann
ALTER TABLE t ALTER c SET DEFAULT 'now()';

--  Changeset changes.xml::dad-29::ann
ALTER TABLE t ALTER c SET DEFAULT 'a\\b';

--  Changeset changes.xml::dad-32::ann
ALTER TABLE t ALTER c SET DEFAULT 'CURRENT_TIMESTAMP';

--  Changeset changes.xml::dad-39::ann
ALTER TABLE t ALTER c SET DEFAULT 'abc';

--  Changeset changes.xml::dad-48::ann
ALTER TABLE t ALTER c SET DEFAULT '123';

--  Changeset changes.xml::dad-52::ann
ALTER TABLE t ALTER c SET DEFAULT (current_timestamp(3));

--  Changeset changes.xml::dad-55::ann
ALTER TABLE t ALTER c SET DEFAULT '0';

--  Changeset changes.xml::dad-74::ann
ALTER TABLE t ALTER c SET DEFAULT 0;

--  Changeset changes.xml::dad-81::ann
ALTER TABLE t ALTER c SET DEFAULT '2020-01-02 03:04:05.678';

--  Changeset changes.xml::dad-86::ann
ALTER TABLE t ALTER c SET DEFAULT '123';

--  Changeset changes.xml::dad-88::ann
ALTER TABLE t ALTER c SET DEFAULT 'abc';

--  Changeset changes.xml::dad-91::ann
ALTER TABLE t ALTER c SET DEFAULT ('x');

--  Changeset changes.xml::dad-96::ann
ALTER TABLE t ALTER c SET DEFAULT (CURRENT_TIMESTAMP(6));

--  Changeset changes.xml::dad-97::ann
ALTER TABLE t ALTER c SET DEFAULT 'CURRENT_TIMESTAMP';

--  Changeset changes.xml::dad-99::ann
ALTER TABLE t ALTER c SET DEFAULT '2020-01-02';

--  Changeset changes.xml::dan-0::ann
ALTER TABLE t ALTER c SET DEFAULT 'abc';

--  Changeset changes.xml::dan-9::ann
ALTER TABLE t ALTER c SET DEFAULT '0';

--  Changeset changes.xml::dan-11::ann
ALTER TABLE t ALTER c SET DEFAULT 'now()';

--  Changeset changes.xml::dan-12::ann
ALTER TABLE t ALTER c SET DEFAULT '2020-01-02';

--  Changeset changes.xml::dan-14::ann
ALTER TABLE t ALTER c SET DEFAULT 'é';

--  Changeset changes.xml::dan-15::ann
ALTER TABLE t ALTER c SET DEFAULT 'sysdate';

--  Changeset changes.xml::dan-16::ann
ALTER TABLE t ALTER c SET DEFAULT 0;

--  Changeset changes.xml::dan-17::ann
ALTER TABLE t ALTER c SET DEFAULT 1;

--  Changeset changes.xml::dan-18::ann
ALTER TABLE t ALTER c SET DEFAULT -5;

--  Changeset changes.xml::dan-20::ann
ALTER TABLE t ALTER c SET DEFAULT 1;

--  Changeset changes.xml::dan-21::ann
ALTER TABLE t ALTER c SET DEFAULT (1+2);

--  Changeset changes.xml::dan-22::ann
ALTER TABLE t ALTER c SET DEFAULT (nextval);

--  Changeset changes.xml::dan-30::ann
ALTER TABLE t ALTER c SET DEFAULT 1;

--  Changeset changes.xml::dan-32::ann
ALTER TABLE t ALTER c SET DEFAULT 0;

--  Changeset changes.xml::dan-34::ann
ALTER TABLE t ALTER c SET DEFAULT '2020-01-02 03:04:05';

--  Changeset changes.xml::dan-35::ann
ALTER TABLE t ALTER c SET DEFAULT '2020-01-02 03:04:05';

--  Changeset changes.xml::dan-39::ann
ALTER TABLE t ALTER c SET DEFAULT (CURRENT_TIMESTAMP);

--  Changeset changes.xml::dan-41::ann
ALTER TABLE t ALTER c SET DEFAULT (sysdate);

--  Changeset changes.xml::dan-43::ann
ALTER TABLE t ALTER c SET DEFAULT (current_timestamp(3));

--  Changeset changes.xml::dan-45::ann
ALTER TABLE t ALTER c SET DEFAULT (NULL);

--  Changeset changes.xml::dan-47::ann
ALTER TABLE t ALTER c SET DEFAULT (now());

--  Changeset changes.xml::dan-48::ann
ALTER TABLE t ALTER c SET DEFAULT (uuid_generate_v4());

--  Changeset changes.xml::dan-53::ann
ALTER TABLE t ALTER c SET DEFAULT ('x');

--  Changeset changes.xml::dac-1::ann
ALTER TABLE t ADD c ENUM('a', 'b') DEFAULT 'é' NULL;

--  Changeset changes.xml::dac-5::ann
ALTER TABLE t ADD c INT DEFAULT false NULL;

--  Changeset changes.xml::dac-10::ann
ALTER TABLE t ADD c date DEFAULT uuid_generate_v4() NULL;

--  Changeset changes.xml::dac-17::ann
ALTER TABLE t ADD c BIT(1) DEFAULT 0 NULL;

--  Changeset changes.xml::dac-20::ann
ALTER TABLE t ADD c timestamp DEFAULT NOW() NULL;

--  Changeset changes.xml::dac-26::ann
ALTER TABLE t ADD c datetime DEFAULT a || b NULL;

--  Changeset changes.xml::dac-32::ann
ALTER TABLE t ADD c ENUM('a', 'b') DEFAULT 'abc' NULL;

--  Changeset changes.xml::dac-34::ann
ALTER TABLE t ADD c BIT(1) DEFAULT 0 NULL;

--  Changeset changes.xml::dac-36::ann
ALTER TABLE t ADD c TINYINT(1) DEFAULT 0 NULL;

--  Changeset changes.xml::dac-41::ann
ALTER TABLE t ADD c UUID DEFAULT true NULL;

--  Changeset changes.xml::dac-50::ann
ALTER TABLE t ADD c TINYINT(1) DEFAULT true NULL;

--  Changeset changes.xml::dac-61::ann
ALTER TABLE t ADD c timestamp(3) DEFAULT 2020-1-2 NULL;

--  Changeset changes.xml::dcn-7::ann
CREATE TABLE t (c TEXT DEFAULT 'CURRENT_TIMESTAMP' NOT NULL);

--  Changeset changes.xml::dcn-11::ann
CREATE TABLE t (c DECIMAL(10, 2) DEFAULT true NOT NULL);

--  Changeset changes.xml::dcn-14::ann
CREATE TABLE t (c TINYINT(1) DEFAULT 0 NOT NULL);

--  Changeset changes.xml::dcn-17::ann
CREATE TABLE t (c datetime DEFAULT '2020-01-02' NOT NULL);

--  Changeset changes.xml::dcn-18::ann
CREATE TABLE t (c timestamp with time zone DEFAULT NOW() NOT NULL);

--  Changeset changes.xml::ins-0::ann
INSERT INTO t (id, c) VALUES (1, 'abc');

--  Changeset changes.xml::upd-0::ann
UPDATE t SET c = 'abc' WHERE id=1;

--  Changeset changes.xml::ins-1::ann
INSERT INTO t (id, c) VALUES (1, '');

--  Changeset changes.xml::upd-1::ann
UPDATE t SET c = '' WHERE id=1;

--  Changeset changes.xml::ins-2::ann
INSERT INTO t (id, c) VALUES (1, NULL);

--  Changeset changes.xml::ins-3::ann
INSERT INTO t (id, c) VALUES (1, NULL);

--  Changeset changes.xml::upd-3::ann
UPDATE t SET c = NULL WHERE id=1;

--  Changeset changes.xml::upd-4::ann
UPDATE t SET c = 'it''s' WHERE id=1;

--  Changeset changes.xml::ins-6::ann
INSERT INTO t (id, c) VALUES (1, 'é');

--  Changeset changes.xml::upd-6::ann
UPDATE t SET c = 'é' WHERE id=1;

--  Changeset changes.xml::ins-7::ann
INSERT INTO t (id, c) VALUES (1, 'x;y');

--  Changeset changes.xml::ins-8::ann
INSERT INTO t (id, c) VALUES (1, 'line1 line2');

--  Changeset changes.xml::upd-9::ann
UPDATE t SET c = 'pv' WHERE id=1;

--  Changeset changes.xml::upd-10::ann
UPDATE t SET c = now() WHERE id=1;

--  Changeset changes.xml::upd-14::ann
UPDATE t SET c = -5 WHERE id=1;

--  Changeset changes.xml::ins-15::ann
INSERT INTO t (id, c) VALUES (1, 1.50);

--  Changeset changes.xml::upd-16::ann
UPDATE t SET c = 1e3 WHERE id=1;

--  Changeset changes.xml::upd-18::ann
UPDATE t SET c = 007 WHERE id=1;

--  Changeset changes.xml::ins-19::ann
INSERT INTO t (id, c) VALUES (1, NULL);

--  Changeset changes.xml::ins-21::ann
INSERT INTO t (id, c) VALUES (1, abc);

--  Changeset changes.xml::upd-22::ann
UPDATE t SET c = 1 WHERE id=1;

--  Changeset changes.xml::ins-23::ann
INSERT INTO t (id, c) VALUES (1, 0);

--  Changeset changes.xml::upd-23::ann
UPDATE t SET c = 0 WHERE id=1;

--  Changeset changes.xml::ins-24::ann
INSERT INTO t (id, c) VALUES (1, 0);

--  Changeset changes.xml::ins-28::ann
INSERT INTO t (id, c) VALUES (1, '2020-01-02 03:04:05');

--  Changeset changes.xml::upd-28::ann
UPDATE t SET c = '2020-01-02 03:04:05' WHERE id=1;

--  Changeset changes.xml::upd-29::ann
UPDATE t SET c = '2020-01-02 03:04:05.5' WHERE id=1;

--  Changeset changes.xml::upd-30::ann
UPDATE t SET c = '03:04:05' WHERE id=1;

--  Changeset changes.xml::ins-32::ann
INSERT INTO t (id, c) VALUES (1, NOW());

--  Changeset changes.xml::upd-32::ann
UPDATE t SET c = NOW() WHERE id=1;

--  Changeset changes.xml::ins-33::ann
INSERT INTO t (id, c) VALUES (1, 2020-01-02T03:04:05Z);

--  Changeset changes.xml::ins-34::ann
INSERT INTO t (id, c) VALUES (1, NULL);

--  Changeset changes.xml::ins-35::ann
INSERT INTO t (id, c) VALUES (1, NOW());

--  Changeset changes.xml::upd-36::ann
UPDATE t SET c = (select max(id) from x) WHERE id=1;

--  Changeset changes.xml::ins-38::ann
INSERT INTO t (id, c) VALUES (1, 'a');

--  Changeset changes.xml::insT-2::ann
INSERT INTO t (c) VALUES ('it''s');

--  Changeset changes.xml::updp-3::ann
UPDATE t SET c = 'x' WHERE a='é' AND b='é';

--  Changeset changes.xml::insT-6::ann
INSERT INTO t (c) VALUES (0);

--  Changeset changes.xml::delp-7::ann
DELETE FROM t WHERE a=-5 AND b=-5;

--  Changeset changes.xml::acv-7::ann
ALTER TABLE t ADD c VARCHAR(20) NULL;

UPDATE t SET c = -5;

--  Changeset changes.xml::insT-8::ann
INSERT INTO t (c) VALUES (1e3);

--  Changeset changes.xml::insT-9::ann
INSERT INTO t (c) VALUES (007);

--  Changeset changes.xml::delp-9::ann
DELETE FROM t WHERE a=007 AND b=007;

--  Changeset changes.xml::delp-10::ann
DELETE FROM t WHERE a=true AND b=true;

--  Changeset changes.xml::acv-10::ann
ALTER TABLE t ADD c VARCHAR(20) NULL;

UPDATE t SET c = true;

--  Changeset changes.xml::updp-11::ann
UPDATE t SET c = 'x' WHERE a=1 AND b=1;

--  Changeset changes.xml::delp-11::ann
DELETE FROM t WHERE a=1 AND b=1;

--  Changeset changes.xml::insT-13::ann
INSERT INTO t (c) VALUES (1);

--  Changeset changes.xml::delp-13::ann
DELETE FROM t WHERE a=1 AND b=1;

--  Changeset changes.xml::insT-14::ann
INSERT INTO t (c) VALUES ('2020-01-02 03:04:05');

--  Changeset changes.xml::delp-14::ann
DELETE FROM t WHERE a='2020-01-02 03:04:05' AND b='2020-01-02 03:04:05';

--  Changeset changes.xml::acv-14::ann
ALTER TABLE t ADD c VARCHAR(20) NULL;

UPDATE t SET c = '2020-01-02 03:04:05';

--  Changeset changes.xml::insT-16::ann
INSERT INTO t (c) VALUES (NOW());

--  Changeset changes.xml::updp-16::ann
UPDATE t SET c = 'x' WHERE a=NOW() AND b=NOW();

--  Changeset changes.xml::delp-16::ann
DELETE FROM t WHERE a=NOW() AND b=NOW();

--  Changeset changes.xml::insT-17::ann
INSERT INTO t (c) VALUES (NULL);

--  Changeset changes.xml::acv-17::ann
ALTER TABLE t ADD c VARCHAR(20) NULL;

UPDATE t SET c = NULL;

--  Changeset changes.xml::insT-18::ann
INSERT INTO t (c) VALUES ((select max(id) from x));

--  Changeset changes.xml::updp-19::ann
UPDATE t SET c = 'x' WHERE a='a' AND b='a';

--  Changeset changes.xml::addAutoIncrement-17::ann
ALTER TABLE t MODIFY id numeric(10) AUTO_INCREMENT;

--  Changeset changes.xml::addAutoIncrement-19::ann
ALTER TABLE t MODIFY id numeric(10) AUTO_INCREMENT;

--  Changeset changes.xml::addPrimaryKey-10::ann
ALTER TABLE t ADD PRIMARY KEY (id);

--  Changeset changes.xml::addPrimaryKey-13::ann
ALTER TABLE Tab ADD PRIMARY KEY (id);

--  Changeset changes.xml::addPrimaryKey-14::ann
ALTER TABLE `order` ADD PRIMARY KEY (id);

--  Changeset changes.xml::addPrimaryKey-19::ann
ALTER TABLE Tab ADD PRIMARY KEY (id);

--  Changeset changes.xml::addPrimaryKey-22::ann
ALTER TABLE t ADD PRIMARY KEY (a, b);

--  Changeset changes.xml::addPrimaryKey-23::ann
ALTER TABLE s1.`order` ADD PRIMARY KEY (a, b);

--  Changeset changes.xml::dropPrimaryKey-2::ann
ALTER TABLE t DROP PRIMARY KEY;

--  Changeset changes.xml::dropPrimaryKey-3::ann
ALTER TABLE t DROP PRIMARY KEY;

--  Changeset changes.xml::dropPrimaryKey-5::ann
ALTER TABLE c1.t DROP PRIMARY KEY;

--  Changeset changes.xml::dropPrimaryKey-6::ann
ALTER TABLE Tab DROP PRIMARY KEY;

--  Changeset changes.xml::dropPrimaryKey-17::ann
ALTER TABLE c1.Tab DROP PRIMARY KEY;

--  Changeset changes.xml::dropPrimaryKey-18::ann
ALTER TABLE c1.Tab DROP PRIMARY KEY;

--  Changeset changes.xml::addUniqueConstraint-4::ann
ALTER TABLE t ADD UNIQUE (c);

--  Changeset changes.xml::addUniqueConstraint-6::ann
ALTER TABLE t ADD UNIQUE (c);

--  Changeset changes.xml::addUniqueConstraint-7::ann
ALTER TABLE t ADD UNIQUE (c);

--  Changeset changes.xml::addUniqueConstraint-10::ann
ALTER TABLE t ADD UNIQUE (c);

--  Changeset changes.xml::addUniqueConstraint-13::ann
ALTER TABLE s1.t ADD UNIQUE (c);

--  Changeset changes.xml::addUniqueConstraint-17::ann
ALTER TABLE t ADD UNIQUE (c);

--  Changeset changes.xml::addUniqueConstraint-23::ann
ALTER TABLE s1.t ADD UNIQUE (c);

--  Changeset changes.xml::dropUniqueConstraint-0::ann
ALTER TABLE t DROP KEY uq_c;

--  Changeset changes.xml::dropUniqueConstraint-3::ann
ALTER TABLE t DROP KEY uq_c;

--  Changeset changes.xml::dropUniqueConstraint-6::ann
ALTER TABLE c1.t DROP KEY `Uq C`;

--  Changeset changes.xml::addForeignKeyConstraint-0::ann
ALTER TABLE t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id);

--  Changeset changes.xml::addForeignKeyConstraint-3::ann
ALTER TABLE t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id) ON DELETE SET NULL;

--  Changeset changes.xml::addForeignKeyConstraint-10::ann
ALTER TABLE t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id) ON UPDATE NO ACTION;

--  Changeset changes.xml::addForeignKeyConstraint-12::ann
ALTER TABLE t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id);

--  Changeset changes.xml::addForeignKeyConstraint-14::ann
ALTER TABLE t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id);

--  Changeset changes.xml::addForeignKeyConstraint-17::ann
ALTER TABLE s1.t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id);

--  Changeset changes.xml::addForeignKeyConstraint-19::ann
ALTER TABLE c1.t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id);

--  Changeset changes.xml::addForeignKeyConstraint-21::ann
ALTER TABLE t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id);

--  Changeset changes.xml::addForeignKeyConstraint-23::ann
ALTER TABLE t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id) ON DELETE NO ACTION;

--  Changeset changes.xml::addForeignKeyConstraint-30::ann
ALTER TABLE c1.t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES r (id) ON UPDATE RESTRICT;

--  Changeset changes.xml::addForeignKeyConstraint-34::ann
ALTER TABLE c1.t ADD CONSTRAINT fk_t_r FOREIGN KEY (r_id) REFERENCES s2.r (id) ON DELETE CASCADE;

--  Changeset changes.xml::dropForeignKeyConstraint-1::ann
ALTER TABLE s1.t DROP FOREIGN KEY fk1;

--  Changeset changes.xml::dropForeignKeyConstraint-3::ann
ALTER TABLE t DROP FOREIGN KEY `Fk 1`;

--  Changeset changes.xml::dropForeignKeyConstraint-7::ann
ALTER TABLE c1.t DROP FOREIGN KEY fk1;

--  Changeset changes.xml::addNotNullConstraint-2::ann
ALTER TABLE t MODIFY c INT NOT NULL;

--  Changeset changes.xml::addNotNullConstraint-14::ann
ALTER TABLE t MODIFY c INT NOT NULL;

--  Changeset changes.xml::dropNotNullConstraint-9::ann
ALTER TABLE t MODIFY c VARCHAR(20) NULL;

--  Changeset changes.xml::dropNotNullConstraint-10::ann
ALTER TABLE s1.t MODIFY c VARCHAR(20) NULL;

--  Changeset changes.xml::dropDefaultValue-2::ann
ALTER TABLE t ALTER c DROP DEFAULT;

--  Changeset changes.xml::dropDefaultValue-6::ann
ALTER TABLE t ALTER `order` DROP DEFAULT;

--  Changeset changes.xml::dropDefaultValue-12::ann
ALTER TABLE s1.t ALTER Col DROP DEFAULT;

--  Changeset changes.xml::dropDefaultValue-13::ann
ALTER TABLE s1.t ALTER `order` DROP DEFAULT;

--  Changeset changes.xml::dropDefaultValue-14::ann
ALTER TABLE s1.t ALTER c DROP DEFAULT;

--  Changeset changes.xml::modifyDataType-1::ann
ALTER TABLE s1.t MODIFY c VARCHAR(50);

--  Changeset changes.xml::modifyDataType-2::ann
ALTER TABLE c1.t MODIFY c VARCHAR(50);

--  Changeset changes.xml::modifyDataType-5::ann
ALTER TABLE t MODIFY c INT;

--  Changeset changes.xml::modifyDataType-9::ann
ALTER TABLE c1.t MODIFY c VARCHAR(50);

--  Changeset changes.xml::modifyDataType-10::ann
ALTER TABLE c1.t MODIFY c timestamp;

--  Changeset changes.xml::modifyDataType-12::ann
ALTER TABLE c1.t MODIFY c INT;

--  Changeset changes.xml::modifyDataType-13::ann
ALTER TABLE s1.t MODIFY c INT;

--  Changeset changes.xml::modifyDataType-14::ann
ALTER TABLE c1.t MODIFY c LONGTEXT;

--  Changeset changes.xml::renameColumn-1::ann
ALTER TABLE t CHANGE a b INT;

--  Changeset changes.xml::renameColumn-11::ann
ALTER TABLE t CHANGE a b INT COMMENT 'some text';

--  Changeset changes.xml::renameColumn-17::ann
ALTER TABLE s1.t CHANGE a b INT;

--  Changeset changes.xml::renameColumn-18::ann
ALTER TABLE c1.t CHANGE a `order` VARCHAR(20) COMMENT 'some text';

--  Changeset changes.xml::renameTable-0::ann
ALTER TABLE t RENAME u;

--  Changeset changes.xml::renameTable-1::ann
ALTER TABLE s1.t RENAME s1.u;

--  Changeset changes.xml::renameTable-3::ann
ALTER TABLE t RENAME New;

--  Changeset changes.xml::renameTable-7::ann
ALTER TABLE c1.t RENAME c1.`a b`;

--  Changeset changes.xml::renameTable-11::ann
ALTER TABLE c1.t RENAME c1.u;

--  Changeset changes.xml::renameView-0::ann
RENAME TABLE v TO w;

--  Changeset changes.xml::renameView-3::ann
RENAME TABLE c1.v TO c1.w;

--  Changeset changes.xml::dropTable-1::ann
DROP TABLE t;

--  Changeset changes.xml::dropTable-3::ann
DROP TABLE s1.t;

--  Changeset changes.xml::dropTable-6::ann
DROP TABLE user;

--  Changeset changes.xml::dropTable-7::ann
DROP TABLE `a-b`;

--  Changeset changes.xml::dropTable-9::ann
DROP TABLE s1.t;

--  Changeset changes.xml::dropTable-10::ann
DROP TABLE c1.t;

--  Changeset changes.xml::dropTable-11::ann
DROP TABLE Tab;

--  Changeset changes.xml::dropView-5::ann
DROP VIEW c1.v;

--  Changeset changes.xml::dropIndex-5::ann
DROP INDEX ix ON c1.t;

--  Changeset changes.xml::dropIndex-6::ann
DROP INDEX ix ON s1.t;

--  Changeset changes.xml::dropIndex-10::ann
DROP INDEX `Ix 1` ON t;

--  Changeset changes.xml::dropProcedure-1::ann
DROP PROCEDURE s1.p;

--  Changeset changes.xml::dropProcedure-4::ann
DROP PROCEDURE `p(int)`;

--  Changeset changes.xml::dropProcedure-6::ann
DROP PROCEDURE c1.p;

--  Changeset changes.xml::dropProcedure-7::ann
DROP PROCEDURE s1.Proc;

--  Changeset changes.xml::dropSequence-1::ann
DROP SEQUENCE s1.sq;

--  Changeset changes.xml::createSequence-2::ann
CREATE SEQUENCE sq START WITH 100;

--  Changeset changes.xml::createSequence-5::ann
CREATE SEQUENCE sq MINVALUE 1;

--  Changeset changes.xml::createSequence-7::ann
CREATE SEQUENCE sq MAXVALUE 999;

--  Changeset changes.xml::createSequence-12::ann
CREATE SEQUENCE sq CACHE 20;

--  Changeset changes.xml::createSequence-13::ann
CREATE SEQUENCE sq CACHE 0;

--  Changeset changes.xml::createSequence-17::ann
CREATE SEQUENCE s1.sq;

--  Changeset changes.xml::createSequence-19::ann
CREATE SEQUENCE Sq;

--  Changeset changes.xml::createSequence-23::ann
CREATE SEQUENCE sq CACHE 0 CYCLE;

--  Changeset changes.xml::createSequence-27::ann
CREATE SEQUENCE sq MAXVALUE 999 CACHE 1;

--  Changeset changes.xml::createSequence-31::ann
CREATE SEQUENCE c1.sq INCREMENT BY 5 MINVALUE 1 MAXVALUE 999 CACHE 20;

--  Changeset changes.xml::alterSequence-0::ann
ALTER SEQUENCE sq;

--  Changeset changes.xml::alterSequence-1::ann
ALTER SEQUENCE sq INCREMENT BY 5;

--  Changeset changes.xml::alterSequence-3::ann
ALTER SEQUENCE sq MAXVALUE 999;

--  Changeset changes.xml::alterSequence-4::ann
ALTER SEQUENCE sq CYCLE;

--  Changeset changes.xml::alterSequence-8::ann
ALTER SEQUENCE sq NOCACHE;

--  Changeset changes.xml::alterSequence-12::ann
ALTER SEQUENCE sq MINVALUE 1 CACHE 20;

--  Changeset changes.xml::alterSequence-17::ann
ALTER SEQUENCE sq MAXVALUE 999 CYCLE;

--  Changeset changes.xml::alterSequence-18::ann
ALTER SEQUENCE s1.sq INCREMENT BY 5;

--  Changeset changes.xml::alterSequence-19::ann
ALTER SEQUENCE sq ORDER  NOCACHE;

--  Changeset changes.xml::alterSequence-21::ann
ALTER SEQUENCE s1.sq INCREMENT BY 5 MAXVALUE 999 ORDER  NOCYCLE;

--  Changeset changes.xml::setTableRemarks-8::ann
ALTER TABLE c1.t COMMENT = 'a b';

--  Changeset changes.xml::setTableRemarks-11::ann
ALTER TABLE c1.t COMMENT = 'it''s';

--  Changeset changes.xml::setTableRemarks-12::ann
ALTER TABLE s1.t COMMENT = 'it''s';

--  Changeset changes.xml::setColumnRemarks-2::ann
ALTER TABLE t MODIFY COLUMN c INT COMMENT 'text';

--  Changeset changes.xml::setColumnRemarks-13::ann
ALTER TABLE c1.t MODIFY COLUMN c INT COMMENT 'text';

--  Changeset changes.xml::setColumnRemarks-16::ann
ALTER TABLE c1.t MODIFY COLUMN c VARCHAR(20) COMMENT 'it''s';

--  Changeset changes.xml::setColumnRemarks-17::ann
ALTER TABLE c1.t MODIFY COLUMN c INT COMMENT 'it''s';

--  Changeset changes.xml::setColumnRemarks-19::ann
ALTER TABLE c1.t MODIFY COLUMN c INT COMMENT 'it''s';

--  Changeset changes.xml::addLookupTable-16::ann
CREATE TABLE s2.l AS SELECT DISTINCT c AS v FROM c1.t WHERE c IS NOT NULL;

ALTER TABLE s2.l MODIFY v INT NOT NULL;

ALTER TABLE s2.l ADD PRIMARY KEY (v);

ALTER TABLE s1.t ADD CONSTRAINT fk_l FOREIGN KEY (c) REFERENCES s2.l (v);

--  Changeset changes.xml::dropColumn-3::ann
ALTER TABLE t DROP COLUMN Col;

--  Changeset changes.xml::dropColumn-8::ann
ALTER TABLE s1.t DROP COLUMN `order`;

--  Changeset changes.xml::delete-0::ann
DELETE FROM t;

--  Changeset changes.xml::delete-3::ann
DELETE FROM t WHERE a=1;

--  Changeset changes.xml::delete-8::ann
DELETE FROM c1.t WHERE b='x';

--  Changeset changes.xml::ix-1::ann
CREATE INDEX ix ON t(a DESC, b);

--  Changeset changes.xml::ix-4::ann
CREATE INDEX ix ON t(a);

--  Changeset changes.xml::ix-12::ann
CREATE INDEX ix ON t(a);

--  Changeset changes.xml::ix-13::ann
CREATE INDEX ix ON t(a DESC, b);

--  Changeset changes.xml::ix-16::ann
CREATE INDEX ix ON t(a);

--  Changeset changes.xml::ix-19::ann
CREATE INDEX ix ON s1.t(a);

--  Changeset changes.xml::ix-24::ann
CREATE INDEX ix ON c1.t(`a DESC`);

--  Changeset changes.xml::ix-26::ann
--  Changeset changes.xml::ix-27::ann
--  Changeset changes.xml::ix-28::ann
--  Changeset changes.xml::ix-32::ann
--  Changeset changes.xml::ix-33::ann
--  Changeset changes.xml::ix-35::ann
--  Changeset changes.xml::ix-38::ann
CREATE INDEX `Ix A` ON t(a(10));

--  Changeset changes.xml::ct-1::ann
CREATE TABLE s1.t (id INT AUTO_INCREMENT NOT NULL, CONSTRAINT PK_T PRIMARY KEY (id));

--  Changeset changes.xml::ct-3::ann
CREATE TABLE c1.t (id INT NULL);

--  Changeset changes.xml::ct-6::ann
CREATE TABLE t (id INT NULL);

--  Changeset changes.xml::ct-7::ann
CREATE TABLE t (id INT AUTO_INCREMENT NOT NULL, CONSTRAINT PK_T PRIMARY KEY (id));

--  Changeset changes.xml::ct-9::ann
CREATE TABLE t (id INT NULL) COMMENT='it''s';

--  Changeset changes.xml::ct-12::ann
CREATE TABLE IF NOT EXISTS t (id INT NULL);

--  Changeset changes.xml::ct-13::ann
CREATE TABLE IF NOT EXISTS t (id INT AUTO_INCREMENT NOT NULL, CONSTRAINT PK_T PRIMARY KEY (id));

--  Changeset changes.xml::ct-14::ann
CREATE TABLE IF NOT EXISTS t (Id VARCHAR(10) NOT NULL COMMENT 'x', UNIQUE (Id));

--  Changeset changes.xml::ct-15::ann
CREATE TABLE `order` (id INT NULL);

--  Changeset changes.xml::ct-16::ann
CREATE TABLE `order` (id INT AUTO_INCREMENT NOT NULL, CONSTRAINT PK_ORDER PRIMARY KEY (id));

--  Changeset changes.xml::ct-17::ann
CREATE TABLE `order` (Id VARCHAR(10) NOT NULL COMMENT 'x', UNIQUE (Id));

--  Changeset changes.xml::ct-20::ann
CREATE TABLE Tab (Id VARCHAR(10) NOT NULL COMMENT 'x', UNIQUE (Id));

--  Changeset changes.xml::ct-21::ann
CREATE TABLE `my table` (id INT NULL);

--  Changeset changes.xml::ct-31::ann
CREATE TEMPORARY TABLE t (id INT AUTO_INCREMENT NOT NULL, CONSTRAINT PK_T PRIMARY KEY (id));

--  Changeset changes.xml::conc-0::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::conc-1::ann
CREATE TABLE t (c INT NOT NULL);

--  Changeset changes.xml::conc-3::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::conc-5::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::conc-12::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::conc-14::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::conc-17::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::conc-20::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::conc-22::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::concx-9::ann
CREATE TABLE t (c INT NULL, UNIQUE (c));

--  Changeset changes.xml::concx-11::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::concx-12::ann
CREATE TABLE t (c INT NULL, CONSTRAINT fk1 FOREIGN KEY (c) REFERENCES r(id), UNIQUE (c));

--  Changeset changes.xml::concx-14::ann
CREATE TABLE t (c INT NOT NULL);

--  Changeset changes.xml::concx-17::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::concx-20::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::concx-23::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::concx-34::ann
CREATE TABLE t (c INT NOT NULL, CONSTRAINT PK_T PRIMARY KEY (c));

--  Changeset changes.xml::concx-38::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::aic-6::ann
CREATE TABLE t (id BIGINT AUTO_INCREMENT NULL, CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r(id));

--  Changeset changes.xml::aic-9::ann
CREATE TABLE t (id BIGINT AUTO_INCREMENT NULL, CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r(id));

--  Changeset changes.xml::aic-11::ann
CREATE TABLE t (id INT NULL, CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r(id));

--  Changeset changes.xml::aic-17::ann
CREATE TABLE t (id INT AUTO_INCREMENT NULL, CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r(id));

--  Changeset changes.xml::aic-20::ann
CREATE TABLE t (id BIGINT NULL, CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r(id) ON DELETE CASCADE INITIALLY DEFERRED DEFERRABLE);

--  Changeset changes.xml::aic-27::ann
CREATE TABLE t (id INT AUTO_INCREMENT NULL, CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r(id) ON DELETE CASCADE INITIALLY DEFERRED DEFERRABLE);

--  Changeset changes.xml::aic-29::ann
CREATE TABLE t (id SMALLINT AUTO_INCREMENT NULL, CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r(id) ON DELETE CASCADE INITIALLY DEFERRED DEFERRABLE);

--  Changeset changes.xml::aic-32::ann
CREATE TABLE t (id INT AUTO_INCREMENT NOT NULL, CONSTRAINT pk PRIMARY KEY (id));

--  Changeset changes.xml::aic-33::ann
CREATE TABLE t (id SMALLINT AUTO_INCREMENT NOT NULL, CONSTRAINT pk PRIMARY KEY (id));

--  Changeset changes.xml::aic-38::ann
CREATE TABLE t (id BIGINT AUTO_INCREMENT NOT NULL, CONSTRAINT pk PRIMARY KEY (id));

--  Changeset changes.xml::aic-40::ann
CREATE TABLE t (id INT NOT NULL, CONSTRAINT uq UNIQUE (id));

--  Changeset changes.xml::aic-41::ann
CREATE TABLE t (id SMALLINT NOT NULL, CONSTRAINT uq UNIQUE (id));

--  Changeset changes.xml::cona-1::ann
ALTER TABLE t ADD c INT NOT NULL;

--  Changeset changes.xml::cona-4::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::cona-6::ann
ALTER TABLE t ADD c INT NULL;

ALTER TABLE t ADD UNIQUE (c);

--  Changeset changes.xml::cona-13::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::cona-16::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::cona-19::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::cona-20::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::cona-21::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::cona-23::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::conax-1::ann
ALTER TABLE t ADD c INT NULL;

ALTER TABLE t ADD UNIQUE (c);

--  Changeset changes.xml::conax-4::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::conax-15::ann
ALTER TABLE t ADD c INT NULL;

ALTER TABLE t ADD UNIQUE (c);

--  Changeset changes.xml::conax-18::ann
ALTER TABLE t ADD c INT NULL;

ALTER TABLE t ADD UNIQUE (c);

--  Changeset changes.xml::conax-20::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::conax-26::ann
ALTER TABLE t ADD c INT NULL;

ALTER TABLE t ADD CONSTRAINT fk1 FOREIGN KEY (c) REFERENCES s2.r (id);

--  Changeset changes.xml::conax-28::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::conax-39::ann
ALTER TABLE t ADD c INT NULL;

--  Changeset changes.xml::aia-0::ann
ALTER TABLE t ADD id numeric(10) NULL;

ALTER TABLE t ADD CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r (id);

--  Changeset changes.xml::aia-10::ann
ALTER TABLE t ADD id UUID NULL;

ALTER TABLE t ADD CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r (id);

--  Changeset changes.xml::aia-11::ann
ALTER TABLE t ADD id BIGINT NULL;

ALTER TABLE t ADD CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r (id);

--  Changeset changes.xml::aia-21::ann
ALTER TABLE t ADD id INT NULL;

ALTER TABLE t ADD CONSTRAINT fk1 FOREIGN KEY (id) REFERENCES r (id) ON DELETE CASCADE;

--  Changeset changes.xml::aia-30::ann
ALTER TABLE t ADD id INT NOT NULL PRIMARY KEY;

--  Changeset changes.xml::aia-32::ann
ALTER TABLE t ADD id BIGINT AUTO_INCREMENT NOT NULL PRIMARY KEY;

--  Changeset changes.xml::aia-36::ann
ALTER TABLE t ADD id INT AUTO_INCREMENT NOT NULL PRIMARY KEY;

--  Changeset changes.xml::aia-38::ann
ALTER TABLE t ADD id INT AUTO_INCREMENT NOT NULL PRIMARY KEY;

--  Changeset changes.xml::acxn-3::ann
ALTER TABLE t ADD c VARCHAR(20) NULL, ADD d INT NULL;

UPDATE t SET c = 1;

ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL;

--  Changeset changes.xml::acx-5::ann
ALTER TABLE s1.t ADD c VARCHAR(20) NULL;

UPDATE s1.t SET c = '2020-01-02';

--  Changeset changes.xml::acx-6::ann
ALTER TABLE s1.t ADD c VARCHAR(20) NULL;

UPDATE s1.t SET c = a+b;

--  Changeset changes.xml::acxn-6::ann
ALTER TABLE t ADD c VARCHAR(20) NULL, ADD d INT NULL;

UPDATE t SET c = a+b;

ALTER TABLE t MODIFY c VARCHAR(20) NOT NULL;

--  Changeset changes.xml::acx-7::ann
ALTER TABLE s1.t ADD c VARCHAR(20) DEFAULT 'y' NULL;

UPDATE s1.t SET c = 'x';

--  Changeset changes.xml::acx-10::ann
ALTER TABLE s1.t ADD c VARCHAR(20) NULL;

--  Changeset changes.xml::vw-7::ann
CREATE VIEW v AS select id, name from t where a < 3;

--  Changeset changes.xml::vw-10::ann
CREATE OR REPLACE VIEW s1.v AS select id, name from t where a < 3;

--  Changeset changes.xml::vwp-0::ann
CREATE VIEW v AS SELECT a, b FROM t;

--  Changeset changes.xml::pr-2::ann
CREATE PROCEDURE p() AS
select 1;
/;

--  Changeset changes.xml::pr-4::ann
CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END; $$ LANGUAGE plpgsql;

--  Changeset changes.xml::pr-5::ann
CREATE PROCEDURE p() AS
select 1;
/;

--  Changeset changes.xml::pr-6::ann
CREATE PROCEDURE s1.p() BEGIN SELECT 1; END;

--  Changeset changes.xml::pr-14::ann
--  Changeset changes.xml::pr-16::ann
CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END; $$ LANGUAGE plpgsql;

--  Changeset changes.xml::pr-17::ann
CREATE PROCEDURE p() AS
select 1;
/;

--  Changeset changes.xml::pr-19::ann
CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END; $$ LANGUAGE plpgsql;

--  Changeset changes.xml::sql-0::ann
select 1;

select 2;

--  Changeset changes.xml::sql-1::ann
select 1;

select 2;

--  Changeset changes.xml::sql-6::ann
select 1;
select 2;go

--  Changeset changes.xml::sql-8::ann
--  Changeset changes.xml::sql-11::ann
select 1
GO
select 2
go;

--  Changeset changes.xml::sql-15::ann
select 1 -- c; x
; select 2go

--  Changeset changes.xml::sql-18::ann
/* a;b */ select 1; select 'a;b'
GO

--  Changeset changes.xml::sql-19::ann
/* a;b */ select 1;

select 'a;b';

--  Changeset changes.xml::sql-21::ann
insert into t values ('it''s; x');

update t set a=1;

--  Changeset changes.xml::sql-39::ann
select 1;

select 2;

--  Changeset changes.xml::sql-40::ann
select 1;;select 2;/

--  Changeset changes.xml::sql-41::ann
select 1;;select 2;
/

--  Changeset changes.xml::sql-43::ann
select 1;;select 2;//

--  Changeset changes.xml::sql-44::ann
--  Changeset changes.xml::sql-45::ann
select 1;

select 2;

--  Changeset changes.xml::sql-46::ann
select 1;;select 2;

--  Changeset changes.xml::sql-49::ann
CREATE FUNCTION f() RETURNS int AS $$ begin; end; $$ LANGUAGE plpgsql; select 3//

--  Changeset changes.xml::sql-51::ann
select "a;b";

select 4;

--  Changeset changes.xml::sql-52::ann
select "a;b"; select 4/

--  Changeset changes.xml::sql-60::ann
select 1  ;go

--  Changeset changes.xml::sql-64::ann
select `a;b`;

select 5;

--  Changeset changes.xml::sql-73::ann
BEGIN; insert into t values(1); COMMIT;

--  Changeset changes.xml::sql-75::ann
# hash; comment
select 1; select 2go

--  Changeset changes.xml::sql-76::ann
# hash; comment
select 1; select 2
GO

--  Changeset changes.xml::sql-82::ann
select 1  ;
select 2;

--  Changeset changes.xml::sql-85::ann
select 1 /* x */;

-- y
select 2;

--  Changeset changes.xml::sql-88::ann
select '
--x
'; select 2
GO

--  Changeset changes.xml::sql-89::ann
select '
--x
'; select 2;

--  Changeset changes.xml::sqlf-0::ann
select 1;

-- c
select 2;

/* x; */ insert into t values (1);

--  Changeset changes.xml::sqlf-1::ann
select 1;
-- c
select 2;
/* x; */ insert into t values (1);

--  Changeset changes.xml::sqlf-2::ann
select 1;

select 2;

insert into t values (1);

--  Changeset changes.xml::sqlf-5::ann
--  Changeset changes.xml::sqlf-6::ann
select 1;

-- c
select 2;

/* x; */ insert into t values (1);

--  Changeset changes.xml::sqlf-8::ann
SELECT a, b FROM t;

--  Changeset changes.xml::sqlf-9::ann
SELECT a, b FROM t;

--  Changeset changes.xml::sqlf-10::ann
SELECT a, b FROM t;

--  Changeset changes.xml::sqlf-14::ann
SELECT a, b FROM t;

--  Changeset changes.xml::sqlf-15::ann
SELECT a, b FROM t;

--  Changeset changes.xml::sqlf-19::ann
select 1;

select 2;

--  Changeset changes.xml::loadData-0::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5'),('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL),('3', NULL, '1', NULL, NULL);

--  Changeset changes.xml::loadData-4::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO s1.t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5'),('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL),('3', NULL, '1', NULL, NULL);

--  Changeset changes.xml::loadData-6::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5'),('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL),('3', NULL, '1', NULL, NULL);

--  Changeset changes.xml::loadData-8::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO c1.t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5'),('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL),('3', NULL, '1', NULL, NULL);

--  Changeset changes.xml::loadData-9::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5'),('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL),('3', NULL, '1', NULL, NULL);

--  Changeset changes.xml::loadData-11::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, full_name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5'),('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL),('3', NULL, '1', NULL, NULL);

--  Changeset changes.xml::loadData-12::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, nm, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5'),('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL),('3', NULL, '1', NULL, NULL);

--  Changeset changes.xml::loadData-14::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5'),('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL),('3', NULL, '1', NULL, NULL);

--  Changeset changes.xml::loadData-15::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 1, '2020-01-02', '1.5'),('2', 'it''s', 0, '2020-01-02T03:04:05', NULL),('3', NULL, 1, NULL, NULL);

--  Changeset changes.xml::loadData-16::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5'),('2', 'it''s', 'false', '2020-01-02 03:04:05', NULL),('3', NULL, '1', NULL, NULL);

--  Changeset changes.xml::loadUpdateData-0::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5')
ON DUPLICATE KEY UPDATE name = 'a, b',flag = 'true',d = '2020-01-02',n = '1.5';

INSERT INTO t (id, name, flag, d, n) VALUES ('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL)
ON DUPLICATE KEY UPDATE name = 'it''s',flag = 'false',d = '2020-01-02T03:04:05',n = null;

INSERT INTO t (id, name, flag, d, n) VALUES ('3', NULL, '1', NULL, NULL)
ON DUPLICATE KEY UPDATE name = null,flag = '1',d = null,n = null;

--  Changeset changes.xml::loadUpdateData-1::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a; b', 'true', '2020-01-02', '1.5')
ON DUPLICATE KEY UPDATE name = 'a; b',flag = 'true',d = '2020-01-02',n = '1.5';

INSERT INTO t (id, name, flag, d, n) VALUES ('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL)
ON DUPLICATE KEY UPDATE name = 'it''s',flag = 'false',d = '2020-01-02T03:04:05',n = null;

INSERT INTO t (id, name, flag, d, n) VALUES ('3', NULL, '1', NULL, NULL)
ON DUPLICATE KEY UPDATE name = null,flag = '1',d = null,n = null;

--  Changeset changes.xml::loadUpdateData-4::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO s1.t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5')
ON DUPLICATE KEY UPDATE name = 'a, b',flag = 'true',d = '2020-01-02',n = '1.5';

INSERT INTO s1.t (id, name, flag, d, n) VALUES ('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL)
ON DUPLICATE KEY UPDATE name = 'it''s',flag = 'false',d = '2020-01-02T03:04:05',n = null;

INSERT INTO s1.t (id, name, flag, d, n) VALUES ('3', NULL, '1', NULL, NULL)
ON DUPLICATE KEY UPDATE name = null,flag = '1',d = null,n = null;

--  Changeset changes.xml::loadUpdateData-6::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5')
ON DUPLICATE KEY UPDATE name = 'a, b',flag = 'true',d = '2020-01-02',n = '1.5';

INSERT INTO t (id, name, flag, d, n) VALUES ('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL)
ON DUPLICATE KEY UPDATE name = 'it''s',flag = 'false',d = '2020-01-02T03:04:05',n = null;

INSERT INTO t (id, name, flag, d, n) VALUES ('3', NULL, '1', NULL, NULL)
ON DUPLICATE KEY UPDATE name = null,flag = '1',d = null,n = null;

--  Changeset changes.xml::loadUpdateData-10::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES (1, 'a, b', 1, '2020-01-02', '1.5')
ON DUPLICATE KEY UPDATE name = 'a, b',flag = 1,d = '2020-01-02',n = '1.5';

INSERT INTO t (id, name, flag, d, n) VALUES (2, 'it''s', 0, '2020-01-02 03:04:05', NULL)
ON DUPLICATE KEY UPDATE name = 'it''s',flag = 0,d = '2020-01-02 03:04:05',n = null;

INSERT INTO t (id, name, flag, d, n) VALUES (3, NULL, 1, NULL, NULL)
ON DUPLICATE KEY UPDATE name = null,flag = 1,d = null,n = null;

--  Changeset changes.xml::loadUpdateData-11::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, full_name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5')
ON DUPLICATE KEY UPDATE full_name = 'a, b',flag = 'true',d = '2020-01-02',n = '1.5';

INSERT INTO t (id, full_name, flag, d, n) VALUES ('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL)
ON DUPLICATE KEY UPDATE full_name = 'it''s',flag = 'false',d = '2020-01-02T03:04:05',n = null;

INSERT INTO t (id, full_name, flag, d, n) VALUES ('3', NULL, '1', NULL, NULL)
ON DUPLICATE KEY UPDATE full_name = null,flag = '1',d = null,n = null;

--  Changeset changes.xml::loadUpdateData-16::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5')
ON DUPLICATE KEY UPDATE name = 'a, b',flag = 'true',d = '2020-01-02',n = '1.5';

INSERT INTO t (id, name, flag, d, n) VALUES ('2', 'it''s', 'false', '2020-01-02 03:04:05', NULL)
ON DUPLICATE KEY UPDATE name = 'it''s',flag = 'false',d = '2020-01-02 03:04:05',n = null;

INSERT INTO t (id, name, flag, d, n) VALUES ('3', NULL, '1', NULL, NULL)
ON DUPLICATE KEY UPDATE name = null,flag = '1',d = null,n = null;

--  Changeset changes.xml::loadUpdateData-21::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5')
ON DUPLICATE KEY UPDATE name = 'a, b',flag = 'true',d = '2020-01-02',n = '1.5';

INSERT INTO t (id, name, flag, d, n) VALUES ('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL)
ON DUPLICATE KEY UPDATE name = 'it''s',flag = 'false',d = '2020-01-02T03:04:05',n = null;

INSERT INTO t (id, name, flag, d, n) VALUES ('3', NULL, '1', NULL, NULL)
ON DUPLICATE KEY UPDATE name = null,flag = '1',d = null,n = null;

--  Changeset changes.xml::loadUpdateData-24::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', 1.5)
ON DUPLICATE KEY UPDATE name = 'a, b',flag = 'true',d = '2020-01-02',n = 1.5;

INSERT INTO t (id, name, flag, d, n) VALUES ('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL)
ON DUPLICATE KEY UPDATE name = 'it''s',flag = 'false',d = '2020-01-02T03:04:05',n = null;

INSERT INTO t (id, name, flag, d, n) VALUES ('3', NULL, '1', NULL, 5)
ON DUPLICATE KEY UPDATE name = null,flag = '1',d = null,n = 5;

--  Changeset changes.xml::lud-0::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO t (id, name, flag, d, n) VALUES ('1', 'a, b', 'true', '2020-01-02', '1.5')
ON DUPLICATE KEY UPDATE flag = 'true',d = '2020-01-02',n = '1.5';

INSERT INTO t (id, name, flag, d, n) VALUES ('2', 'it''s', 'false', '2020-01-02T03:04:05', NULL)
ON DUPLICATE KEY UPDATE flag = 'false',d = '2020-01-02T03:04:05',n = null;

INSERT INTO t (id, name, flag, d, n) VALUES ('3', NULL, '1', NULL, NULL)
ON DUPLICATE KEY UPDATE flag = '1',d = null,n = null;

--  Changeset changes.xml::lud-1::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
UPDATE t SET d = '2020-01-02', flag = 'true', n = '1.5', name = 'a, b' WHERE id = '1';

UPDATE t SET d = '2020-01-02T03:04:05', flag = 'false', n = NULL, name = 'it''s' WHERE id = '2';

UPDATE t SET d = NULL, flag = '1', n = NULL, name = NULL WHERE id = '3';

--  Changeset changes.xml::ms-2::ann
CREATE TABLE t (c INT NULL) engine innodb;

--  Changeset changes.xml::ms-7::ann
/*x*/ CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ms-9::ann
/*x*/ CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ms-11::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ms-12::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ms-13::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ms-20::ann
CREATE TABLE t (c INT NULL) Y;

--  Changeset changes.xml::ms-21::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::ms-23::ann
CREATE TABLE t (c INT NULL) Y;

--  Changeset changes.xml::rb-0::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::rbs-0::ann
select 1;

--  Changeset changes.xml::rb-1::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::rb-2::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::rbs-2::ann
select 1;

--  Changeset changes.xml::rb-5::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::rb-6::ann
CREATE TABLE t (c INT NULL);

--  Changeset changes.xml::rbs-7::ann
select 1;

