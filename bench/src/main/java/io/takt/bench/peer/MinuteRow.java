package io.takt.bench.peer;

/**
 * A minute of an asset, as it is written.
 *
 * @param minute its beginning, epoch ms
 * @param good parts
 * @param idealMs ideal time of these parts
 */
record MinuteRow(
    String assetId, long minute, long runningMs, long stoppedMs, double good, double idealMs) {}
