/** Programs that measure what Takt claims: speed as ratios, quality as scores on known truth. */
package io.takt.bench;
