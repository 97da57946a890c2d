package io.takt.jobs.alert.watch;

import io.takt.jobs.alert.rule.Observation;
import java.util.List;

/**
 * What is known of one rule's condition on one asset. Times are epoch milliseconds.
 *
 * @param holds whether it held when last looked at
 * @param since since when it holds, or last held
 * @param until until when; {@link Condition#OPEN}: not known
 * @param occurrences of an event, the newest last
 * @param last what to look at again when time has passed; null: nothing
 */
public record Sight(
    boolean holds, long since, long until, List<Long> occurrences, Observation last) {}
