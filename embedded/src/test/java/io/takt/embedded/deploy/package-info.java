/** The files under {@code docker/}, held against the project they speak of. */
package io.takt.embedded.deploy;
