package io.takt.ingest.gateway.access;

/** What people may do. */
public enum Role {
  /** Enters what happens, and takes back what they just entered. */
  OPERATOR,
  /** Also changes closed shifts, and takes back what others entered. */
  SUPERVISOR
}
