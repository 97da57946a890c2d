/** Single steps of the hot path, measured with JMH; {@code takt bench micro}. */
package io.takt.bench.micro;
