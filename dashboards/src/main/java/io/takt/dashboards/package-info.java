/**
 * Makes Grafana's dashboard JSON from sources that people can read, {@code source/*.yaml}, and asks
 * a database what the dashboards would ask it. What all dashboards share (palette, variables,
 * links, defaults by type of panel) stands once, in {@code common.yaml}.
 */
package io.takt.dashboards;
