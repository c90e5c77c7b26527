import { UNKNOWN_PART } from "@warmline/shared/reports/moves.ts";
import { ARREAR_TURNS } from "./arrear-turns.ts";
import { AREA_TURNS } from "./area-turns.ts";
import { DUES, TURNS } from "./turns.ts";

/** Raised with every change of the tables: a file of another shape is made anew. */
export const SHAPE = 10;

/**
 * Names stand once and rows carry numbers in their place, so that millions of rows are grouped by
 * integers. Money is BIGINT fen; sums are HUGEINT and brought back to BIGINT, which throws beyond.
 */
export const TABLES = `
  CREATE TABLE standing (position BIGINT NOT NULL, hash VARCHAR NOT NULL, shape INTEGER NOT NULL);
  INSERT INTO standing VALUES (0, '', ${SHAPE});
  CREATE TABLE seasons (season VARCHAR NOT NULL);
  CREATE TABLE accounts (id INTEGER NOT NULL, name VARCHAR NOT NULL);
  CREATE TABLE buildings (
    id INTEGER NOT NULL,
    branch VARCHAR NOT NULL, station VARCHAR NOT NULL, building VARCHAR NOT NULL
  );
  CREATE TABLE moves (
    position BIGINT NOT NULL, day DATE NOT NULL,
    account INTEGER NOT NULL, household INTEGER NOT NULL,
    building INTEGER NOT NULL, traits VARCHAR NOT NULL, class VARCHAR NOT NULL,
    season VARCHAR NOT NULL, fee VARCHAR NOT NULL,
    due BIGINT NOT NULL, paid BIGINT NOT NULL, relieved BIGINT NOT NULL,
    writtenOff BIGINT NOT NULL, owed BIGINT NOT NULL
  );
  CREATE TABLE turns (
    day DATE NOT NULL, household INTEGER NOT NULL, building INTEGER NOT NULL,
    season VARCHAR NOT NULL, households TINYINT NOT NULL, settled TINYINT NOT NULL
  );
  CREATE TABLE areas (
    day DATE NOT NULL, household INTEGER NOT NULL, building INTEGER NOT NULL,
    class VARCHAR NOT NULL, season VARCHAR NOT NULL,
    heated BIGINT NOT NULL, stopped BIGINT NOT NULL, partly BIGINT NOT NULL,
    whole BIGINT NOT NULL, base BIGINT NOT NULL, other BIGINT NOT NULL
  );
  CREATE TABLE areaTurns (
    day DATE NOT NULL, household INTEGER NOT NULL, building INTEGER NOT NULL,
    class VARCHAR NOT NULL, season VARCHAR NOT NULL,
    households TINYINT NOT NULL, stoppedHouseholds TINYINT NOT NULL,
    paid BIGINT NOT NULL, unpaid BIGINT NOT NULL, stopped BIGINT NOT NULL,
    stoppedPaid BIGINT NOT NULL
  );
  CREATE TABLE arrears (
    day DATE NOT NULL, household INTEGER NOT NULL, building INTEGER NOT NULL,
    seasons TINYINT NOT NULL, size TINYINT NOT NULL, households TINYINT NOT NULL,
    owed BIGINT NOT NULL
  );
  CREATE TABLE takings (
    day DATE NOT NULL, office VARCHAR NOT NULL, cashier VARCHAR NOT NULL,
    method VARCHAR NOT NULL, channel VARCHAR NOT NULL, payment VARCHAR NOT NULL,
    use VARCHAR NOT NULL, season VARCHAR NOT NULL, amount BIGINT NOT NULL
  );
  CREATE TABLE prepaid (
    day DATE NOT NULL, household VARCHAR NOT NULL,
    branch VARCHAR NOT NULL, station VARCHAR NOT NULL, building VARCHAR NOT NULL,
    received BIGINT NOT NULL, applied BIGINT NOT NULL,
    refunded BIGINT NOT NULL, moved BIGINT NOT NULL, change BIGINT NOT NULL
  );
  CREATE TABLE earned (
    day DATE NOT NULL, household VARCHAR NOT NULL,
    branch VARCHAR NOT NULL, station VARCHAR NOT NULL, building VARCHAR NOT NULL,
    season VARCHAR NOT NULL, fee VARCHAR NOT NULL, class VARCHAR NOT NULL,
    kind VARCHAR NOT NULL, start DATE, days INTEGER, amount BIGINT NOT NULL
  );
  CREATE TABLE reliefs (
    day DATE NOT NULL, household VARCHAR NOT NULL,
    branch VARCHAR NOT NULL, station VARCHAR NOT NULL, building VARCHAR NOT NULL,
    season VARCHAR NOT NULL, relief VARCHAR NOT NULL, bearer VARCHAR NOT NULL,
    amount BIGINT NOT NULL
  );
  CREATE TABLE payouts (
    day DATE NOT NULL, household VARCHAR NOT NULL,
    branch VARCHAR NOT NULL, station VARCHAR NOT NULL, building VARCHAR NOT NULL,
    refund VARCHAR NOT NULL, lot VARCHAR NOT NULL, method VARCHAR NOT NULL,
    channel VARCHAR NOT NULL, reason VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    days INTEGER NOT NULL, amount BIGINT NOT NULL
  );
  CREATE TABLE stopActs (
    day DATE NOT NULL, household VARCHAR NOT NULL,
    branch VARCHAR NOT NULL, station VARCHAR NOT NULL, building VARCHAR NOT NULL,
    season VARCHAR NOT NULL, space VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    start DATE NOT NULL, stop DATE, sign INTEGER NOT NULL, share BIGINT,
    area BIGINT NOT NULL, whole BIGINT NOT NULL, base BIGINT NOT NULL, amount BIGINT NOT NULL
  );
  CREATE TABLE undone (
    day DATE NOT NULL, office VARCHAR NOT NULL, cashier VARCHAR NOT NULL,
    kind VARCHAR NOT NULL, payment VARCHAR NOT NULL,
    minutes INTEGER NOT NULL, amount BIGINT NOT NULL
  );
`;

