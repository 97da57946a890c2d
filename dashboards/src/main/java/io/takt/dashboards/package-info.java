/**
 * Makes Grafana's dashboard JSON from sources that people can read: {@code source/*.yaml}. What all
 * dashboards share (palette, variables, links, defaults by type of panel) stands once, in {@code
 * common.yaml}.
 */
package io.takt.dashboards;
