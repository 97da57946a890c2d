/**
 * The suite of speed and size: each benchmark runs two ways to do the same thing, in turn, in one
 * run, and tells how they compare. A figure whose result differs from what an independent way wrote
 * is void.
 */
package io.takt.bench.suite;
