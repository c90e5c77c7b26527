import { FEES_OF_RATES } from "@warmline/shared/reports/sums.ts";

/** Raised with every change of the tables: a file of another shape is made anew. */
export const SHAPE = 6;

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
    building INTEGER NOT NULL, traits VARCHAR NOT NULL,
    season VARCHAR NOT NULL, fee VARCHAR NOT NULL,
    due BIGINT NOT NULL, paid BIGINT NOT NULL, relieved BIGINT NOT NULL,
    writtenOff BIGINT NOT NULL, owed BIGINT NOT NULL
  );
  CREATE TABLE turns (
    day DATE NOT NULL, household INTEGER NOT NULL, building INTEGER NOT NULL,
    season VARCHAR NOT NULL, households TINYINT NOT NULL, settled TINYINT NOT NULL
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
`;

/** What comes in stands here first, with its names; of the writing connection alone. */
export const INCOMING = `
  CREATE TEMP TABLE incoming (
    position BIGINT, day DATE, account VARCHAR, household VARCHAR,
    branch VARCHAR, station VARCHAR, building VARCHAR, traits VARCHAR, season VARCHAR, fee VARCHAR,
    due BIGINT, paid BIGINT, relieved BIGINT, writtenOff BIGINT, owed BIGINT
  )
`;

const COUNTED = `m.fee IN (${FEES_OF_RATES.map((fee) => `'${fee}'`).join(", ")})`;

/**
 * On which day a household became one that is charged, or that owes nothing: +1, or -1 where it is
 * no longer. Counting households is then adding up, and of no report are they gathered one by one.
 * Only added to: of whoever is touched, what should stand less what stands, so that a day that
 * comes late is right, too.
 */
const TURN = `
  CREATE OR REPLACE TEMP TABLE touched AS
    SELECT DISTINCT a.id AS household, b.id AS building, i.season
    FROM incoming i
    JOIN accounts a ON a.name = i.household
    JOIN buildings b
      ON b.branch = i.branch AND b.station = i.station AND b.building = i.building;
  INSERT INTO turns
    WITH days AS (
      SELECT m.season, m.building, m.household, m.day, sum(m.due) AS due, sum(m.owed) AS owed
      FROM moves m SEMI JOIN touched t
        ON t.season = m.season AND t.building = m.building AND t.household = m.household
      WHERE ${COUNTED}
      GROUP BY ALL
    ),
    running AS (
      SELECT season, building, household, day,
        sum(due) OVER until AS due, sum(owed) OVER until AS owed
      FROM days
      WINDOW until AS (PARTITION BY season, building, household ORDER BY day)
    ),
    states AS (
      SELECT season, building, household, day,
        CAST(due <> 0 AS INTEGER) AS charged,
        CAST(due <> 0 AND owed <= 0 AS INTEGER) AS settled
      FROM running
    ),
    wanted AS (
      SELECT season, building, household, day,
        charged - coalesce(lag(charged) OVER before, 0) AS households,
        settled - coalesce(lag(settled) OVER before, 0) AS settled
      FROM states
      WINDOW before AS (PARTITION BY season, building, household ORDER BY day)
    ),
    standing AS (
      SELECT m.season, m.building, m.household, m.day, -m.households AS households,
        -m.settled AS settled
      FROM turns m SEMI JOIN touched t
        ON t.season = m.season AND t.building = m.building AND t.household = m.household
    )
    SELECT day, household, building, season, sum(households), sum(settled)
    FROM (FROM wanted UNION ALL BY NAME FROM standing)
    GROUP BY day, household, building, season
    HAVING sum(households) <> 0 OR sum(settled) <> 0;
`;

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
    SELECT i.position, i.day, a.id, h.id, b.id, i.traits, i.season, i.fee,
      i.due, i.paid, i.relieved, i.writtenOff, i.owed
    FROM incoming i
    JOIN accounts a ON a.name = i.account
    JOIN accounts h ON h.name = i.household
    JOIN buildings b
      ON b.branch = i.branch AND b.station = i.station AND b.building = i.building
    ORDER BY i.season, b.id, h.id;
  ${TURN}
  DELETE FROM incoming;
`;
