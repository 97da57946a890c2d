package io.takt.jobs.intake;

import io.takt.jobs.timeline.WorkOrderInfo;

/**
 * The ERP's word on an order.
 *
 * @param info null: the row was deleted
 * @param sourceVersion an older one is ignored
 * @param ended finished or cancelled: nobody needs to hear of it for long
 */
public record OrderRow(String order, WorkOrderInfo info, long sourceVersion, boolean ended) {}
