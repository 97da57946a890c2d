/** The database itself: roles, migrations, the hourly sums, and which of three back ends it is. */
package io.takt.sinks.database;
