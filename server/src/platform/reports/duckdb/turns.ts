import { FEES_OF_RATES } from "@warmline/shared/reports/sums.ts";

const COUNTED = `m.fee IN (${FEES_OF_RATES.map((fee) => `'${fee}'`).join(", ")})`;

/** Households that what comes in is about, and what of theirs is due and owed by day. */
export const DUES = `
  CREATE OR REPLACE TEMP TABLE touched AS
    SELECT DISTINCT a.id AS household, b.id AS building, i.season
    FROM incoming i
    JOIN accounts a ON a.name = i.household
    JOIN buildings b
      ON b.branch = i.branch AND b.station = i.station AND b.building = i.building;
  CREATE OR REPLACE TEMP TABLE dues AS
    SELECT m.season, m.building, m.household, m.day, sum(m.due) AS due, sum(m.owed) AS owed
    FROM moves m SEMI JOIN touched t
      ON t.season = m.season AND t.building = m.building AND t.household = m.household
    WHERE ${COUNTED}
    GROUP BY ALL;
`;

/**
 * On which day a household became one that is charged, or that owes nothing: +1, or -1 where it is
 * no longer. Counting households is then adding up, and of no report are they gathered one by one.
 * Only added to: of whoever is touched, what should stand less what stands, so that a day that
 * comes late is right, too.
 */
export const TURNS = `
  INSERT INTO turns
    WITH running AS (
      SELECT season, building, household, day,
        sum(due) OVER until AS due, sum(owed) OVER until AS owed
      FROM dues
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
