/** Tests of the suite's own arithmetic, and of the pages that quote it. */
package io.takt.bench.suite;
