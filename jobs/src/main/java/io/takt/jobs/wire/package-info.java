/**
 * How values travel between tasks and rest in state: written by hand, a few bytes each, without
 * reflection. What rests in state begins with a version.
 */
package io.takt.jobs.wire;
