/** What must be there before the jobs can run: topics, schemas, roles, migrations. */
package io.takt.jobs.install;
