-- Each figure of each federation in each quarter that its city tells of.
SELECT f.city, f.quarter, u.position, u.name, f.figure, f.value
FROM figures AS f
INNER JOIN units AS u ON u.city = f.city AND u.unit = f.unit
