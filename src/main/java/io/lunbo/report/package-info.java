/** What should have played, what did: due against actual, for people and as files. */
package io.lunbo.report;
