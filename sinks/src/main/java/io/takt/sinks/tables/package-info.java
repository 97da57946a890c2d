/** One object per table: its columns, its statements and how an element is encoded into them. */
package io.takt.sinks.tables;
