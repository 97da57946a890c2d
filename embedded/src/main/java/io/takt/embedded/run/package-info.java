/**
 * Runs of the main job on the embedded stack: the simulated plant and recorded files, what people
 * see meanwhile, and the report at the end, read back through the public views.
 */
package io.takt.embedded.run;
