/**
 * The HTTP gateway: facts from systems, entries from people, and what the operator page shows.
 *
 * <p>{@code http} speaks HTTP and knows nothing of the plant; {@code access} tells who may do what;
 * {@code facts} and {@code entries} take what is sent, {@code alerts} what the link in a message is
 * used for; {@code plant}, {@code live} and {@code board} tell what is known. A new group of routes
 * is a {@link io.takt.ingest.gateway.http.Routes} of its own, named in {@link
 * io.takt.ingest.gateway.Gateway}.
 */
package io.takt.ingest.gateway;
