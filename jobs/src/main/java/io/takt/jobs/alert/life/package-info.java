/**
 * Lives of alerts after ISA-18.2: pending, active, acknowledged, cleared; shelved; suppressed under
 * a parent or in a planned stop. Pure: reads no clock, knows no Flink.
 */
package io.takt.jobs.alert.life;
