/**
 * The way in: what lies on the topics becomes our own records here, once. What cannot be used, came
 * too late or is in doubt goes on as such, with its original bytes where there are any; nothing
 * fails the job, nothing is dropped.
 */
package io.takt.jobs.intake;