/** What comes in stands here first, with its names; of the writing connection alone. */
export const INCOMING = `
  CREATE TEMP TABLE incoming (
    position BIGINT, day DATE, account VARCHAR, household VARCHAR,
    branch VARCHAR, station VARCHAR, building VARCHAR, traits VARCHAR, season VARCHAR, fee VARCHAR,
    due BIGINT, paid BIGINT, relieved BIGINT, writtenOff BIGINT, owed BIGINT
  );
  CREATE TEMP TABLE incomingAreas (
    day DATE, household VARCHAR,
    branch VARCHAR, station VARCHAR, building VARCHAR, class VARCHAR, season VARCHAR,
    heated BIGINT, stopped BIGINT, partly BIGINT, whole BIGINT, base BIGINT, other BIGINT
  )
`;

/** The price classes as `priceClassesOf` has them. */
const CLASS = `coalesce(nullif(split_part(i.traits, '/', 2), ''), '${UNKNOWN_PART}')`;

/** New names get the next numbers, and the rows go in. */
export const TAKE_IN = `
  INSERT INTO seasons
    SELECT DISTINCT season FROM incoming WHERE season NOT IN (SELECT season FROM seasons);
  INSERT INTO accounts
    SELECT (SELECT count(*) FROM accounts) + row_number() OVER (), name
    FROM (SELECT account AS name FROM incoming UNION SELECT household FROM incoming) came
    WHERE NOT EXISTS (SELECT 1 FROM accounts known WHERE known.name = came.name);
  INSERT INTO buildings
    SELECT (SELECT count(*) FROM buildings) + row_number() OVER (), branch, station, building
    FROM (SELECT DISTINCT branch, station, building FROM incoming) came
    WHERE NOT EXISTS (
      SELECT 1 FROM buildings known
      WHERE known.branch = came.branch AND known.station = came.station
        AND known.building = came.building
    );
  INSERT INTO moves
    SELECT i.position, i.day, a.id, h.id, b.id, i.traits, ${CLASS}, i.season, i.fee,
      i.due, i.paid, i.relieved, i.writtenOff, i.owed
    FROM incoming i
    JOIN accounts a ON a.name = i.account
    JOIN accounts h ON h.name = i.household
    JOIN buildings b
      ON b.branch = i.branch AND b.station = i.station AND b.building = i.building
    ORDER BY i.season, b.id, h.id;
  INSERT INTO areas
    SELECT i.day, h.id, b.id, i.class, i.season,
      i.heated, i.stopped, i.partly, i.whole, i.base, i.other
    FROM incomingAreas i
    JOIN accounts h ON h.name = i.household
    JOIN buildings b
      ON b.branch = i.branch AND b.station = i.station AND b.building = i.building;
  ${DUES}
  ${TURNS}
  ${AREA_TURNS}
  ${ARREAR_TURNS}
  DELETE FROM incoming;
  DELETE FROM incomingAreas;
`;
