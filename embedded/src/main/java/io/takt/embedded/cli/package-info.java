/**
 * The command line. One class a subcommand; what they print is for people, what they log goes to
 * the stack's log files.
 *
 * <p>Exit status: 0 done, 1 could not be done, 2 asked for in a way that makes no sense.
 */
package io.takt.embedded.cli;
