/** Per asset: which rules' conditions hold, since when. Pure: reads no clock, knows no Flink. */
package io.takt.jobs.alert.watch;
