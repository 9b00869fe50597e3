-- Each figure of each city in each quarter that any city tells of: its count, and whether it is shown, hidden, missing.
SELECT
    q.quarter,
    c.position,
    c.city,
    k.figure,
    f.value,
    CASE WHEN f.city IS NULL THEN 'missing' WHEN f.value IS NULL THEN 'hidden' ELSE 'shown' END AS state
FROM (SELECT DISTINCT quarter FROM figures) AS q
CROSS JOIN cities AS c
CROSS JOIN (SELECT DISTINCT figure FROM figures) AS k
LEFT JOIN figures AS f
    ON f.quarter = q.quarter AND f.city = c.city AND f.figure = k.figure AND f.unit = ''
