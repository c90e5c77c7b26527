/**
 * By how much on which day a household's area became paid, unpaid or stopped: as `turns` has it of
 * households, so that no report looks at each household's debt. Only added to: of whoever is
 * touched, what should stand less what stands, so that a day that comes late is right, too.
 */
export const AREA_TURNS = `
  INSERT INTO areaTurns
    WITH measured AS (
      SELECT a.season, a.building, a.household, a.class, a.day,
        sum(a.heated) AS heated, sum(a.stopped) AS stopped
      FROM areas a SEMI JOIN touched t
        ON t.season = a.season AND t.building = a.building AND t.household = a.household
      GROUP BY ALL
    ),
    classes AS (SELECT DISTINCT season, building, household, class FROM measured),
    changes AS (
      SELECT *, 0 AS owed FROM measured
      UNION ALL BY NAME
      SELECT c.*, d.day, 0 AS heated, 0 AS stopped, d.owed
      FROM dues d JOIN classes c USING (season, building, household)
    ),
    days AS (
      SELECT season, building, household, class, day,
        sum(heated) AS heated, sum(stopped) AS stopped, sum(owed) AS owed
      FROM changes GROUP BY ALL
    ),
    running AS (
      SELECT season, building, household, class, day, sum(heated) OVER until AS heated,
        sum(stopped) OVER until AS stopped, sum(owed) OVER until AS owed
      FROM days
      WINDOW until AS (PARTITION BY season, building, household, class ORDER BY day)
    ),
    states AS (
      SELECT season, building, household, class, day,
        CAST(heated + stopped > 0 AS INTEGER) AS households,
        CAST(heated = 0 AND stopped > 0 AS INTEGER) AS stoppedHouseholds,
        CASE WHEN owed <= 0 THEN heated ELSE 0 END AS paid,
        CASE WHEN owed <= 0 THEN 0 ELSE heated END AS unpaid,
        stopped,
        CASE WHEN owed <= 0 THEN stopped ELSE 0 END AS stoppedPaid
      FROM running
    ),
    wanted AS (
      SELECT season, building, household, class, day,
        households - coalesce(lag(households) OVER before, 0) AS households,
        stoppedHouseholds - coalesce(lag(stoppedHouseholds) OVER before, 0)
          AS stoppedHouseholds,
        paid - coalesce(lag(paid) OVER before, 0) AS paid,
        unpaid - coalesce(lag(unpaid) OVER before, 0) AS unpaid,
        stopped - coalesce(lag(stopped) OVER before, 0) AS stopped,
        stoppedPaid - coalesce(lag(stoppedPaid) OVER before, 0) AS stoppedPaid
      FROM states
      WINDOW before AS (PARTITION BY season, building, household, class ORDER BY day)
    ),
    standing AS (
      SELECT m.season, m.building, m.household, m.class, m.day, -m.households AS households,
        -m.stoppedHouseholds AS stoppedHouseholds, -m.paid AS paid, -m.unpaid AS unpaid,
        -m.stopped AS stopped, -m.stoppedPaid AS stoppedPaid
      FROM areaTurns m SEMI JOIN touched t
        ON t.season = m.season AND t.building = m.building AND t.household = m.household
    )
    SELECT day, household, building, class, season, sum(households), sum(stoppedHouseholds),
      sum(paid), sum(unpaid), sum(stopped), sum(stoppedPaid)
    FROM (FROM wanted UNION ALL BY NAME FROM standing)
    GROUP BY day, household, building, class, season
    HAVING sum(households) <> 0 OR sum(stoppedHouseholds) <> 0 OR sum(paid) <> 0
      OR sum(unpaid) <> 0 OR sum(stopped) <> 0 OR sum(stoppedPaid) <> 0;
`;
