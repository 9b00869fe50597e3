-- The contacts of the province in each quarter by channel.
SELECT
    quarter,
    channel,
    SUM(contacts) AS contacts,
    COALESCE(SUM(CASE WHEN reached THEN contacts ELSE 0 END), 0) AS reached,
    COUNT(*) - COUNT(contacts) AS hidden
FROM facts
GROUP BY quarter, channel
