import { SIZE_BOUNDS } from "@warmline/shared/reports/arrears.ts";

/** As `sizeOf` has it. */
const sizeOf = (owed: string) =>
  SIZE_BOUNDS.map((bound) => `CAST(${owed} >= ${bound} AS INTEGER)`).join(" + ");

/**
 * On which day a household came to owe how much of how many seasons: a row as it is from then on,
 * and one, below zero, as it was. What is owed by size is then adding up, of any day, and no report
 * looks at each household's debt. Only added to: of whoever is touched, what should stand less what
 * stands, so that a day that comes late is right, too.
 */
export const ARREAR_TURNS = `
  INSERT INTO arrears
    WITH homes AS (SELECT DISTINCT building, household FROM touched),
    debts AS (
      SELECT m.building, m.household, m.season, m.day, sum(m.owed) AS change
      FROM moves m SEMI JOIN homes h ON h.building = m.building AND h.household = m.household
      GROUP BY ALL HAVING sum(m.owed) <> 0
    ),
    owing AS (
      SELECT building, household, day, change, sum(change) OVER until AS owed
      FROM debts WINDOW until AS (PARTITION BY building, household, season ORDER BY day)
    ),
    days AS (
      SELECT building, household, day, sum(change) AS change,
        sum(CAST(owed > 0 AS INTEGER) - CAST(owed - change > 0 AS INTEGER)) AS begun
      FROM owing GROUP BY ALL
    ),
    states AS (
      SELECT building, household, day, sum(change) OVER until AS owed,
        sum(begun) OVER until AS seasons
      FROM days WINDOW until AS (PARTITION BY building, household ORDER BY day)
    ),
    wanted AS (
      SELECT building, household, day, seasons, owed, 1 AS households FROM states
      UNION ALL BY NAME
      SELECT building, household, day, lag(seasons) OVER before AS seasons,
        lag(owed) OVER before AS owed, -1 AS households
      FROM states WINDOW before AS (PARTITION BY building, household ORDER BY day)
    ),
    changes AS (
      SELECT building, household, day, seasons, ${sizeOf("owed")} AS size, households,
        households * owed AS owed
      FROM wanted WHERE owed <> 0
      UNION ALL BY NAME
      SELECT m.building, m.household, m.day, m.seasons, m.size, -m.households AS households,
        -m.owed AS owed
      FROM arrears m SEMI JOIN homes h ON h.building = m.building AND h.household = m.household
    )
    SELECT day, household, building, seasons, size, sum(households), sum(owed)
    FROM changes GROUP BY day, household, building, seasons, size
    HAVING sum(households) <> 0 OR sum(owed) <> 0;
`;
