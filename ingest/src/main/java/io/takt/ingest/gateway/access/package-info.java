/** Who may do what: tokens of systems, badges, PINs and sessions of people, rates. */
package io.takt.ingest.gateway.access;
