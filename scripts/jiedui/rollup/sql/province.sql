-- The sum of what the cities show of each figure in each quarter, and how many cities show, hide or lack it.
SELECT
    q.quarter,
    k.figure,
    SUM(f.value) AS total,
    COUNT(f.value) AS shown,
    COUNT(f.city) - COUNT(f.value) AS hidden,
    COUNT(*) - COUNT(f.city) AS missing
FROM (SELECT DISTINCT quarter FROM figures) AS q
CROSS JOIN cities AS c
CROSS JOIN (SELECT DISTINCT figure FROM figures) AS k
LEFT JOIN figures AS f
    ON f.quarter = q.quarter AND f.city = c.city AND f.figure = k.figure AND f.unit = ''
GROUP BY q.quarter, k.figure
