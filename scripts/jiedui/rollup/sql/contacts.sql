-- The contacts of each city in each quarter by channel: how many, of how many somebody answered, how many cells are hidden.
SELECT
    quarter,
    city,
    channel,
    SUM(contacts) AS contacts,
    COALESCE(SUM(CASE WHEN reached THEN contacts ELSE 0 END), 0) AS reached,
    COUNT(*) - COUNT(contacts) AS hidden
FROM facts
GROUP BY quarter, city, channel
