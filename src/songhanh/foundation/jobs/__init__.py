"""Jobs: background work on the database queue, with lease, heartbeat, reaper, retries, schedule."""
