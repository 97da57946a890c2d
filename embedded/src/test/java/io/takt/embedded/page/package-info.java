/**
 * The operator page in a real browser, on the real stack. The browser is driven by the DevTools
 * protocol, over a wire that a test can cut.
 */
package io.takt.embedded.page;
