/** What people do about alerts without logging in: by the signed link in a message. */
package io.takt.ingest.gateway.alerts;
