/**
 * The notifier: who hears of an alert, when and where. {@link io.takt.sinks.notify.Dispatcher}
 * decides, without any clock or connection; the {@link io.takt.sinks.notify.Outbox} keeps what it
 * decided together with what it remembers; one {@link io.takt.sinks.notify.Courier} for each
 * receiver hands it over.
 */
package io.takt.sinks.notify;
