SELECT create_hypertable('ledger', by_range('minute', INTERVAL '1 day'));
