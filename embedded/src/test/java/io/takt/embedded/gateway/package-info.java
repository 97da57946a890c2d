/** The HTTP gateway on the real stack. */
package io.takt.embedded.gateway;
