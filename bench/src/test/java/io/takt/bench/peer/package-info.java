/** Tests of what the peers decide. */
package io.takt.bench.peer;
