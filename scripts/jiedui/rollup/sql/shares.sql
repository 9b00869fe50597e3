-- Each share of the province in each quarter: part and whole of those cities alone that show both.
SELECT
    p.quarter,
    s.share,
    SUM(p.value) AS part,
    SUM(w.value) AS whole,
    COUNT(*) AS cities
FROM shares AS s
INNER JOIN figures AS p ON p.figure = s.part AND p.unit = ''
INNER JOIN figures AS w
    ON w.figure = s.whole AND w.unit = '' AND w.city = p.city AND w.quarter = p.quarter
WHERE p.value IS NOT NULL AND w.value IS NOT NULL
GROUP BY p.quarter, s.share
