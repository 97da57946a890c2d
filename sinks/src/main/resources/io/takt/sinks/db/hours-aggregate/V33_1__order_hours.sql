-- An order's hours, whenever they were.
CREATE INDEX ledger_hour_work_order ON ledger_hour (work_order);
