/**
 * People: when they are at the line, what they enter on the line's tablet, and what they get wrong.
 */
package io.takt.ingest.simulator.people;
