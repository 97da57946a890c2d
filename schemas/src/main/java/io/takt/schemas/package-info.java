/**
 * The contracts between the parts: which topics there are, what is on them, and how it is coded.
 *
 * <p>{@link io.takt.schemas.TopicCatalogue} is the one list of topics; they are created, their
 * schemas registered and their keys made from it. Payloads have the Confluent wire format: a zero
 * byte, the writer schema's id in the registry (four bytes, big endian), the Avro binary.
 */
package io.takt.schemas;
