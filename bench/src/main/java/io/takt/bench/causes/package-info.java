/**
 * Measures how often the causes that Takt finds are the true ones: a simulated plant with hidden
 * causes, its people who say nothing or the wrong thing now and then, and the pure core.
 */
package io.takt.bench.causes;
